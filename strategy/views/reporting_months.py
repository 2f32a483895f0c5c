"""The months of the headquarters' office: opening, locking, due moments, exceptions."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from strategy import clock, months
from strategy.forms.reporting_months import DueChangeForm, ExceptionForm
from strategy.models import LockException, ReportingMonth
from strategy.queries.due_rules import due_rule_lines, dues_by_rule
from strategy.queries.month_states import moments_of, month_states, next_to_open
from strategy.services.locks import ExceptionError, end_exception, grant_exception
from strategy.services.matter_follow_ups import close_month
from strategy.services.reporting_months import MonthError, change_due, open_month
from strategy.wording.due_rules import due_rule_text, estimate_note

from .coordinating import GONE, INVALID, CoordinatorPage, coordinator_verb, show


class MonthList(CoordinatorPage):
    """All opened months, and the next one to open."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return list_page(request)


class MonthDetail(CoordinatorPage):
    """One opened month: its due moments, its lock, and the units that are excepted from it."""

    def get(self, request: HttpRequest, month: date) -> HttpResponse:
        return month_page(request, month)


@coordinator_verb
def month_open(request: HttpRequest, month: date) -> HttpResponse:
    try:
        done = open_month(month, by=request.user, at=clock.now())
    except MonthError as error:
        return list_page(request, error=str(error), status=GONE)
    told = f"已开放{done.month}，生成应报数据{done.owed}项。"
    messages.success(
        request, told if done.is_changed else f"{done.month}已开放，没有新增应报数据。"
    )
    return redirect("strategy:month_detail", month)


@coordinator_verb
def month_lock(request: HttpRequest, month: date) -> HttpResponse:
    try:
        done = close_month(month, by=request.user, at=clock.now())
    except MonthError as error:
        return list_page(request, error=str(error), status=GONE)
    left = f"锁定时未报{done.unreported}项、待审核{done.waiting}项。"
    if done.reopened:
        left += f"{done.reopened}个已销号事项连续严重滞后，已由系统重新打开。"
    messages.success(request, f"已锁定{done.month}。{left}")
    return redirect("strategy:month_detail", month)


@coordinator_verb
def month_due(request: HttpRequest, month: date) -> HttpResponse:
    form = DueChangeForm(request.POST)
    if not form.is_valid():
        return month_page(request, month, due_form=form, status=INVALID)
    try:
        changed = change_due(month, by=request.user, at=clock.now(), **form.cleaned_data)
    except MonthError as error:
        return month_page(request, month, error=str(error), due_form=form, status=GONE)
    messages.success(request, f"已调整{changed}的截止时间。")
    return redirect("strategy:month_detail", month)


@coordinator_verb
def exception_grant(request: HttpRequest, month: date) -> HttpResponse:
    form = ExceptionForm(request.POST)
    if not form.is_valid():
        return month_page(request, month, form=form, status=INVALID)
    try:
        granted = grant_exception(month, by=request.user, at=clock.now(), **form.cleaned_data)
    except (MonthError, ExceptionError) as error:
        return month_page(request, month, error=str(error), form=form, status=GONE)
    messages.success(request, f"已批准{granted.organisation}补报{months.label(month)}数据。")
    return redirect("strategy:month_detail", month)


@coordinator_verb
def exception_end(request: HttpRequest, pk: int) -> HttpResponse:
    exception = get_object_or_404(LockException.objects.select_related("reporting_month"), pk=pk)
    month = exception.reporting_month.month
    try:
        ended = end_exception(exception, by=request.user, at=clock.now())
    except ExceptionError as error:
        return month_page(request, month, error=str(error), status=GONE)
    messages.success(request, f"已结束{ended.organisation}的锁定例外。")
    return redirect("strategy:month_detail", month)


def list_page(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    """The list of months."""
    states = month_states()
    ahead = next_to_open([one.month.month for one in states], clock.today())
    dues = moments_of(dues_by_rule(ahead)) if ahead else ()
    shown = [*dues, *(due for one in states for due in one.dues)]
    lines = due_rule_lines(months.month_of(clock.today()))
    context = {
        "states": states,
        "ahead": ahead,
        "is_running": ahead == months.month_of(clock.today()),
        "dues": dues,
        "note": estimate_note(due.due_at for due in shown),
        "rules": [line.rule for line in lines if line.is_in_force],
        "rule_text": due_rule_text,
        "years": shown_years(states),
    }
    return show(request, "strategy/month_list.html", context, error=error, status=status)


def shown_years(states: list) -> list[int]:
    """The years with opened months, this one and the next, newest first."""
    this = clock.today().year
    return sorted({this, this + 1, *(one.month.month.year for one in states)}, reverse=True)


def month_page(
    request: HttpRequest,
    month: date,
    *,
    error: str = "",
    form: ExceptionForm | None = None,
    due_form: DueChangeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """One month; 404 where it was never opened."""
    rows = ReportingMonth.objects.select_related("opened_by", "locked_by")
    states = month_states(rows.prefetch_related("kind_dues").filter(month=month))
    if not states:
        raise Http404(f"{months.label(month)}报告期尚未开放。")
    (state,) = states
    people = ("organisation", "granted_by", "ended_by")
    context = {
        "state": state,
        "note": estimate_note(due.due_at for due in state.dues),
        "exceptions": state.month.exceptions.select_related(*people).order_by("-granted_at"),
        "now": clock.now(),
        "form": form or ExceptionForm(),
        "due_form": due_form or DueChangeForm(),
    }
    return show(request, "strategy/month_detail.html", context, error=error, status=status)
