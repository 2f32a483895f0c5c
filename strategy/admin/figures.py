"""Figures, revisions, results and the audit log in the admin: to look at, never to change."""

from django.contrib import admin

from strategy.models import Assessment, Event, Figure, ReportingMonth, Revision

from .records import LedgerAdmin


@admin.register(Figure)
class FigureAdmin(LedgerAdmin):
    list_display = ["series", "month", "value", "not_applicable", "published_at", "is_sample"]
    list_select_related = ["series"]
    list_filter = ["month"]


@admin.register(Revision)
class RevisionAdmin(LedgerAdmin):
    list_display = ["figure", "number", "status", "value", "entered_by", "decided_by", "decided_at"]
    list_select_related = ["figure__series", "entered_by", "decided_by"]


@admin.register(Assessment)
class AssessmentAdmin(LedgerAdmin):
    list_display = ["item", "series", "month", "standing", "gap", "is_sample", "recorded_at"]
    list_select_related = ["item", "series"]
    list_filter = ["month", "subject", "standing"]


@admin.register(ReportingMonth)
class ReportingMonthAdmin(LedgerAdmin):
    list_display = ["month", "due_at", "opened_at", "locked_at"]


@admin.register(Event)
class EventAdmin(LedgerAdmin):
    list_display = ["recorded_at", "at", "actor", "verb", "subject_kind", "subject_key"]
    list_select_related = ["actor"]
    list_filter = ["verb"]
