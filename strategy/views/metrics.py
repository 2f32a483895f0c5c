"""The list of metrics, and one metric by organisation."""

from dataclasses import replace

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from strategy import months
from strategy.charts.blocks import ChartBlock
from strategy.charts.metrics import OrganisationBar, organisations_block
from strategy.charts.series import pace_amount
from strategy.models import Metric
from strategy.progress import Accumulation
from strategy.queries.metrics import MetricDetail as Detail
from strategy.queries.metrics import metric_detail, metric_list
from strategy.queries.outlooks import metric_outlooks
from strategy.queries.rankings import without_places
from strategy.queries.results import SeriesRow
from strategy.wording import outlooks as outlook_words

from .ranking_switch import shows_rankings
from .reading import ReadingPage

MOST_BARS = 20
"""More lines than these are read in the table."""


class MetricList(ReadingPage, TemplateView):
    template_name = "strategy/metric_list.html"

    def get_context_data(self, **kwargs) -> dict:
        metrics = list(metric_list())
        return super().get_context_data(
            metrics=[metric for metric in metrics if not metric.is_sample],
            sample_metrics=[metric for metric in metrics if metric.is_sample],
            **kwargs,
        )


class MetricDetail(ReadingPage, TemplateView):
    """One metric by organisation: totals, ranks, and the year by month."""

    template_name = "strategy/metric_detail.html"

    def get_context_data(self, **kwargs) -> dict:
        related = Metric.objects.select_related("numerator", "denominator")
        metric = get_object_or_404(related, code=kwargs["code"])
        detail = metric_detail(metric, self.reading.month, self.reading.at, self.corrections)
        if not shows_rankings(self.request):
            detail = replace(detail, rankings=tuple(map(without_places, detail.rankings)))
        year = months.year_months(self.reading.month.year)
        return super().get_context_data(
            metric=metric,
            detail=detail,
            year_months=year,
            charts=metric_charts(detail),
            outlooks=metric_outlooks(detail),
            outlook_words=outlook_words,
            **kwargs,
        )


def metric_charts(detail: Detail) -> list[ChartBlock]:
    """All lines beside each other, where there are some to compare and not too many."""
    metric, lines = detail.metric, detail.lines
    if not 1 < len(lines) <= MOST_BARS or all(row.to_date is None for row in lines):
        return []
    bars = [organisation_bar(row, detail.by_item) for row in lines]
    return [organisations_block(f"{metric.name}对比", bars, metric.unit, metric.decimals)]


def organisation_bar(row: SeriesRow, by_item: bool) -> OrganisationBar:
    """A line's figure to date; the pace of a stock depends on a start that rows do not have."""
    adds_up = Accumulation(row.accumulation).accumulates
    return OrganisationBar(
        name=row.item if by_item else row.organisation,
        value=row.to_date,
        pace=pace_amount(row.target, row.expected) if adds_up else None,
        standing=row.standing,
        is_sample=row.to_date_is_sample,
        pace_is_sample=row.is_sample,
        replaced=row.to_date_replaced,
    )
