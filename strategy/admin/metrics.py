"""Metrics and series in the admin; targets and light rules to look at."""

from django.contrib import admin

from strategy.models import LightRule, Metric, Series, Target

from .records import LedgerAdmin, RecordAdmin


@admin.register(Metric)
class MetricAdmin(RecordAdmin):
    list_display = ["code", "name", "unit", "accumulation", "direction", "january", "is_sample"]
    search_fields = ["code", "name"]


@admin.register(Series)
class SeriesAdmin(RecordAdmin):
    list_display = ["code", "item", "metric", "organisation", "reviewer", "is_headline", "is_total"]
    list_select_related = ["item", "metric", "organisation", "reviewer"]
    list_filter = ["is_headline", "is_total"]
    search_fields = ["code"]


@admin.register(Target)
class TargetAdmin(LedgerAdmin):
    list_display = ["series", "year", "version", "value", "from_month", "decided_at", "decided_by"]
    list_select_related = ["series", "decided_by"]


@admin.register(LightRule)
class LightRuleAdmin(LedgerAdmin):
    list_display = ["code", "name", "family", "on_pace_from", "behind_from", "from_month"]
