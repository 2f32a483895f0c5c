"""`lock_month`: from then on only corrections, and units that are excepted, go in."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from luohe_tracker.management.acting import add_actor, coordinator, month_argument
from strategy import clock, months
from strategy.services.matter_follow_ups import close_month
from strategy.services.reporting_months import LockedError, NotOpenedError


class Command(BaseCommand):
    help = "Locks a month for good: only corrections with a reason go in after that."

    def add_arguments(self, parser):
        parser.add_argument("month", type=month_argument, help="the month, such as 2022-06")
        add_actor(parser)

    def handle(self, *, month: date, by: str, **options):
        name, actor = months.code(month), coordinator(by)
        try:
            done = close_month(month, by=actor, at=clock.now())
        except NotOpenedError as error:
            raise CommandError(f"{name} was never opened. Nothing was changed.") from error
        except LockedError:
            self.stdout.write(f"{name} is locked already; nothing was changed.")
            return
        self.stdout.write(
            f"Locked {name} with {done.unreported} figures not reported "
            f"and {done.waiting} waiting for review."
        )
        if done.reopened:
            self.stdout.write(f"Matters opened again, still far behind: {done.reopened}.")
