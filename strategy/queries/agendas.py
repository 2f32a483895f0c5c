"""What the next meeting of a series has to speak about."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from strategy import months
from strategy.models import (
    AgendaItem,
    AgendaOutcome,
    AgendaReason,
    MatterStatus,
    MatterStep,
    Meeting,
    MeetingStage,
)
from strategy.models.agendas import unit_subject
from strategy.models.matter_steps import WITH_UNIT

from .agenda_groups import (
    Proposal,
    Setting,
    from_matters,
    from_standings,
    from_units,
    ownerless,
)
from .agenda_sentences import NO_LONGER_OWED, left_open_sentence, matter_sentence
from .item_states import ItemState, furthest_behind_first, item_states
from .reporting_months import Reading, opening_month, over_before, readable_months

A_WEEK = timedelta(days=7)
LONGEST = AgendaItem._meta.get_field("sentence").max_length


def proposals(meeting: Meeting, today: date, at: datetime | None = None) -> list[Proposal]:
    """What the last meeting of the series and the data ask for, in the order of the agenda.

    For an earlier day `at` is the moment just after it. Twelve queries at most, however many
    matters there are.
    """
    setting = _setting(meeting, today, at)
    left = _left_open(setting)
    states, steps = _states(setting), _steps(setting, left)
    named = [
        *from_standings(setting, states),
        *from_matters(setting, steps),
        *from_units(setting),
        *ownerless(steps, today),
    ]
    others = {one.subject for one in named}
    again = [one for one in left if one.subject not in others]
    found = [*_again(setting, again, states, steps), *named]
    counts = appearances(meeting, at)
    return [_finished(one, counts, is_sample=meeting.is_sample) for one in found]


def appearances(meeting: Meeting, at: datetime | None = None) -> dict[str, int]:
    """On how many earlier meetings of the series each subject stood that was not taken off."""
    earlier = Meeting.objects.held(at).filter(series=meeting.series_id, number__lt=meeting.number)
    rows = AgendaItem.objects.known_at(at).filter(meeting__in=earlier).order_by()
    return dict(rows.values_list("subject").annotate(Count("pk")))


def _setting(meeting: Meeting, today: date, at: datetime | None) -> Setting:
    readable = readable_months(at)
    month = opening_month(readable, over_before(today, at))
    reading = Reading(month or months.month_of(today), tuple(readable), today, None, at)
    known = Meeting.objects.known_at(at).filter(series=meeting.series_id).exclude(pk=meeting.pk)
    others = list(known.order_by("number").select_related("series"))
    earlier = [one for one in others if one.number < meeting.number]
    held = [one for one in earlier if one.stage_at(at) != MeetingStage.PREPARING]
    later = [one.meets_on for one in others if one.meets_on > meeting.meets_on]
    next_on = min(later, default=meeting.meets_on + A_WEEK)
    return Setting(reading, month is not None, held[-1] if held else None, next_on)


def _left_open(setting: Setting) -> list[AgendaItem]:
    """What was to be spoken about again, or was not reached although the minutes are out."""
    last = setting.last
    if last is None:
        return []
    open_ones = [AgendaOutcome.CONTINUED]
    if last.stage_at(setting.reading.at) == MeetingStage.ISSUED:
        open_ones.append(AgendaOutcome.PENDING)
    rows = last.agenda.known_at(setting.reading.at).filter(outcome__in=open_ones)
    return list(rows.select_related("owner", "item", "matter"))


def _states(setting: Setting) -> dict[str, ItemState]:
    """The items that the board considers, by code, those furthest behind first."""
    if not setting.has_month:
        return {}
    return {state.code: state for state in furthest_behind_first(item_states(setting.reading))}


def _steps(setting: Setting, left: Iterable[AgendaItem]) -> list[MatterStep]:
    """How the matters stand that a group may name or that were left open, longest due first."""
    due = Q(status__in=WITH_UNIT, due_on__lt=setting.next_on)
    unassigned = Q(status=MatterStatus.REGISTERED, lead__isnull=True)
    again = Q(matter__in=[one.matter_id for one in left if one.matter_id])
    steps = MatterStep.objects.known_at(setting.reading.at).filter(due | unassigned | again)
    ordered = steps.order_by("due_on", "matter__year", "matter__number")
    return list(ordered.select_related("matter", "lead", "organisation"))


def _again(
    setting: Setting,
    left: Collection[AgendaItem],
    states: dict[str, ItemState],
    steps: Iterable[MatterStep],
) -> list[Proposal]:
    """What was left open and nothing else names, in its former order, with how it stands now."""
    by_matter = {step.matter_id: step for step in steps}
    found = []
    for one in left:
        state = states.get(one.item.code) if one.item else None
        step = by_matter.get(one.matter_id)
        now = _now(one, state, step, setting.reading.today)
        found.append(
            Proposal(
                subject=one.subject,
                reason=AgendaReason.LEFT_OPEN,
                title=one.title,
                sentence=left_open_sentence(str(setting.last), now),
                owner=(step.lead if step else None) or one.owner,
                minutes=one.minutes,
                is_sample=one.is_sample or bool(state and state.is_sample),
                item=one.item,
                matter=one.matter,
                month=setting.reading.month if state else one.month,
            )
        )
    return found


def _now(one: AgendaItem, state: ItemState | None, step: MatterStep | None, today: date) -> str:
    """How something that was left open stands now; nothing where the data say nothing of it."""
    if step is not None:
        return matter_sentence(step, today)
    if state is not None:
        return state.sentence
    is_of_unit = one.owner and one.month and one.subject == unit_subject(one.owner.code, one.month)
    return NO_LONGER_OWED if is_of_unit else ""


def _finished(one: Proposal, counts: dict[str, int], *, is_sample: bool) -> Proposal:
    sentence = one.sentence
    return replace(
        one,
        sentence=sentence if len(sentence) <= LONGEST else f"{sentence[: LONGEST - 1]}…",
        appearance=counts.get(one.subject, 0) + 1,
        is_sample=one.is_sample or is_sample,
    )
