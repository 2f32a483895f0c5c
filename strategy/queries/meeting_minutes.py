"""The minutes 纪要 of a meeting as they were issued, or as they would be now."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from strategy.models import (
    AgendaOutcome,
    Matter,
    MatterStatus,
    MatterStep,
    Meeting,
    MeetingStage,
)

from .matter_units import helper_names
from .meetings import AgendaLine, MeetingPage


@dataclass(frozen=True, slots=True)
class Decision:
    """A resolution as the minutes have it: what, who leads, who helps, until when."""

    title: str
    lead: str
    supporting: tuple[str, ...]
    due_on: date
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Minutes:
    """How far the minutes of a meeting are, and what they will set going.

    A meeting known from a report alone has none of ours.
    """

    page: MeetingPage

    @property
    def are_ahead(self) -> bool:
        """Whether the meeting has still to be held."""
        return self.page.stage == MeetingStage.PREPARING

    @property
    def are_issued(self) -> bool:
        return self._are_ours and self.page.stage == MeetingStage.ISSUED

    @property
    def are_a_draft(self) -> bool:
        """Whether they can be read as what would be issued now."""
        return self._are_ours and self.page.stage == MeetingStage.HELD

    @property
    def pending(self) -> list[AgendaLine]:
        """What was not spoken about."""
        return self._lines(AgendaOutcome.PENDING)

    @property
    def continued(self) -> list[AgendaLine]:
        """What the meeting itself left for the next one."""
        return self._lines(AgendaOutcome.CONTINUED)

    @property
    def to_assign(self) -> list[MatterStep]:
        """The resolutions that the issue assigns."""
        return [step for step in self.page.resolutions if step.status == MatterStatus.REGISTERED]

    @property
    def without_lead(self) -> list[MatterStep]:
        """Those of them that nobody leads, so that nothing can be issued yet."""
        return [step for step in self.to_assign if step.lead is None]

    @property
    def _are_ours(self) -> bool:
        return not self.page.meeting.is_reported

    def _lines(self, outcome: AgendaOutcome) -> list[AgendaLine]:
        return [line for line in self.page.agenda if line.outcome == outcome]


def decisions(meeting: Meeting, at: datetime | None = None) -> list[Decision]:
    """What a meeting resolved, in the words and with the time limits of its minutes. Two queries.

    What a time limit or a unit became later is no part of a paper that was issued before.
    """
    steps = MatterStep.objects.filter(
        matter__meeting=meeting, matter__kind=Matter.Kind.RESOLUTION
    ).exclude(status=MatterStatus.WITHDRAWN)
    rows = _stood(steps, meeting.issued_at, at).select_related("matter", "lead")
    rows = list(rows.order_by("matter__year", "matter__number"))
    helpers = helper_names(rows)
    return [
        Decision(
            title=step.matter.title,
            lead=step.lead.short_name if step.lead else "",
            supporting=helpers.get(step.matter_id, ()),
            due_on=step.due_on,
            is_sample=step.matter.is_sample,
        )
        for step in rows
    ]


def _stood(steps, issued_at: datetime | None, at: datetime | None):
    """How the resolutions stood the moment the minutes were out, else before a moment."""
    if issued_at is None or (at is not None and issued_at >= at):
        return steps.known_at(at)
    later = Q(superseded_at__isnull=True) | Q(superseded_at__gt=issued_at)
    return steps.filter(later, at__lte=issued_at)
