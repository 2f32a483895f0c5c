"""The four rates of a library of projects, and the groups of projects that they count."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from strategy.progress import ratio
from strategy.progress.labelled import Labelled

from .stages import Stage, StageState, furthest
from .timings import Timing, start_deviation


class Cohort(Labelled):
    """A group of projects by how far they are and how they keep to their plan."""

    PLANNED = "planned", "已谋划"
    SIGNED = "signed", "已签约"
    STARTED = "started", "已开工"
    BUILDING = "building", "已在建"
    FINISHED = "finished", "已竣工"
    PRODUCING = "producing", "已投产"
    FULL_CAPACITY = "full_capacity", "已达效"
    START_DUE = "start_due", "计划开工日已到"
    START_DUE_MET = "start_due_met", "计划开工日已到且已开工"
    PRODUCTION_DUE = "production_due", "计划投产日已到"
    PRODUCTION_DUE_MET = "production_due_met", "计划投产日已到且已投产"
    NEW = "new", "本年计划新开工"
    NEW_STARTED = "new_started", "本年计划新开工且已开工"
    EARLY = "early", "提前开工"
    OVERDUE = "overdue", "未按计划开工"


REACHED = {stage: Cohort(stage.value) for stage in Stage}
"""Those that have come to a stage or beyond it."""

Cohorts = frozenset[Cohort]


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of projects; `value` in percent, unrounded, None where nothing is asked of any."""

    name: str
    formula: str
    met: Cohort
    asked: Cohort
    numerator: int
    denominator: int

    @property
    def value(self) -> Decimal | None:
        return ratio(Decimal(self.numerator), Decimal(self.denominator))


RATES = (
    ("履约率", "已签约且已开工的项目数 ÷ 已签约的项目数", Cohort.STARTED, Cohort.SIGNED),
    (
        "开工率",
        "计划开工日已到且已开工的项目数 ÷ 计划开工日已到的项目数",
        Cohort.START_DUE_MET,
        Cohort.START_DUE,
    ),
    (
        "投产率",
        "计划投产日已到且已投产的项目数 ÷ 计划投产日已到的项目数",
        Cohort.PRODUCTION_DUE_MET,
        Cohort.PRODUCTION_DUE,
    ),
    ("达效率", "已达效的项目数 ÷ 已投产的项目数", Cohort.FULL_CAPACITY, Cohort.PRODUCING),
)
"""Ours: no official wording of the four is public (docs/decisions/0014-project-rates.md)."""

STARTS = (Cohort.NEW, Cohort.NEW_STARTED, Cohort.EARLY, Cohort.OVERDUE)
"""The counts that go with the rates."""


def cohorts_of(states: Sequence[StageState], day: date, year: int) -> Cohorts:
    """The groups in which a project with these stages is on a day; `year` is that of its plan.

    Who has come to a stage has come to all before it, whether or not they are on record.
    """
    last = furthest(states, day)
    reached = {REACHED[one] for one in Stage if last and one.rank <= last.stage.rank}
    planned = {one.stage: one.planned_on for one in states}
    asked = {cohort for cohort, is_in in PLANS.items() if is_in(planned, day, year)}
    return frozenset(reached | asked | _both(asked, reached) | _timed(states, day, year))


def count(projects: Iterable[Cohorts], cohort: Cohort) -> int:
    """How many projects are in a group."""
    return sum(cohort in cohorts for cohorts in projects)


def rates(projects: Collection[Cohorts]) -> tuple[Rate, ...]:
    """The four rates of some projects, withdrawn ones left out by who asks."""
    return tuple(
        Rate(name, formula, met, asked, count(projects, met), count(projects, asked))
        for name, formula, met, asked in RATES
    )


Planned = dict[Stage, date | None]
PLANS: dict[Cohort, Callable[[Planned, date, int], bool]] = {
    Cohort.START_DUE: lambda planned, day, _: _is_over(planned.get(Stage.STARTED), day),
    Cohort.PRODUCTION_DUE: lambda planned, day, _: _is_over(planned.get(Stage.PRODUCING), day),
    Cohort.NEW: lambda planned, _, year: _is_in(planned.get(Stage.STARTED), year),
}
BOTH = {
    Cohort.START_DUE_MET: (Cohort.START_DUE, Cohort.STARTED),
    Cohort.PRODUCTION_DUE_MET: (Cohort.PRODUCTION_DUE, Cohort.PRODUCING),
    Cohort.NEW_STARTED: (Cohort.NEW, Cohort.STARTED),
}


def _both(asked: set[Cohort], reached: set[Cohort]) -> set[Cohort]:
    return {one for one, (due, done) in BOTH.items() if due in asked and done in reached}


def _timed(states: Sequence[StageState], day: date, year: int) -> set[Cohort]:
    """Early, counted in the year of its plan or of its start; overdue, whatever the year."""
    found = start_deviation(states, day)
    if found is None:
        return set()
    if found.timing == Timing.OVERDUE:
        return {Cohort.OVERDUE}
    start = next(one for one in states if one.stage == Stage.STARTED)
    is_this_year = year in (start.planned_on.year, start.actual_on and start.actual_on.year)
    return {Cohort.EARLY} if found.timing == Timing.EARLY and is_this_year else set()


def _is_over(planned_on: date | None, day: date) -> bool:
    return planned_on is not None and planned_on <= day


def _is_in(planned_on: date | None, year: int) -> bool:
    return planned_on is not None and planned_on.year == year
