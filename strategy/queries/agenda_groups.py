"""The groups of an agenda that the data give: standings, matters, units that have not reported."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from strategy import months
from strategy.models import (
    AgendaReason,
    Matter,
    MatterStatus,
    MatterStep,
    Meeting,
    Organisation,
    TrackedItem,
)
from strategy.models.agendas import item_subject, matter_subject, unit_subject
from strategy.models.matter_steps import WITH_UNIT
from strategy.progress import change
from strategy.ui.formatting import month_label

from . import agenda_sentences as sentences
from .completeness import Completeness, completeness_by_month
from .item_states import ItemState, known_standings, red_runs
from .reporting_months import ReadableMonth, Reading, opening_month, readable_months

MINUTES = {
    AgendaReason.NEWLY_RED: 8,
    AgendaReason.LONG_RED: 8,
    AgendaReason.WORSENED: 5,
    AgendaReason.OVERDUE: 5,
    AgendaReason.DUE_SOON: 3,
    AgendaReason.UNREPORTED: 2,
    AgendaReason.OWNERLESS: 3,
}
"""How long each is suggested to take; what was left open keeps the time that it had."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to speak about: why, with which evidence, who reports, for how many minutes."""

    subject: str
    reason: AgendaReason
    title: str
    sentence: str
    owner: Organisation | None
    minutes: int
    is_sample: bool
    appearance: int = 1
    item: TrackedItem | None = None
    matter: Matter | None = None
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An item that its standing names, before its row is read."""

    reason: AgendaReason
    state: ItemState
    sentence: str
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What a meeting is proposed from: the reading, its former meeting, the day of its next."""

    reading: Reading
    has_month: bool
    last: Meeting | None
    next_on: date


def from_standings(setting: Setting, states: dict[str, ItemState]) -> Iterator[Proposal]:
    """Newly 严重滞后, 严重滞后 for months, and worse than the last meeting knew. Four queries."""
    new, long = _reds(setting.reading, states.values())
    named = [*new, *long, *_worsened(setting, states.values())]
    rows = TrackedItem.objects.filter(code__in=[one.state.code for one in named])
    items = {item.code: item for item in rows.select_related("lead", "area")}
    for one in named:
        state, item = one.state, items[one.state.code]
        yield Proposal(
            subject=item_subject(state.code),
            reason=one.reason,
            title=item.name,
            sentence=one.sentence,
            owner=item.lead or item.area,
            minutes=MINUTES[one.reason],
            is_sample=one.is_sample or state.is_sample or state.is_sample_item,
            item=item,
            month=setting.reading.month,
        )


def from_matters(setting: Setting, steps: Iterable[MatterStep]) -> list[Proposal]:
    """Overdue matters, then those due before the next meeting."""
    today = setting.reading.today
    running = [step for step in steps if step.status in WITH_UNIT]
    overdue = [step for step in running if step.is_overdue_on(today)]
    soon = [step for step in running if today <= step.due_on < setting.next_on]
    return [
        *(_of_matter(step, AgendaReason.OVERDUE, today) for step in overdue),
        *(_of_matter(step, AgendaReason.DUE_SOON, today) for step in soon),
    ]


def from_units(setting: Setting) -> Iterator[Proposal]:
    """Units that have not reported a month that was due, oldest month first. Two queries."""
    counted = completeness_by_month(setting.reading, setting.reading.months)
    late = [
        (month, unit, counts)
        for month in sorted(setting.reading.months, key=lambda one: one.month)
        for unit, by_month in counted.items()
        if (counts := by_month.get(month.month)) and counts.overdue
    ]
    codes = {unit.code for _, unit, _ in late}
    units = {one.code: one for one in Organisation.objects.filter(code__in=codes)}
    for month, unit, counts in late:
        yield _of_unit(units[unit.code], month, counts, setting.reading.today)


def ownerless(steps: Iterable[MatterStep], today: date) -> Iterator[Proposal]:
    """Matters without a lead unit; the office, which upheld the objection, reports on them."""
    for step in steps:
        if step.status == MatterStatus.REGISTERED and step.lead_id is None:
            yield _of_matter(step, AgendaReason.OWNERLESS, today)


def _reds(reading: Reading, states: Iterable[ItemState]) -> tuple[list[Named], list[Named]]:
    """Those that are 严重滞后 in the month for the first time, and those for longer."""
    reds = [state for state in states if state.is_red]
    runs = red_runs(reds, reading.month, reading.at)
    new, long, former = [], [], months.previous_month(reading.month)
    for state in reds:
        run = runs[state.code]
        if run.months < 2:
            told = sentences.newly_red_sentence(state, former, reading.month)
            new.append(Named(AgendaReason.NEWLY_RED, state, told))
        else:
            told = sentences.long_red_sentence(state, run.months)
            long.append(Named(AgendaReason.LONG_RED, state, told, run.is_sample))
    return new, long


def _worsened(setting: Setting, states: Iterable[ItemState]) -> Iterator[Named]:
    """What stands worse than the board showed at the moment the last meeting was held."""
    if setting.last is None:
        return
    held_at = setting.last.held_at
    then_month = opening_month(readable_months(held_at), held_at)
    known = known_standings(then_month, held_at) if then_month else {}
    for state in states:
        then, is_sample = known.get(state.code, (None, False))
        if not state.is_red and change(then, state.standing) < 0:
            told = sentences.worsened_sentence(state, setting.reading.month, then, then_month)
            yield Named(AgendaReason.WORSENED, state, told, is_sample)


def _of_matter(step: MatterStep, reason: AgendaReason, today: date) -> Proposal:
    return Proposal(
        subject=matter_subject(step.matter_id),
        reason=reason,
        title=step.matter.title,
        sentence=sentences.matter_sentence(step, today),
        owner=step.lead or step.organisation,
        minutes=MINUTES[reason],
        is_sample=step.matter.is_sample,
        matter=step.matter,
    )


def _of_unit(
    unit: Organisation, month: ReadableMonth, counts: Completeness, today: date
) -> Proposal:
    due_at = month.due_for(unit.kind)
    return Proposal(
        subject=unit_subject(unit.code, month.month),
        reason=AgendaReason.UNREPORTED,
        title=f"{unit.short_name}{month_label(month.month)}数据报送",
        sentence=sentences.unreported_sentence(month.month, counts, due_at, today),
        owner=unit,
        minutes=MINUTES[AgendaReason.UNREPORTED],
        is_sample=counts.is_sample,
        month=month.month,
    )
