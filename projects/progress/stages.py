"""The stages of a project, in the only order in which they may be reached."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from strategy.progress.labelled import Labelled


class Stage(Labelled):
    """How far a project has come, from the first plan to full capacity."""

    PLANNED = "planned", "谋划"
    SIGNED = "signed", "签约"
    STARTED = "started", "开工"
    BUILDING = "building", "在建"
    FINISHED = "finished", "竣工"
    PRODUCING = "producing", "投产"
    FULL_CAPACITY = "full_capacity", "达效"

    @property
    def rank(self) -> int:
        """The place in the order: 0 for 谋划, 6 for 达效."""
        return ORDER.index(self)


class InterruptionKind(Labelled):
    """What takes a project off its way; each needs an approval."""

    SUSPENDED = "suspended", "停建"
    DEFERRED = "deferred", "缓建"
    WITHDRAWN = "withdrawn", "调出"

    @property
    def is_final(self) -> bool:
        """Whether there is no way back from it."""
        return self is InterruptionKind.WITHDRAWN


ORDER = tuple(Stage)


@dataclass(frozen=True, slots=True)
class StageState:
    """What is known of one stage: its planned day, and whether and when it was reached.

    A day of which only the month or the year is known is the last one of it.
    """

    stage: Stage
    planned_on: date | None = None
    is_reached: bool = False
    actual_on: date | None = None

    def is_reached_on(self, day: date) -> bool:
        """Whether it was reached by a day; one whose day nobody tells counts as reached."""
        return self.is_reached and (self.actual_on is None or self.actual_on <= day)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time off the way: from its first day on, until the day before `ends_on` if it has one."""

    kind: InterruptionKind
    starts_on: date
    ends_on: date | None = None

    @property
    def is_withdrawal(self) -> bool:
        """Whether the project left the library for good."""
        return self.kind.is_final

    def covers(self, day: date) -> bool:
        """Whether the project stood still, or was gone, on a day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


def furthest(states: Iterable[StageState], day: date) -> StageState | None:
    """The last stage in order that was reached by a day; None where none is known."""
    reached = [state for state in states if state.is_reached_on(day)]
    return max(reached, key=lambda state: state.stage.rank, default=None)


def furthest_recorded(states: Iterable[StageState]) -> StageState | None:
    """The last stage in order that is on record as reached, on whatever day."""
    return furthest(states, date.max)


Backwards = tuple[StageState, StageState]
"""A stage and a later one with an earlier day."""


def actual_backwards(states: Iterable[StageState]) -> Backwards | None:
    """The first two stages whose actual days run backwards; the same day is in order."""
    return _backwards(states, lambda state: state.actual_on if state.is_reached else None)


def planned_backwards(states: Iterable[StageState]) -> Backwards | None:
    """The first two stages whose planned days run backwards; the same day is in order."""
    return _backwards(states, lambda state: state.planned_on)


def pause_on(pauses: Iterable[Pause], day: date) -> Pause | None:
    """What kept the project off its way on a day, the latest one; None where it went on."""
    covering = [pause for pause in pauses if pause.covers(day)]
    return max(covering, key=lambda pause: pause.starts_on, default=None)


def judged_on(pause: Pause | None, day: date) -> date:
    """Up to when a project is judged: of a withdrawn one nothing becomes due after it left."""
    return pause.starts_on if pause is not None and pause.is_withdrawal else day


def _backwards(
    states: Iterable[StageState], day_of: Callable[[StageState], date | None]
) -> Backwards | None:
    dated = [state for state in states if day_of(state) is not None]
    ordered = sorted(dated, key=lambda state: state.stage.rank)
    for earlier, later in pairwise(ordered):
        if day_of(later) < day_of(earlier):
            return earlier, later
    return None
