"""`load_fixtures`: the lists, the actions and their published figures, all or nothing."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from luohe_tracker.services.fixture_records import FixtureError, fixture_paths
from luohe_tracker.services.fixtures import Loaded, load_fixtures
from strategy import clock


class Command(BaseCommand):
    help = "Loads the fixtures; repeating it updates reference rows and touches no figure."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", help="files instead of all in fixtures/")
        parser.add_argument("--check", action="store_true", help="validate, load nothing")

    def handle(self, *, files, check, **options):
        try:
            loaded = load_fixtures(
                fixture_paths(files), at=clock.now(), keep=not check, watch=with_bar
            )
        except FixtureError as error:
            raise CommandError(f"{error}\nNothing was changed.") from error
        self.report(loaded, check=check)

    def report(self, loaded: Loaded, *, check: bool) -> None:
        """Print the table of counts."""
        verbs = ("added", "updated", "unchanged")
        self.stdout.write(f"{'':28}{''.join(f'{verb:>11}' for verb in verbs)}")
        for label, count in loaded.counts.items():
            self.stdout.write(f"{label:28}{''.join(f'{count[verb]:11}' for verb in verbs)}")
        if check:
            self.stdout.write("The fixtures are sound; nothing was loaded.")
        elif loaded.is_changed:
            self.stdout.write(f"Loaded; {loaded.assessed} assessments are new.")
        else:
            self.stdout.write("Everything was there already; nothing was changed.")


def with_bar(records: list) -> tqdm:
    """Show a progress bar where a person is watching."""
    return tqdm(records, desc="Loading", unit=" records", disable=None, leave=False)
