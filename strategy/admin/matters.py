"""Matters in the admin: classes of time limits are kept here, the rest is only looked at."""

from django.contrib import admin

from strategy.models import Matter, MatterStep, Slip, TimeLimit

from .records import LedgerAdmin, RecordAdmin


@admin.register(TimeLimit)
class TimeLimitAdmin(RecordAdmin):
    list_display = ["position", "code", "name", "length", "unit", "roll"]


@admin.register(Matter)
class MatterAdmin(LedgerAdmin):
    list_display = ["label", "kind", "origin", "category", "title", "checker", "is_sample"]
    list_select_related = ["checker"]
    list_filter = ["year", "kind", "is_sample"]
    search_fields = ["title"]


@admin.register(MatterStep)
class MatterStepAdmin(LedgerAdmin):
    list_display = ["matter", "number", "verb", "status", "lead", "due_on", "at", "by"]
    list_select_related = ["matter", "lead", "by"]
    list_filter = ["verb", "status"]


@admin.register(Slip)
class SlipAdmin(LedgerAdmin):
    list_display = ["label", "matter", "rung", "due_on", "organisation", "issued_at", "received_at"]
    list_select_related = ["matter", "organisation"]
    list_filter = ["year", "rung"]
