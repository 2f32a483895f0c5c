"""The notices that a person is shown, and the list that the headquarters' office keeps."""

from dataclasses import dataclass
from datetime import date

from strategy.models import Notice, User


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice in the list; `stands` if it is shown on the day of the list."""

    notice: Notice
    stands: bool
    is_ahead: bool


def notices_for(user: User, day: date) -> list[Notice]:
    """The notices that stand on a day for the unit of a person, the newest first. One query."""
    return list(Notice.objects.shown_on(day).addressed_to(user.organisation))


def notice_lines(day: date) -> list[NoticeLine]:
    """Every notice ever posted, the newest first. One query."""
    return [
        NoticeLine(
            one,
            stands=one.is_shown_on(day),
            is_ahead=one.withdrawn_at is None and one.from_on > day,
        )
        for one in Notice.objects.select_related("posted_by", "withdrawn_by")
    ]
