"""The roll-up 汇总 of what many items report: by metric, each item once, and what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from strategy.progress.accumulate import Total, can_be_added, total
from strategy.progress.bundles import Counted, ways_counted
from strategy.progress.labelled import Labelled


class Line(Protocol):
    """What an item reports of a metric up to a month; the names are those of SeriesRow."""

    series: str
    item_code: str
    metric_code: str
    unit: str
    accumulation: str
    is_total: bool
    to_date: Decimal | None
    owed: int
    to_date_is_sample: bool


Row = TypeVar("Row", bound=Line)
Bundles = Mapping[str, str]
"""By the code of a project, that of the bundle 打包项目 that it is a part of."""


class LeftOut(Labelled):
    """Why a line is not in the sum."""

    TOTAL = "total", "本身是汇总数"
    PART = "part", "所属打包项目已报"
    BUNDLE = "bundle", "由子项目分别计入"
    NOT_OWED = "not_owed", "本月不应报"


COUNTED_ELSEWHERE = {Counted.IN_BUNDLE: LeftOut.PART, Counted.IN_PARTS: LeftOut.BUNDLE}


@dataclass(frozen=True, slots=True)
class RollUp(Generic[Row]):
    """The lines of one metric: those that make its sum, and those left out with the reason.

    `total` has no value where nothing is reported, and where `adds_up` is false: ranks, ratios and
    rates are counted, never added.
    """

    metric_code: str
    unit: str
    adds_up: bool
    lines: tuple[Row, ...]
    left_out: tuple[tuple[Row, LeftOut], ...]
    total: Total

    @property
    def is_sample(self) -> bool:
        """Whether one number of the sum is 示例."""
        return rests_on_sample(self.lines)


def roll_ups(lines: Iterable[Row], bundles: Bundles) -> list[RollUp[Row]]:
    """One roll-up for each metric and unit, in the order of the lines; each series counts once."""
    groups: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    for line in lines:
        groups[line.metric_code, line.unit].setdefault(line.series, line)
    return [_roll_up(list(group.values()), bundles) for group in groups.values()]


def sum_of(lines: Sequence[Line], *, adds_up: bool = True) -> Total:
    """The sum of some counted lines with 已报n/应报m; what is missing is never 0."""
    summed = total([line.to_date for line in lines])
    return summed if adds_up else Total(None, summed.reported, summed.owed)


def rests_on_sample(lines: Iterable[Line]) -> bool:
    """Whether one number of some lines is 示例; a missing number marks nothing."""
    return any(line.to_date_is_sample for line in lines if line.to_date is not None)


def _roll_up(lines: list[Row], bundles: Bundles) -> RollUp[Row]:
    reasons = _reasons(lines, bundles)
    counted = tuple(line for line in lines if line.series not in reasons)
    first = lines[0]
    adds_up = can_be_added(first.accumulation, first.unit)
    return RollUp(
        metric_code=first.metric_code,
        unit=first.unit,
        adds_up=adds_up,
        lines=counted,
        left_out=tuple((line, reasons[line.series]) for line in lines if line.series in reasons),
        total=sum_of(counted, adds_up=adds_up),
    )


def _reasons(lines: list[Line], bundles: Bundles) -> dict[str, LeftOut]:
    """Which lines (by series) are left out, and why; each is an item's own, or a total."""
    own = [line for line in lines if not line.is_total]
    ways = ways_counted(
        {line.item_code for line in own},
        bundles,
        known={line.item_code for line in own if line.to_date is not None},
        asked={line.item_code for line in own if _is_asked(line)},
    )
    reasons = {line.series: LeftOut.TOTAL for line in lines if line.is_total}
    for line in own:
        way = ways[line.item_code]
        if way in COUNTED_ELSEWHERE:
            reasons[line.series] = COUNTED_ELSEWHERE[way]
        elif not _is_asked(line):
            reasons[line.series] = LeftOut.NOT_OWED
    return reasons


def _is_asked(line: Line) -> bool:
    """Whether a line reports, or should have."""
    return line.to_date is not None or bool(line.owed)
