"""The agenda as the projector shows it: one item at a time, with what was decided last time."""

from dataclasses import dataclass
from datetime import date, datetime

from strategy.models import AgendaItem, Assessment, Matter, MatterStatus, MatterStep, Meeting
from strategy.models.matter_steps import WITH_UNIT
from strategy.progress import Standing
from strategy.progress.ladder import Rung, rung_on

from .agenda_refreshes import as_written


@dataclass(frozen=True, slots=True)
class LastTime:
    """The item at the meeting before: what became of it, and what was resolved about it.

    The wall tells nothing of it before the minutes are out: `is_told`.
    """

    meeting: Meeting
    is_told: bool
    outcome: str
    record: str
    resolutions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page of the projector shows: a standing of a tracked item, or a matter's step."""

    item: AgendaItem
    place: int
    count: int
    standing: Standing | None
    standing_is_sample: bool
    step: MatterStep | None
    rung: Rung | None
    last: LastTime | None


def shown_item(
    meeting: Meeting, place: int, today: date, at: datetime | None = None
) -> Shown | None:
    """The agenda item at a place counted from 1, or the nearest there is. Eight queries at most."""
    agenda = as_written(meeting, agenda_at(meeting, at), at)
    if not agenda:
        return None
    place = min(max(place, 1), len(agenda))
    item = agenda[place - 1]
    assessment = _assessment(item, at)
    step = _step(item, at)
    return Shown(
        item=item,
        place=place,
        count=len(agenda),
        standing=Standing(assessment.standing) if assessment else None,
        standing_is_sample=bool(assessment and assessment.is_sample),
        step=step,
        rung=rung_on(step.due_on, today) if step and step.status in WITH_UNIT else None,
        last=_last_time(item, at),
    )


def agenda_at(meeting: Meeting, at: datetime | None = None):
    """The items on the agenda of a meeting before a moment, in order; None means now."""
    rows = meeting.agenda.known_at(at)
    return rows.select_related("owner", "item", "matter", "meeting")


def _assessment(item: AgendaItem, at: datetime | None) -> Assessment | None:
    """How the item stood in the month that it is about, or in the latest one."""
    if item.item_id is None:
        return None
    results = Assessment.objects.known_at(at).of_items().filter(item=item.item_id)
    if item.month:
        results = results.filter(month=item.month)
    return results.order_by("-month").first()


def _step(item: AgendaItem, at: datetime | None) -> MatterStep | None:
    if item.matter_id is None:
        return None
    return MatterStep.objects.known_at(at).select_related("lead").get(matter=item.matter_id)


def _last_time(item: AgendaItem, at: datetime | None) -> LastTime | None:
    """The same subject on the agenda of an earlier meeting of the series."""
    meeting = item.meeting
    held = Meeting.objects.held(at).filter(series=meeting.series_id, number__lt=meeting.number)
    earlier = AgendaItem.objects.known_at(at).filter(meeting__in=held, subject=item.subject)
    former = earlier.select_related("meeting__series").order_by("-meeting__number").first()
    if former is None:
        return None
    if not former.meeting.is_told_at(at):
        return LastTime(former.meeting, False, "", "", ())
    titles = _resolved(former.meeting, item, at)
    return LastTime(former.meeting, True, former.get_outcome_display(), former.record, titles)


def _resolved(meeting: Meeting, item: AgendaItem, at: datetime | None) -> tuple[str, ...]:
    """What a meeting resolved about the same tracked item, without what was withdrawn since."""
    if item.item_id is None:
        return ()
    steps = MatterStep.objects.known_at(at).filter(
        matter__meeting=meeting, matter__item=item.item_id, matter__kind=Matter.Kind.RESOLUTION
    )
    kept = steps.exclude(status=MatterStatus.WITHDRAWN).order_by("matter__year", "matter__number")
    return tuple(kept.values_list("matter__title", flat=True))
