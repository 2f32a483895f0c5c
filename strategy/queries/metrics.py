"""The list of metrics, and one metric by organisation."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Min, QuerySet

from strategy import months
from strategy.models import Assessment, Metric, Organisation, passport_url
from strategy.progress import Standing

from .corrections import NO_CORRECTIONS, Corrections, Replaced
from .rankings import Ranking, rank_rows
from .results import SeriesRow, series_rows


@dataclass(frozen=True, slots=True)
class YearCell:
    """One month of a line: the figure to date in the metric's unit, None where there is none."""

    month: date
    url: str
    to_date: Decimal | None
    standing: Standing
    to_date_is_sample: bool
    to_date_replaced: Replaced | None = None


@dataclass(frozen=True, slots=True)
class YearLine:
    """A line's twelve months; a month that was not opened is None.

    `history` has every opened month from January of the year before.
    """

    row: SeriesRow
    cells: tuple[YearCell | None, ...]
    history: tuple[YearCell, ...]


@dataclass(frozen=True, slots=True)
class MetricDetail:
    """One metric in a month: computed totals, ranked lines by group, and the year by month."""

    metric: Metric
    totals: tuple[SeriesRow, ...]
    rankings: tuple[Ranking, ...]
    year: tuple[YearLine, ...]

    @property
    def by_item(self) -> bool:
        """Whether the lines differ by item and not by organisation."""
        return len({row.item_code for row in self.lines}) > 1

    @property
    def is_all_sample(self) -> bool:
        """Whether one mark serves for every figure of the year."""
        cells = [cell for line in self.year for cell in line.cells if cell and cell.to_date]
        return bool(cells) and all(cell.to_date_is_sample for cell in cells)

    @property
    def lines(self) -> tuple[SeriesRow, ...]:
        """Every reported line, in the order shown."""
        return tuple(one.row for ranking in self.rankings for one in ranking.lines)


def metric_list() -> QuerySet[Metric]:
    """All metrics in the order of their items; `lines` counts their series. One query."""
    metrics = Metric.objects.annotate(
        lines=Count("series"), item=Min("series__item__code"), place=Min("series__position")
    )
    return metrics.order_by("is_sample", "item", "place", "code")


def metric_detail(
    metric: Metric,
    month: date,
    at: datetime | None,
    corrections: Corrections = NO_CORRECTIONS,
) -> MetricDetail:
    """One metric by organisation, in official order before it is ranked. Two queries."""
    results = Assessment.objects.known_at(at).of_series().filter(series__metric=metric)
    ordered = ("series__organisation__position", "item__code", "series__position", "series__code")
    rows = corrections.marked(series_rows(results.in_month(month).order_by(*ordered)))
    totals = tuple(row for row in rows if row.is_total)
    rankings = _rankings([row for row in rows if not row.is_total])
    lines = [one.row for ranking in rankings for one in ranking.lines]
    year = _year(results, month, [*lines, *totals], corrections)
    return MetricDetail(metric, totals, rankings, year)


def _rankings(rows: list[SeriesRow]) -> tuple[Ranking, ...]:
    """Counties and functional zones apart where areas are compared; else all lines together."""
    by_item = len({row.item_code for row in rows}) > 1
    groups: dict[str, list[SeriesRow]] = defaultdict(list)
    for row in rows:
        groups["" if by_item else row.area_group or ""].append(row)
    return tuple(
        rank_rows(groups[group], title)
        for group, title in [*Organisation.AreaGroup.choices, ("", "")]
        if group in groups
    )


def _year(
    results: QuerySet[Assessment], month: date, rows: list[SeriesRow], corrections: Corrections
) -> tuple[YearLine, ...]:
    cells: dict[str, dict[date, YearCell]] = defaultdict(dict)
    paths = ("series__code", "month", "to_date", "standing", "to_date_is_sample")
    first = date(month.year - 1, 1, 1)
    until = results.filter(month__range=(first, month)).order_by("month")
    for code, one, to_date, standing, is_sample in until.values_list(*paths):
        url = passport_url(code, one)
        replaced = corrections.replaced((code, one), "to_date", to_date)
        cells[code][one] = YearCell(one, url, to_date, Standing(standing), is_sample, replaced)
    return tuple(_year_line(row, cells[row.series], month.year) for row in rows)


def _year_line(row: SeriesRow, cells: dict[date, YearCell], year: int) -> YearLine:
    this_year = tuple(cells.get(one) for one in months.year_months(year))
    return YearLine(row, this_year, tuple(cells.values()))
