"""The charts of an item's headline: to date against the pace, and this year against last."""

from strategy.charts.blocks import ChartBlock
from strategy.charts.figures import YearPoint, year_on_year_block
from strategy.charts.series import PacePoint, pace_amount, pace_block
from strategy.progress import Accumulation
from strategy.queries.details import ItemDetail, ItemMonth

FEWEST_POINTS = 2
"""A single point draws no line: the number itself says as much."""


def item_charts(detail: ItemDetail) -> list[ChartBlock]:
    """The charts that have enough to draw."""
    now = detail.current
    if now is None or now.series is None:
        return []
    months = [one for one in detail.months if one.series == now.series]
    year = [one for one in months if one.month.year == now.month.year]
    last = [one for one in months if one.month.year < now.month.year]
    charts = []
    if sum(one.to_date is not None for one in year) >= FEWEST_POINTS:
        charts.append(_pace(now, year))
    if any(one.value is not None for one in last) and now.accumulation != Accumulation.RANK:
        charts.append(_years(now, year, last))
    return charts


def pace_point(one: ItemMonth) -> PacePoint:
    """A month's figure to date, and where its target would stand."""
    return PacePoint(
        month=one.month,
        to_date=one.to_date,
        pace=pace_amount(one.target, one.expected, one.start),
        standing=one.standing,
        is_sample=one.to_date_is_sample,
        pace_is_sample=one.is_sample,
        replaced=one.to_date_replaced,
    )


def year_point(one: ItemMonth) -> YearPoint:
    """A month's own number."""
    return YearPoint(
        one.month, one.value, is_sample=one.value_is_sample, replaced=one.value_replaced
    )


def _pace(now: ItemMonth, year: list[ItemMonth]) -> ChartBlock:
    points = [pace_point(one) for one in year]
    has_pace = any(point.pace is not None for point in points)
    title = f"{now.metric}{'与序时进度' if has_pace else '各月走势'}"
    return pace_block(title, points, now.unit, now.decimals)


def _years(now: ItemMonth, year: list[ItemMonth], last: list[ItemMonth]) -> ChartBlock:
    return year_on_year_block(
        f"{now.metric}逐月对比",
        [year_point(one) for one in year],
        [year_point(one) for one in last],
        now.unit,
        now.decimals,
    )
