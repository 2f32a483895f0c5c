"""The monthly sheet 月报 of one organisation and month, and saving all of it without a script."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.generic.base import View

from strategy import clock

from .caching import no_store
from .interrupted import take_typed
from .sheet_pages import address_of, open_sheet, show_sheet
from .sheet_posts import Posted, keep_posted, restored_posts

SHOWN_CONVERSIONS = 5


@method_decorator(no_store, name="dispatch")
class SheetDetail(View):
    """The page has a form and undecided numbers: for the unit alone, and never kept."""

    keeps_typed = "strategy:sheet_detail"

    def get(self, request: HttpRequest, month: date, organisation: str) -> HttpResponse:
        one = open_sheet(request, month, organisation)
        typed = take_typed(request)
        posted = restored_posts(typed, one.rows) if typed else None
        is_restored = posted is not None and bool(posted.open_codes)
        return show_sheet(request, one, posted, is_restored=is_restored)

    def post(self, request: HttpRequest, month: date, organisation: str) -> HttpResponse:
        one = open_sheet(request, month, organisation)
        posted = keep_posted(request.POST, one.rows, by=request.user, at=clock.now())
        if posted.open_codes:
            fresh = open_sheet(request, month, organisation)
            return show_sheet(request, fresh, posted, refusal=told_of(posted), status=posted.status)
        tell_kept(request, posted)
        return redirect(address_of(one.organisation, one.month))


def tell_kept(request: HttpRequest, posted: Posted) -> None:
    """Say what was saved, and which numbers were converted."""
    changed = posted.kept.changed
    if changed or "save" in request.POST:
        messages.success(request, f"已保存草稿，共更新{changed}项。" if changed else "没有改动。")
    for line in posted.conversions[:SHOWN_CONVERSIONS]:
        messages.info(request, line)


def told_of(posted: Posted) -> str:
    """What was saved and what was not, for the head of the page."""
    left = len(posted.open_codes)
    kept = f"已保存{posted.kept.changed}项，" if posted.kept.changed else ""
    return f"{kept}有{left}项没有保存，请按提示处理；所填内容仍在格中。"
