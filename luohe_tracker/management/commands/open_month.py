"""`open_month`: create the figures that are owed in a month."""

from datetime import date, datetime

from django.core.management.base import BaseCommand, CommandError

from luohe_tracker.management.acting import (
    add_actor,
    coordinator,
    moment_argument,
    month_argument,
    told,
    warn_of_guesses,
)
from strategy import clock, months
from strategy.models import ReportingMonth
from strategy.services.reporting_months import FutureMonthError, NoDueRuleError, open_month


class Command(BaseCommand):
    help = "Opens a month: every active series owes its figure. Repeating it adds nothing."

    def add_arguments(self, parser):
        parser.add_argument("month", type=month_argument, help="the month, such as 2022-08")
        parser.add_argument(
            "--due",
            type=moment_argument,
            metavar="MOMENT",
            help="due at this moment, such as '2022-09-12 17:00', instead of by the due rules",
        )
        add_actor(parser)

    def handle(self, *, month: date, due: datetime | None, by: str, **options):
        name, actor = months.code(month), coordinator(by)
        try:
            done = open_month(month, due_at=due, by=actor, at=clock.now())
        except FutureMonthError as error:
            raise CommandError(f"{name} has not begun yet. Nothing was changed.") from error
        except NoDueRuleError as error:
            raise CommandError(
                f"No due rule for all units holds in {name}: give --due. Nothing was changed."
            ) from error
        if not done.is_changed:
            self.stdout.write(f"{name} is open already; nothing was changed.")
            return
        verb = "Opened" if done.is_new else "Completed"
        self.stdout.write(f"{verb} {name}: {done.owed} figures owed anew.")
        self.tell_dues(done.month)

    def tell_dues(self, month: ReportingMonth) -> None:
        kinds = [(f"Due for units of kind {one.kind}", one) for one in month.kind_dues.all()]
        for words, one in [("Due", month), *kinds]:
            self.stdout.write(f"{words}: {told(one.due_at)}")
        warn_of_guesses(self, [month.due_at, *(one.due_at for _, one in kinds)])
