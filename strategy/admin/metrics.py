"""Metrics and series in the admin; targets and light rules to look at."""

from django.contrib import admin
from django.http import HttpRequest

from strategy.models import Figure, LightRule, Metric, Series, Target

from .records import LedgerAdmin, RecordAdmin


@admin.register(Metric)
class MetricAdmin(RecordAdmin):
    """What gives published figures their meaning is fixed: a new meaning is a new metric."""

    list_display = ["code", "name", "unit", "accumulation", "direction", "january", "is_sample"]
    search_fields = ["code", "name"]
    meaning = ["code", "unit", "accumulation", "direction", "january", "numerator", "denominator"]

    def get_readonly_fields(self, request: HttpRequest, obj: Metric | None = None) -> list[str]:
        figures = Figure.objects.published().filter(series__metric=obj)
        return self.meaning if obj and figures.exists() else []


@admin.register(Series)
class SeriesAdmin(RecordAdmin):
    """Published figures stay with the item, metric and unit that they were reported for."""

    list_display = ["code", "item", "metric", "organisation", "reviewer", "is_headline", "is_total"]
    list_select_related = ["item", "metric", "organisation", "reviewer"]
    list_filter = ["is_headline", "is_total"]
    search_fields = ["code"]
    meaning = ["code", "item", "metric", "organisation", "is_total"]

    def get_readonly_fields(self, request: HttpRequest, obj: Series | None = None) -> list[str]:
        return self.meaning if obj and obj.figures.published().exists() else []


@admin.register(Target)
class TargetAdmin(LedgerAdmin):
    list_display = ["series", "year", "version", "value", "from_month", "decided_at", "decided_by"]
    list_select_related = ["series", "decided_by"]


@admin.register(LightRule)
class LightRuleAdmin(LedgerAdmin):
    list_display = ["code", "name", "family", "on_pace_from", "behind_from", "from_month"]
