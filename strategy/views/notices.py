"""Notices of the headquarters' office: the list, a new one, taking one down."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from strategy import clock
from strategy.forms.notices import NoticeForm
from strategy.models import Notice
from strategy.queries.notices import notice_lines
from strategy.services.notices import NoticeError, post_notice, withdraw_notice

from .coordinating import GONE, INVALID, CoordinatorPage, coordinator_verb, show


class NoticeList(CoordinatorPage):
    """Every notice, those that stand marked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return list_page(request)


class NoticeNew(CoordinatorPage):
    """A new notice."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = NoticeForm(initial={"from_on": clock.today()})
        return show(request, "strategy/notice_new.html", {"form": form})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NoticeForm(request.POST)
        if not form.is_valid():
            return show(request, "strategy/notice_new.html", {"form": form}, status=INVALID)
        notice = post_notice(form.save(commit=False), by=request.user, at=clock.now())
        messages.success(request, f"已发布通知公告“{notice.title}”。")
        return redirect("strategy:notice_list")


@coordinator_verb
def notice_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice, pk=pk)
    try:
        withdraw_notice(notice, by=request.user, at=clock.now())
    except NoticeError as error:
        return list_page(request, error=str(error), status=GONE)
    messages.success(request, f"已撤下通知公告“{notice.title}”。")
    return redirect("strategy:notice_list")


def list_page(request: HttpRequest, **how) -> HttpResponse:
    context = {"lines": notice_lines(clock.today())}
    return show(request, "strategy/notice_list.html", context, **how)
