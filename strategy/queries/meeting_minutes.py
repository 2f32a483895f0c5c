"""The minutes 纪要 of a meeting as they were issued, or as they would be now."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from strategy.models import Matter, MatterStatus, MatterStep, Meeting

from .matter_units import helper_names


@dataclass(frozen=True, slots=True)
class Decision:
    """A resolution as the minutes have it: what, who leads, who helps, until when."""

    title: str
    lead: str
    supporting: tuple[str, ...]
    due_on: date
    is_sample: bool


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
