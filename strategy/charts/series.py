"""The chart of one series: its figures to date against the pace, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from strategy.progress import Standing
from strategy.queries.corrections import Replaced
from strategy.ui.formatting import MISSING, month_label, month_range, number
from strategy.ui.theme import COLOURS, LINES

from .blocks import (
    Cell,
    Chart,
    ChartBlock,
    Key,
    column,
    key,
    marked,
    plot_number,
    revised,
    spoken,
    table,
)
from .layouts import amounts_axis, layout, month_hovers, months_axis

# A line may leave zero out where all of it lies far above.
FAR_FROM_ZERO = Decimal("0.6")
RING = {"color": COLOURS["brand"], "width": 2}


@dataclass(frozen=True, slots=True)
class PacePoint:
    """A month of a series: figure and pace to date, in the metric's unit; None is unknown.

    `pace_is_sample` covers pace and standing, for which one sample input suffices.
    """

    month: date
    to_date: Decimal | None
    pace: Decimal | None = None
    standing: Standing | None = None
    is_sample: bool = False
    pace_is_sample: bool = False
    replaced: Replaced | None = None


def pace_amount(
    target: Decimal | None, expected: Decimal | None, start: Decimal | None = Decimal(0)
) -> Decimal | None:
    """Where the target would stand now, in the metric's unit; `expected` in %; None if unknown."""
    if target is None or expected is None or start is None:
        return None
    return start + (target - start) * expected / 100


def pace_chart(points: Sequence[PacePoint], unit: str, decimals: int = 0) -> Chart:
    """Figures as a line against the dashed pace; sample months are hollow, missing ones gaps.

    `points` stand for following months, also those without a figure; `unit` and `decimals` are
    the metric's.
    """
    names = [month_label(point.month) for point in points]
    lines = [_actual_line(points, names, decimals), _hovers(points, names, unit, decimals)]
    if any(point.pace is not None for point in points):
        lines.insert(0, _pace_line(points, names))
    axes = {
        "xaxis": months_axis([point.month for point in points]),
        "yaxis": amounts_axis(decimals, rangemode=_range_mode(points)),
    }
    return {"data": lines, "layout": layout(**axes)}


def pace_block(title: str, points: Sequence[PacePoint], unit: str, decimals: int = 0) -> ChartBlock:
    """The chart of figures against the pace, with its table."""
    known = _known(points)
    paces = [point for point in points if point.pace is not None]
    headings, rows = table(_columns(points, decimals))
    return ChartBlock(
        title=title,
        unit=unit,
        chart=pace_chart(points, unit, decimals),
        headings=headings,
        rows=rows,
        summary=f"折线图：{title}。{_latest(known, unit, decimals)}",
        keys=_keys(points),
        samples=(*(one.is_sample for one in known), *(one.pace_is_sample for one in paces)),
    )


def _pace_line(points: Sequence[PacePoint], names: list[str]) -> Chart:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": _pace_name(points),
        "x": names,
        "y": [plot_number(point.pace) for point in points],
        "line": LINES["pace"],
        "hoverinfo": "skip",
    }


def _actual_line(points: Sequence[PacePoint], names: list[str], decimals: int) -> Chart:
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": "实际",
        "x": names,
        "y": [plot_number(point.to_date) for point in points],
        "connectgaps": False,
        "cliponaxis": False,
        "line": LINES["actual"],
        **_points_drawn(points, decimals),
        "hoverinfo": "skip",
    }


def _points_drawn(points: Sequence[PacePoint], decimals: int) -> Chart:
    """Markers, and at the latest figure a larger one with its number."""
    last = max((point.month for point in _known(points)), default=None)
    return {
        "marker": {
            "size": [10 if point.month == last else 7 for point in points],
            "color": [COLOURS["card" if point.is_sample else "brand"] for point in points],
            "line": RING,
            "opacity": 1,
        },
        "text": [
            number(point.to_date, decimals) if point.month == last else "" for point in points
        ],
        "textposition": [_side(point) for point in points],
        "textfont": {"size": 13, "color": COLOURS["brand-deep"]},
    }


def _hovers(points: Sequence[PacePoint], names: list[str], unit: str, decimals: int) -> Chart:
    heights = [point.pace if point.to_date is None else point.to_date for point in points]
    texts = [f"实际 {spoken(one.to_date, unit, decimals, one.is_sample)}" for one in points]
    for place, point in enumerate(points):
        if point.pace is not None:
            pace = spoken(point.pace, unit, decimals, point.pace_is_sample)
            texts[place] += f"<br>序时进度 {pace}"
    return month_hovers(names, [plot_number(height) for height in heights], texts)


def _keys(points: Sequence[PacePoint]) -> tuple[Key, ...]:
    marks = [point.is_sample for point in _known(points)]
    keys = [key("实际", "actual", bool(marks) and all(marks))]
    if any(marks) and not all(marks):
        keys.append(Key("空心为示例", "actual-sample"))
    if any(point.pace is not None for point in points):
        keys.append(Key(_pace_name(points), "pace"))
    return tuple(keys)


def _pace_name(points: Sequence[PacePoint]) -> str:
    return marked("序时进度", any(one.pace_is_sample for one in points if one.pace is not None))


def _side(point: PacePoint) -> str:
    """Where a number stands clear of the pace line."""
    both = point.to_date is not None and point.pace is not None
    return "bottom center" if both and point.to_date < point.pace else "top center"


def _columns(points: Sequence[PacePoint], decimals: int) -> list[tuple[str, ...]]:
    figures = [
        (revised(number(point.to_date, decimals), point.replaced, decimals), point.is_sample)
        for point in points
    ]
    paces = [(number(point.pace, decimals), point.pace_is_sample) for point in points]
    columns = [
        ("月份", *(month_label(point.month) for point in points)),
        column("实际", figures),
        column("序时进度", paces),
    ]
    if any(point.standing for point in points):
        columns.append(column("进度状态", [_standing_cell(point) for point in points]))
    return columns


def _standing_cell(point: PacePoint) -> Cell:
    return (point.standing.label if point.standing else MISSING, point.pace_is_sample)


def _latest(known: Sequence[PacePoint], unit: str, decimals: int) -> str:
    if not known:
        return "暂无数据。"
    last = known[-1]
    value = spoken(last.to_date, unit, decimals, last.is_sample)
    return f"{month_range(known[0].month, last.month)}，{last.month.month}月实际{value}。"


def _range_mode(points: Sequence[PacePoint]) -> str:
    both = [amount for point in points for amount in (point.to_date, point.pace)]
    known = [amount for amount in both if amount is not None]
    return "normal" if known and min(known) > FAR_FROM_ZERO * max(known) > 0 else "tozero"


def _known(points: Sequence[PacePoint]) -> list[PacePoint]:
    return [point for point in points if point.to_date is not None]
