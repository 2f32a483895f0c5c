"""`open_year`: carry series and rules over into a year, and say what it lacks."""

from argparse import ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError

from luohe_tracker.management.acting import add_actor, coordinator
from strategy import clock, months
from strategy.queries.reporting_years import YearPlan, year_plan
from strategy.services.reporting_years import YearError, open_year


def year_argument(text: str) -> int:
    """A year that months can be of."""
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise ArgumentTypeError(f"{text!r} is no year; write 2023")
    if not months.FIRST_YEAR <= int(text) <= months.LAST_YEAR:
        raise ArgumentTypeError(f"{text} is not between {months.FIRST_YEAR} and {months.LAST_YEAR}")
    return int(text)


class Command(BaseCommand):
    help = "Opens a year: lists what is carried over, what lapses, and which targets are missing."

    def add_arguments(self, parser):
        parser.add_argument("year", type=year_argument, help="the year, such as 2023")
        add_actor(parser)

    def handle(self, *, year: int, by: str, **options):
        actor = coordinator(by)
        try:
            _, is_new = open_year(year, by=actor, at=clock.now())
        except YearError as error:
            raise CommandError(f"{year} is too far ahead. Nothing was changed.") from error
        if is_new:
            self.stdout.write(f"Opened {year}.")
        else:
            self.stdout.write(f"{year} is open already; nothing was changed. It stands so:")
        self.tell(year_plan(year))

    def tell(self, plan: YearPlan) -> None:
        """Print the plan of the year."""
        self.stdout.write(f"Series carried over: {plan.carried}, of {plan.metrics} metrics.")
        rules = [plan.light_rule.code] if plan.light_rule else []
        rules += [f"due rule for {rule.kind or 'all units'}" for rule in plan.due_rules]
        self.stdout.write(f"Rules carried over: {', '.join(rules) or 'none'}.")
        self.stdout.write(f"Series that lapse: {len(plan.lapsing)}.")
        for line in plan.lapsing:
            self.stdout.write(f"  {line.series.code} ended in {months.code(line.series.ends_in)}")
        self.stdout.write(f"Series without a target for {plan.year}: {len(plan.without_target)}.")
        for line in plan.without_target:
            self.stdout.write(f"  {line.series.code}")
