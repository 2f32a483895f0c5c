"""When months are due, what is excepted from a lock, opened years and notices: to look at."""

from django.contrib import admin

from strategy.models import DueRule, KindDue, LockException, Notice, ReportingMonth, ReportingYear

from .records import LedgerAdmin


@admin.register(ReportingMonth)
class ReportingMonthAdmin(LedgerAdmin):
    list_display = ["month", "due_at", "opened_at", "locked_at"]


@admin.register(DueRule)
class DueRuleAdmin(LedgerAdmin):
    list_display = ["kind", "from_month", "day", "closing_time", "roll"]


@admin.register(KindDue)
class KindDueAdmin(LedgerAdmin):
    list_display = ["reporting_month", "kind", "due_at"]
    list_select_related = ["reporting_month"]


@admin.register(LockException)
class LockExceptionAdmin(LedgerAdmin):
    list_display = ["reporting_month", "organisation", "until", "reason", "granted_by", "ended_at"]
    list_select_related = ["reporting_month", "organisation", "granted_by"]


@admin.register(ReportingYear)
class ReportingYearAdmin(LedgerAdmin):
    list_display = ["year", "opened_at", "opened_by"]
    list_select_related = ["opened_by"]


@admin.register(Notice)
class NoticeAdmin(LedgerAdmin):
    list_display = ["title", "kind", "from_on", "until_on", "posted_by", "withdrawn_at"]
    list_select_related = ["posted_by"]
    list_filter = ["kind"]
