"""Stages, interruptions and annual plans in the admin: the books are only looked at."""

from django.contrib import admin

from projects.models import AnnualPlan, Interruption, StageRecord
from strategy.admin.records import LedgerAdmin, RecordAdmin


@admin.register(StageRecord)
class StageRecordAdmin(LedgerAdmin):
    list_display = [
        "project", "stage", "planned_on", "is_reached", "actual_on", "recorded_at", "recorded_by",
        "superseded_at", "is_sample",
    ]  # fmt: skip
    list_select_related = ["project", "recorded_by"]
    list_filter = ["stage", "is_reached", "is_sample"]
    search_fields = ["project__code", "project__name"]


@admin.register(Interruption)
class InterruptionAdmin(LedgerAdmin):
    list_display = [
        "project", "kind", "starts_on", "approval", "ends_on", "end_approval", "recorded_at",
        "is_sample",
    ]  # fmt: skip
    list_select_related = ["project"]
    list_filter = ["kind", "is_sample"]
    search_fields = ["project__code", "project__name"]


@admin.register(AnnualPlan)
class AnnualPlanAdmin(RecordAdmin):
    list_display = ["project", "year", "annual_class", "image_target", "source", "is_sample"]
    list_select_related = ["project", "source"]
    list_filter = ["year", "annual_class", "is_sample"]
    search_fields = ["project__code", "project__name"]
