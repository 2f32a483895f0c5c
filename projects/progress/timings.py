"""How a stage stands against its plan on a day: early, in time, late, overdue, and by how much."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from strategy.months import whole_months
from strategy.progress.labelled import Labelled

from .stages import Stage, StageState


class Timing(Labelled):
    """A stage against its planned day; the words go before its name: 提前开工, 未按计划开工."""

    EARLY = "early", "提前"
    IN_TIME = "in_time", "按期"
    LATE = "late", "逾期"
    OVERDUE = "overdue", "未按计划"
    NOT_DUE = "not_due", "未到期"


@dataclass(frozen=True, slots=True)
class Deviation:
    """A timing and how far the two days lie apart.

    `months` are whole ones: from the earlier day to the same day number of a later month, and the
    last day of a month completes it. So 30 April to 30 June, and 30 June to 31 August, are two.
    """

    timing: Timing
    days: int = 0
    months: int = 0

    @property
    def amount(self) -> str:
        """How much in words: in whole months, else in days; nothing where it is none."""
        if self.months:
            return f"{self.months}个月"
        return f"{self.days}天" if self.days else ""


def deviation(state: StageState, on: date) -> Deviation | None:
    """How a stage stands on a day of reading; None where plan or actual day is unknown.

    A stage is overdue from the day after its planned one, until it is reached.
    """
    if state.planned_on is None:
        return None
    if not state.is_reached_on(on):
        timing = Timing.OVERDUE if state.planned_on < on else Timing.NOT_DUE
        return _apart(timing, state.planned_on, on)
    if state.actual_on is None:
        return None
    return _apart(_reached(state.planned_on, state.actual_on), state.planned_on, state.actual_on)


def start_deviation(states: Iterable[StageState], on: date) -> Deviation | None:
    """How 开工 stands on a day: 提前开工, 未按计划开工 and so on; None where nothing can be said.

    A project known to be beyond 开工, of which 开工 itself is not on record, is not overdue.
    """
    known = {state.stage: state for state in states}
    start = known.get(Stage.STARTED)
    if start is None or (not start.is_reached_on(on) and is_passed(Stage.STARTED, known, on)):
        return None
    return deviation(start, on)


def is_passed(stage: Stage, states: dict[Stage, StageState], on: date) -> bool:
    """Whether a later stage was reached by a day."""
    later = (state for state in states.values() if state.stage.rank > stage.rank)
    return any(state.is_reached_on(on) for state in later)


def _reached(planned_on: date, actual_on: date) -> Timing:
    if actual_on == planned_on:
        return Timing.IN_TIME
    return Timing.EARLY if actual_on < planned_on else Timing.LATE


def _apart(timing: Timing, one: date, other: date) -> Deviation:
    first, last = sorted((one, other))
    return Deviation(timing, (last - first).days, whole_months(first, last))
