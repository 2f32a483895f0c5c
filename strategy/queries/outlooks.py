"""The outlook of results that a page has read already: no query of its own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from strategy.progress import Accumulation, Direction
from strategy.progress.outlook import Outlook, outlook

from .details import ItemDetail
from .metrics import MetricDetail
from .results import SeriesRow


class Reached(Protocol):
    """What a month's result says of a figure to date: an ItemMonth and a YearCell do."""

    month: date
    to_date: Decimal | None
    to_date_is_sample: bool


@dataclass(frozen=True, slots=True)
class ShownOutlook:
    """The outlook of a line of figures; `is_sample` if one figure or the target is a sample."""

    row: SeriesRow
    outlook: Outlook
    is_sample: bool


def item_outlook(detail: ItemDetail) -> ShownOutlook | None:
    """The outlook of an item's headline series, where there is one to give."""
    line = detail.current and detail.current.series
    row = next((row for row in detail.rows if row.series == line), None)
    months = [month for month in detail.months if month.series == line]
    return _outlook(row, months) if row else None


def metric_outlooks(detail: MetricDetail) -> list[ShownOutlook]:
    """The outlooks of the lines of a metric, totals first; each for itself, none added up."""
    shown = [_outlook(line.row, line.history) for line in detail.year]
    known = [one for one in shown if one is not None]
    return sorted(known, key=lambda one: not one.row.is_total)


def _outlook(row: SeriesRow, results: Collection[Reached]) -> ShownOutlook | None:
    """The outlook from the row's month, with results of its year and the year before.

    A total that lacks a unit has none: what is missing would be taken for a slow pace.
    """
    if row.reported < row.owed:
        return None
    year = row.month.year
    seen = outlook(
        _to_dates(results, year),
        _to_dates(results, year - 1),
        row.month.month,
        accumulation=Accumulation(row.accumulation),
        direction=Direction(row.direction),
        target=row.target,
    )
    if seen is None:
        return None
    rests_on_sample = row.target is not None and row.is_sample
    used = [one.to_date_is_sample for one in results if one.to_date is not None]
    return ShownOutlook(row, seen, rests_on_sample or any(used))


def _to_dates(results: Collection[Reached], year: int) -> dict[int, Decimal | None]:
    return {one.month.month: one.to_date for one in results if one.month.year == year}
