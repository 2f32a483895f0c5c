"""Figures, revisions, results and the audit log in the admin: to look at, never to change."""

import json

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from strategy.models import Assessment, Event, Figure, ReportingMonth, Revision
from strategy.permissions import may_see_undecided

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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        """Leave out what is not decided yet, except for its reporters and reviewers."""
        revisions = super().get_queryset(request)
        undecided = revisions.undecided().select_related("figure__series")
        hidden = [
            one.pk for one in undecided if not may_see_undecided(request.user, one.figure.series)
        ]
        return revisions.exclude(pk__in=hidden)


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
    fields = ["recorded_at", "at", "actor", "verb", "subject_kind", "subject_key", "particulars"]

    @admin.display(description="内容")
    def particulars(self, event: Event) -> str:
        """Tell the detail without a figure's value: who audits sees that it was typed, not what."""
        is_figure = event.subject_kind == Figure._meta.label_lower
        shown = {
            name: value
            for name, value in event.detail.items()
            if not (is_figure and name == "value")
        }
        return json.dumps(shown, ensure_ascii=False)
