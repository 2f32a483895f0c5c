"""What the board shows of meetings and matters, in three queries."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from strategy.models import Matter, Meeting
from strategy.queries.matter_counts import MatterCounts, year_counts
from strategy.queries.matters import RegisterView, register_url
from strategy.queries.meetings import next_meeting
from strategy.queries.reporting_months import Reading


@dataclass(frozen=True, slots=True)
class HeldMeetings:
    """How many meetings of a series were held, and the address of exactly those."""

    series: str
    count: int
    url: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that is being prepared."""

    name: str
    meets_on: date
    url: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class BoardMeetings:
    """Meetings and matters of the year up to the day that is read, samples apart from real ones."""

    first: date
    last: date
    held: tuple[HeldMeetings, ...]
    matters: MatterCounts
    next: NextMeeting | None
    instructions_url: str


def board_meetings(reading: Reading) -> BoardMeetings:
    """What the panel shows of the year so far. Three queries."""
    day, at = reading.on, reading.at
    found = next_meeting(day, at)
    return BoardMeetings(
        first=day.replace(month=1, day=1),
        last=day,
        held=tuple(_held(reading)),
        matters=year_counts(day, at),
        next=_next(found, reading) if found else None,
        instructions_url=register_url(RegisterView.OPEN, at=at, kind=Matter.Kind.INSTRUCTION.value),
    )


def _held(reading: Reading) -> list[HeldMeetings]:
    """The meetings of each series that were held this year; those of none are left out."""
    year = reading.on.replace(month=1, day=1), reading.on
    held = Meeting.objects.known_at(reading.at).held(reading.at).filter(meets_on__range=year)
    series = ("series__is_sample", "series__position", "series__code", "series__name")
    rows = held.order_by(*series).values_list(*series).annotate(count=Count("pk"))
    return [
        HeldMeetings(name, count, _list_url(code, reading), is_sample)
        for is_sample, _, code, name, count in rows
    ]


def _list_url(series: str, reading: Reading) -> str:
    asked = {"series": series, "year": reading.on.year} | _asof(reading)
    return f"{reverse('strategy:meeting_list')}?{urlencode(asked)}"


def _next(meeting: Meeting, reading: Reading) -> NextMeeting:
    query = f"?{urlencode(_asof(reading))}" if reading.asof else ""
    url = f"{meeting.get_absolute_url()}{query}"
    return NextMeeting(str(meeting), meeting.meets_on, url, meeting.is_sample)


def _asof(reading: Reading) -> dict[str, str]:
    return {"asof": f"{reading.asof:%Y-%m-%d}"} if reading.asof else {}
