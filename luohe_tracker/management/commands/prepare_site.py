"""`prepare_site`: from any state of this machine to a site that can be served."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from strategy.models import Organisation


class Command(BaseCommand):
    help = "Migrates, loads data into an empty database, makes demo accounts and static files."

    def handle(self, **options):
        self.say("Bringing the database up to date...")
        call_command("migrate", verbosity=0)
        if Organisation.objects.exists():
            self.say("The database has data: nothing is loaded.")
        else:
            self.load_data()
        if settings.DEMO:
            call_command("create_demo_accounts", stdout=self.stdout)
        call_command("collect_changed_static", stdout=self.stdout)

    @transaction.atomic
    def load_data(self) -> None:
        """Load all or nothing: a start that was interrupted begins again next time."""
        self.say("Loading the lists, the actions and their real figures...")
        call_command("load_fixtures", stdout=self.stdout)
        if settings.DEMO:
            self.say("Loading a sample year, marked 示例 on every page...")
            call_command("load_sample_year", stdout=self.stdout)

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
