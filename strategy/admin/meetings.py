"""Meetings in the admin: their series are kept here, meetings and agendas only looked at."""

from django.contrib import admin

from strategy.models import AgendaItem, Meeting, MeetingSeries

from .records import LedgerAdmin, RecordAdmin


@admin.register(MeetingSeries)
class MeetingSeriesAdmin(RecordAdmin):
    list_display = ["name", "code", "slot", "is_weekly", "is_active", "is_sample"]


@admin.register(Meeting)
class MeetingAdmin(LedgerAdmin):
    list_display = ["series", "number", "meets_on", "topic", "held_at", "issued_at", "is_sample"]
    list_select_related = ["series"]
    list_filter = ["series"]
    exclude = ["record"]  # until the minutes are out it is for the office alone


@admin.register(AgendaItem)
class AgendaItemAdmin(LedgerAdmin):
    list_display = ["meeting", "position", "title", "reason", "owner", "outcome", "removed_at"]
    list_select_related = ["meeting__series", "owner"]
    list_filter = ["reason", "outcome"]
    exclude = ["record"]
