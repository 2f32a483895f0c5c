"""What the commands of the headquarters' office share: who acts, and months as they are written."""

from argparse import ArgumentTypeError
from datetime import date, datetime

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localtime

from strategy import clock, months, workdays
from strategy.models import User
from strategy.permissions import may_coordinate


def add_actor(parser: CommandParser) -> None:
    """Ask for the coordinator in whose name the command acts."""
    parser.add_argument(
        "--by", required=True, metavar="USERNAME", help="the coordinator in whose name this is done"
    )


def coordinator(username: str) -> User:
    """The coordinator of that name. CommandError for anybody else."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no user {username!r}. Nothing was changed.")
    if not may_coordinate(user):
        raise CommandError(f"{username} is no active coordinator. Nothing was changed.")
    return user


def month_argument(text: str) -> date:
    """A month written as YYYY-MM."""
    try:
        return months.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no month; write 2022-08") from error


def moment_argument(text: str) -> datetime:
    """A moment of Shanghai written as YYYY-MM-DD HH:MM."""
    try:
        moment = datetime.strptime(text, "%Y-%m-%d %H:%M")  # noqa: DTZ007
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no moment; write '2022-09-12 17:00'") from error
    return moment.replace(tzinfo=clock.SHANGHAI)


def told(moment: datetime) -> str:
    """A moment as the commands print it."""
    return f"{localtime(moment):%Y-%m-%d %H:%M}"


def warn_of_guesses(command: BaseCommand, moments: list[datetime]) -> None:
    """Say where due moments were rolled without knowing the holidays."""
    years = {localtime(moment).year for moment in moments}
    for year in sorted(year for year in years if not workdays.calendar_knows(year)):
        command.stdout.write(
            f"The holidays of {year} are not published yet: "
            "Monday to Friday were taken as its work days."
        )
