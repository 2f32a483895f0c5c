"""Investment of projects in a year against their plans and the pace."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

from strategy.progress import ratio, total
from strategy.progress.bundles import Bundled, counted_once


class Invested(Bundled, Protocol):
    """A project: whether it reports investment, and what it invested and plans, in 万元.

    `expected` is the share of the plan, in %, that its pace asks for up to the month.
    """

    is_invested: bool
    invested: Decimal | None
    plan: Decimal | None
    expected: Decimal | None
    invested_is_sample: bool


Row = TypeVar("Row", bound=Invested)


@dataclass(frozen=True, slots=True)
class Pace:
    """Investment of some projects in a year, in 万元; a project that has not reported is out.

    `done` is of all that reported; `share` and `gap` are of those that have a plan, unrounded in %.
    There is no gap where the pace of one of these is not known.
    """

    done: Decimal | None
    plan: Decimal | None
    share: Decimal | None
    gap: Decimal | None
    reported: int
    owed: int
    without_plan: int
    is_sample: bool

    @property
    def coverage(self) -> str:
        return f"已报{self.reported}/应报{self.owed}"


def investing(rows: Iterable[Row]) -> list[Row]:
    """The projects whose investment makes the total: a bundle that reports, else its parts."""
    counted = counted_once(rows, lambda row: row.invested is not None, lambda row: row.is_invested)
    return [row for row in counted if row.is_invested]


def pace_of(rows: Iterable[Invested]) -> Pace:
    """Done against plan and pace, of projects that report investment and each count once."""
    asked = list(rows)
    known = [row for row in asked if row.invested is not None]
    planned = [row for row in known if row.plan]
    plan = total([row.plan for row in planned]).value
    share = ratio(total([row.invested for row in planned]).value, plan)
    expected = _expected(planned, plan)
    return Pace(
        done=total([row.invested for row in known]).value,
        plan=plan,
        share=share,
        gap=None if share is None or expected is None else share - expected,
        reported=len(known),
        owed=len(asked),
        without_plan=len(known) - len(planned),
        is_sample=any(row.invested_is_sample for row in known),
    )


def _expected(planned: Sequence[Invested], plan: Decimal | None) -> Decimal | None:
    """The share of all the plans that their paces ask for, in %; None if one is not known."""
    if any(row.expected is None for row in planned):
        return None
    return ratio(total([row.expected * row.plan / 100 for row in planned]).value, plan)
