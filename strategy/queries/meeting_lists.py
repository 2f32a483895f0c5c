"""The list of meetings: what is on the agenda of each and what became of its resolutions."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from strategy.models import (
    AgendaItem,
    Matter,
    MatterStatus,
    MatterStep,
    Meeting,
    MeetingSeries,
    MeetingStage,
)
from strategy.models.matter_steps import OPEN


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting of the list: how far it had come, its agenda, its resolutions open and closed."""

    meeting: Meeting
    stage: MeetingStage
    agenda: int
    open: int
    closed: int


def listed(
    meetings: list[Meeting], at: datetime | None = None, *, early: bool = False
) -> list[ListedMeeting]:
    """Some meetings in their order, as they were known at a moment. Two queries.

    Resolutions count once they are public; `early` is for the office, which sees them before.
    """
    told = [one.pk for one in meetings if early or one.is_told_at(at)]
    agenda, statuses = _agenda([one.pk for one in meetings], at), _statuses(told, at)
    return [
        ListedMeeting(
            meeting=one,
            stage=one.stage_at(at),
            agenda=agenda[one.pk],
            open=sum(statuses[one.pk, status] for status in OPEN),
            closed=statuses[one.pk, MatterStatus.CLOSED],
        )
        for one in meetings
    ]


def series_with_meetings(at: datetime | None = None) -> list[MeetingSeries]:
    """The series of which a meeting is known, in their order. One query."""
    known = Meeting.objects.known_at(at).values("series")
    return list(MeetingSeries.objects.filter(pk__in=known))


def series_to_open() -> list[MeetingSeries]:
    """The series of which a meeting can be entered. One query."""
    return list(MeetingSeries.objects.filter(is_active=True))


def _agenda(meetings: list[int], at: datetime | None) -> Counter:
    rows = AgendaItem.objects.known_at(at).filter(meeting__in=meetings)
    return Counter(rows.values_list("meeting", flat=True))


def _statuses(meetings: list[int], at: datetime | None) -> Counter:
    steps = MatterStep.objects.known_at(at).filter(
        matter__meeting__in=meetings, matter__kind=Matter.Kind.RESOLUTION
    )
    return Counter(steps.values_list("matter__meeting", "status"))
