"""What every reading page shares: who may read, the month, the day of knowledge, caching."""

import hashlib
from datetime import date

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.generic.base import ContextMixin, View

from strategy import clock, months
from strategy.permissions import insist, may_read
from strategy.queries.events import page_counter
from strategy.queries.reporting_months import (
    ReadableMonth,
    Reading,
    opening_month,
    readable_months,
)


def read(request: HttpRequest) -> Reading:
    """The reading that `?month=` and `?asof=` ask for. Raises BadRequest with a sentence."""
    today = clock.today()
    asof = _asof(request.GET.get("asof", ""), today)
    at = clock.end_of_day(asof) if asof else None
    readable = readable_months(at)
    month = _month(request.GET.get("month", ""), readable) or opening_month(readable)
    return Reading(month or months.month_of(today), tuple(readable), today, asof, at)


class ReadingPage(ContextMixin, View):
    """A page that reads only: for those who may read, unchanged pages are answered with 304."""

    reading: Reading

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        insist(may_read(request.user))
        etag = None if has_messages(request) else page_etag(request, page_counter())
        response = get_conditional_response(request, etag=etag) if etag else None
        if response is None:
            self.reading = read(request)
            response = super().dispatch(request, *args, **kwargs)
        if etag and response.status_code in {200, 304}:
            response.headers.setdefault("ETag", etag)
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        return response

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(reading=self.reading, **kwargs)


def page_etag(request: HttpRequest, counter: int) -> str:
    """Everything on which a reading page depends; the CSRF cookie, since pages carry its token."""
    parts = (
        settings.RELEASE,
        counter,
        request.user.pk,
        clock.today(),
        bool(request.htmx),
        request.META.get("CSRF_COOKIE", ""),
        request.get_full_path(),
    )
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def has_messages(request: HttpRequest) -> bool:
    """Whether a message waits to be shown, so that the page is this once's own."""
    return len(get_messages(request)) > 0


def _month(text: str, readable: list[ReadableMonth]) -> date | None:
    if not text:
        return None
    try:
        month = months.parse(text)
    except ValueError as error:
        raise BadRequest(str(error)) from error
    if month not in {one.month for one in readable}:
        raise BadRequest(f"{months.label(month)}没有可看的数据：该报告期尚未开放。")
    return month


def _asof(text: str, today: date) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadRequest(f"截至日“{text}”无法识别，应写作“2022-06-30”的形式。") from error
    if day > today:
        raise BadRequest(f"截至日不能晚于今天（{today:%Y-%m-%d}）。")
    return None if day == today else day
