"""`recompute_assessments`: assess every item anew; a sound database does not change."""

from django.core.management.base import BaseCommand, CommandError

from luohe_tracker.services.recomputation import recompute
from strategy import clock


class Command(BaseCommand):
    help = "Computes all assessments anew and says how many changed: 0 in a sound database."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail if something would change"
        )

    def handle(self, *, check, **options):
        changed = recompute(at=clock.now(), keep=not check)
        if check and changed:
            raise CommandError(f"{changed} assessments would change; nothing was changed.")
        self.stdout.write(f"{changed} assessments changed.")
