"""`check_data`: whether the data keeps the rules that no constraint can keep."""

from django.core.management.base import BaseCommand, CommandError

from luohe_tracker.services.data_checks import find_problems
from strategy import clock


class Command(BaseCommand):
    help = "Checks the data without changing it and lists what is wrong."

    def handle(self, **options):
        problems = find_problems(on=clock.today(), at=clock.now())
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write("The data is sound.")
