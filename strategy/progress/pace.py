"""Pace: how far a target has come, how far it should have come, and the difference."""

from collections.abc import Mapping
from decimal import Decimal

from .accumulate import Accumulation
from .labelled import Labelled
from .rounding import without_noise


class Direction(Labelled):
    """Which way a metric is good."""

    UP = "up", "越高越好"
    DOWN = "down", "越低越好"


def start_of(accumulation: Accumulation, start: Decimal | None) -> Decimal | None:
    """The value from which a target is approached, in the metric's unit (design 5).

    0 for flow and to-date, whatever the target says; else the target's own start. None is unknown
    and stays so: a stock of 80 with target 100 may have begun the year at 79.
    """
    return Decimal(0) if accumulation.accumulates else start


def is_limit(direction: Direction, start: Decimal, target: Decimal) -> bool:
    """Whether the target is a limit to keep to (energy used, debt), not a goal to reach.

    It is where it lies on the worse side of the start: above it where lower is better, below it
    where higher is better. Nobody is asked to get there, so being slower than pace is good.
    """
    return target > start if direction == Direction.DOWN else target < start


def expected(
    month_number: int,
    *,
    plan: Mapping[int, Decimal] | None = None,
    start: Decimal = Decimal(0),
    target: Decimal = Decimal(100),
) -> Decimal:
    """序时进度 at the end of month 1–12 in percent of the way from start to target, unrounded.

    Even pace is month/12 (practice 1.2, 7.12). `plan` maps month numbers to planned to-date values
    in the metric's unit; a month without entry stands where the last entry before it left it, one
    before the first entry at 0 %. An empty plan is none. Start and target may not be equal.
    """
    if not plan:
        return Decimal(month_number * 100) / 12
    reached = [number for number in plan if number <= month_number]
    if not reached:
        return Decimal(0)
    return (plan[max(reached)] - start) * 100 / (target - start)


def done(value: Decimal | None, start: Decimal | None, target: Decimal | None) -> Decimal | None:
    """The way gone from start to target in percent, unrounded; of a limit, the share used up.

    (value − start) / (target − start) serves falling targets as well: from 100 to 80, 90 is 50 %.
    None if one of the three is missing or the target equals the start (design 5).
    """
    if value is None or start is None or target is None or target == start:
        return None
    return (value - start) * 100 / (target - start)


def gap(
    done: Decimal | None, expected: Decimal | None, *, is_limit: bool = False
) -> Decimal | None:
    """The lead on pace in 百分点 from unrounded numbers; negative is behind; None if either is.

    done − expected for a goal; for a limit the mirror of it, expected − done: at the end of June
    39 % of the year's allowance used is 11 points to the good.
    """
    if done is None or expected is None:
        return None
    return without_noise(expected - done if is_limit else done - expected)
