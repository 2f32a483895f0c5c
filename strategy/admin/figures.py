"""Figures, revisions, results and the audit log in the admin: to look at, never to change."""

import json

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from strategy.models import (
    Assessment,
    Event,
    Figure,
    Matter,
    Meeting,
    Revision,
    Series,
    Status,
)
from strategy.permissions import may_see_undecided

from .records import LedgerAdmin

SHOWN = {
    Matter._meta.label_lower: {
        "lead",
        "supporting",
        "checker",
        "due_on",
        "from",
        "slip",
        "rung",
        "organisation",
    },
    Meeting._meta.label_lower: {"meets_on", "version", "place", "assigned", "carried"},
}
"""All that shows of the detail of events about these: numbers, days and units, no words."""
HIDDEN = {Figure._meta.label_lower: {"value", "ignored"}}
"""What was typed, in the detail of events about others."""


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
        """Leave out what is not approved, except for its reporters and reviewers."""
        own = [one.pk for one in Series.objects.all() if may_see_undecided(request.user, one)]
        shown = Q(status=Status.APPROVED) | Q(figure__series__in=own)
        return super().get_queryset(request).filter(shown)


@admin.register(Assessment)
class AssessmentAdmin(LedgerAdmin):
    list_display = ["item", "series", "month", "standing", "gap", "is_sample", "recorded_at"]
    list_select_related = ["item", "series"]
    list_filter = ["month", "subject", "standing"]


@admin.register(Event)
class EventAdmin(LedgerAdmin):
    list_display = ["recorded_at", "at", "actor", "verb", "subject_kind", "subject_key"]
    list_select_related = ["actor"]
    list_filter = ["verb"]
    fields = ["recorded_at", "at", "actor", "verb", "subject_kind", "subject_key", "particulars"]

    @admin.display(description="内容")
    def particulars(self, event: Event) -> str:
        """Tell the detail without what was typed: who audits sees that it was, not what."""
        told = SHOWN.get(event.subject_kind, event.detail.keys())
        told = told - HIDDEN.get(event.subject_kind, set()) - {"words"}
        shown = {name: value for name, value in event.detail.items() if name in told}
        return json.dumps(shown, ensure_ascii=False)
