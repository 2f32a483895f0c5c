"""The chart of figures of two years: this year beside last, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from strategy.progress import Growth, growth_words
from strategy.queries.corrections import Replaced
from strategy.ui.formatting import MISSING, month_label, number
from strategy.ui.theme import COLOURS

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


@dataclass(frozen=True, slots=True)
class YearPoint:
    """A month's figure in the metric's unit; `growth` on last year in %; None is unknown."""

    month: date
    value: Decimal | None
    growth: Decimal | None = None
    is_sample: bool = False
    growth_is_sample: bool = False
    replaced: Replaced | None = None


# Fill, fill of sample months, outline: names of the theme's colours.
BEFORE = ("no-plan-fill", "not-due-soft", "soft")
NOW = ("brand", "done-soft", "brand")

Pairs = dict[date, tuple[YearPoint | None, YearPoint | None]]


def year_on_year_chart(
    this_year: Sequence[YearPoint], last_year: Sequence[YearPoint], unit: str, decimals: int = 0
) -> Chart:
    """Bars of this year beside those of last; sample months are pale, missing ones gaps.

    `unit` and `decimals` are the metric's.
    """
    pairs = _pairs(this_year, last_year)
    before, now = [was for _, was in pairs.values()], [now for now, _ in pairs.values()]
    names = [month_label(month) for month in pairs]
    axes = {"xaxis": months_axis(list(pairs), showspikes=False), "yaxis": amounts_axis(decimals)}
    bars = [
        _year_bars(points, names, colours)
        for points, colours in ((before, BEFORE), (now, NOW))
        if any(points)
    ]
    return {
        "data": [*bars, _hovers(pairs, names, unit, decimals)],
        "layout": layout(**axes, bargap=0.3, bargroupgap=0.1),
    }


def year_on_year_block(
    title: str,
    this_year: Sequence[YearPoint],
    last_year: Sequence[YearPoint],
    unit: str,
    decimals: int = 0,
) -> ChartBlock:
    """The chart of this year against last, with its table."""
    headings, rows = table(_columns(_pairs(this_year, last_year), decimals))
    drawn = [point for point in (*this_year, *last_year) if point.value is not None]
    return ChartBlock(
        title=title,
        unit=unit,
        chart=year_on_year_chart(this_year, last_year, unit, decimals),
        headings=headings,
        rows=rows,
        summary=f"柱形图：{title}，逐月对比本年与上年。",
        samples=tuple(point.is_sample for point in drawn),
        keys=_keys(this_year, last_year),
    )


def _pairs(this_year: Sequence[YearPoint], last_year: Sequence[YearPoint]) -> Pairs:
    """This and last year's points side by side, under the month of this year."""
    now = {point.month: point for point in this_year}
    before = {date(point.month.year + 1, point.month.month, 1): point for point in last_year}
    return {
        month: (now.get(month), before.get(month)) for month in sorted(now.keys() | before.keys())
    }


def _year_bars(
    points: list[YearPoint | None],
    names: list[str],
    colours: tuple[str, str, str],
) -> Chart:
    year = next(point.month.year for point in points if point)
    fill, sample_fill, line = (COLOURS[colour] for colour in colours)
    fills = [sample_fill if point and point.is_sample else fill for point in points]
    return {
        "type": "bar",
        "name": f"{year}年",
        "x": names,
        "y": [plot_number(point.value) if point else None for point in points],
        "marker": {"color": fills, "line": {"color": line, "width": 1.5}},
        "hoverinfo": "skip",
    }


def _keys(this_year: Sequence[YearPoint], last_year: Sequence[YearPoint]) -> tuple[Key, ...]:
    keys, marks = [], set()
    for points, drawing in ((last_year, "last-year"), (this_year, "this-year")):
        samples = {point.is_sample for point in points if point.value is not None}
        if points:
            keys.append(key(f"{points[0].month.year}年", drawing, samples == {True}))
        marks |= samples
    if marks == {True, False}:
        keys.append(Key("浅色为示例", "this-year-sample"))
    return tuple(keys)


def _hovers(pairs: Pairs, names: list[str], unit: str, decimals: int) -> Chart:
    heights, texts = [], []
    for pair in pairs.values():
        points = [point for point in pair if point]
        known = [point.value for point in points if point.value is not None]
        heights.append(plot_number(max(known, default=None)))
        texts.append("<br>".join(_spoken(point, unit, decimals) for point in points))
    return month_hovers(names, heights, texts)


def _spoken(point: YearPoint, unit: str, decimals: int) -> str:
    value = spoken(point.value, unit, decimals, point.is_sample)
    text = f"{point.month.year}年 {value}"
    if point.growth is None:
        return text
    return f"{text}<br>同比{marked(_growth(point), point.growth_is_sample)}"


def _columns(pairs: Pairs, decimals: int) -> list[tuple[str, ...]]:
    now, before = [now for now, _ in pairs.values()], [was for _, was in pairs.values()]
    columns = [
        ("月份", *(f"{month.month}月" for month in pairs)),
        column(_heading(now, "本年"), [_value_cell(point, decimals) for point in now]),
        column(_heading(before, "上年"), [_value_cell(point, decimals) for point in before]),
    ]
    if any(point and point.growth is not None for point in now):
        columns.append(column("同比", [_growth_cell(point) for point in now]))
    return columns


def _heading(points: list[YearPoint | None], otherwise: str) -> str:
    return next((f"{point.month.year}年" for point in points if point), otherwise)


def _value_cell(point: YearPoint | None, decimals: int) -> Cell:
    if point is None:
        return MISSING, False
    return revised(number(point.value, decimals), point.replaced, decimals), point.is_sample


def _growth_cell(point: YearPoint | None) -> Cell:
    return (_growth(point), point.growth_is_sample) if point else (MISSING, False)


def _growth(point: YearPoint) -> str:
    return growth_words(Growth(point.growth)) or MISSING
