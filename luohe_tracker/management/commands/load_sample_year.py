"""`load_sample_year`: a year and a half of plausible months, all of it 示例; or take it away."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from luohe_tracker.services.sample_removal import remove_sample_year
from luohe_tracker.services.sample_year import SampleError, load_sample_year
from strategy import clock


class Command(BaseCommand):
    help = "Loads January 2021 to July 2022 as samples, marked 示例; --remove takes them away."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="delete every sample again")

    def handle(self, *, remove, **options):
        if remove:
            self.remove()
            return
        try:
            counts = load_sample_year(at=clock.now(), watch=with_bar)
        except SampleError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        if counts is None:
            self.stdout.write("The sample year is here already; nothing was changed.")
            return
        self.table(counts)
        self.stdout.write(
            "All of this is invented and marked 示例 on every page; "
            "`manage.py load_sample_year --remove` takes it away."
        )

    def remove(self) -> None:
        counts = remove_sample_year(at=clock.now())
        if not counts:
            self.stdout.write("There is no sample year here; nothing was changed.")
            return
        self.table(counts)
        self.stdout.write("The sample year is removed; what is real stands as before.")

    def table(self, counts: Counter) -> None:
        for name, count in counts.items():
            self.stdout.write(f"{name:20}{count:8}")


def with_bar(steps: list) -> tqdm:
    """Show a progress bar where a person is watching."""
    return tqdm(steps, desc="Sample year", unit=" steps", disable=None, leave=False)
