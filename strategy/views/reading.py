"""What every reading page shares: who may read, the month, the day of knowledge, caching."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.generic.base import ContextMixin, View
from markupsafe import Markup

from strategy import clock, days, months
from strategy.permissions import insist, may_read, may_review_any
from strategy.queries.corrections import Corrections, corrections_of
from strategy.queries.events import SiteState, site_state
from strategy.queries.reporting_months import (
    ReadableMonth,
    Reading,
    opening_month,
    over_before,
    readable_months,
)
from strategy.queries.to_dos import ToDoCounts, to_do_counts


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day of knowledge: `asof` is None for today, `at` the moment after it (None is now)."""

    today: date
    asof: date | None
    at: datetime | None

    @property
    def on(self) -> date:
        return self.asof or self.today

    @property
    def over(self) -> datetime:
        """What was due before this moment is over."""
        return over_before(self.today, self.at)


def as_of(request: HttpRequest) -> AsOf:
    """The day that `?asof=` asks for. Raises BadRequest with a sentence."""
    today = clock.today()
    asof = _asof(request.GET.get("asof", ""), today)
    return AsOf(today, asof, clock.end_of_day(asof) if asof else None)


def read(request: HttpRequest) -> Reading:
    """The reading that `?month=` and `?asof=` ask for. Raises BadRequest with a sentence."""
    known = as_of(request)
    readable = readable_months(known.at)
    month = _month(request.GET.get("month", ""), readable) or opening_month(readable, known.over)
    month = month or months.month_of(known.today)
    return Reading(month, tuple(readable), known.today, known.asof, known.at)


class ReadingPage(ContextMixin, View):
    """A page that reads only: for those who may read, unchanged pages are answered with 304."""

    counter: int

    @cached_property
    def reading(self) -> Reading:
        """What is read; asked for inside `get`, where a bad month or day is answered with 400."""
        return read(self.request)

    @cached_property
    def corrections(self) -> Corrections:
        """What was corrected of late, for the mark 修订 at the numbers of the page."""
        return corrections_of(self.reading.month, self.reading.on, self.reading.at)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        insist(may_read(request.user))
        self.counter = own_counter(request)
        etag = None if has_messages(request) else page_etag(request, self.counter)
        response = get_conditional_response(request, etag=etag) if etag else None
        if response is None:
            response = super().dispatch(request, *args, **kwargs)
        if etag and response.status_code in {200, 304}:
            response.headers.setdefault("ETag", etag)
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        return response

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(reading=self.reading, **kwargs)


class KeptPage(ReadingPage):
    """A reading page whose content is the same for every reader, so it is rendered once.

    `content()` gives it; the frame with the reader's name and tokens is made each time. What is
    kept is known by the page counter, so the first reader after a change gets it made anew.
    """

    def content(self) -> str:
        """Render what stands inside the frame."""
        raise NotImplementedError

    def variant(self) -> tuple:
        """What the content depends on besides; of few values, such as whether the office reads."""
        return ()

    def kept_content(self) -> Markup:
        """Return the content as it was kept, or make it and keep it."""
        parts = content_parts(self.request, self.counter)
        key = f"page-{digest(*parts, *self.variant())}"
        content = cache.get(key)
        if content is None:
            content = self.content()
            cache.set(key, content)
        return Markup(content)

    def frame_context(self, **kwargs) -> dict:
        """What the frame around kept content needs; the months need not be read for it."""
        return {"reading": as_of(self.request), "content": self.kept_content(), **kwargs}


def page_etag(request: HttpRequest, counter: int) -> str:
    """Everything on which a reading page depends: its content, the reader and what waits for them.

    The CSRF cookie is a part of it, since pages carry its token.
    """
    cookie = request.META.get("CSRF_COOKIE", "")
    reader = request.user.pk, own_to_dos(request), cookie
    return f'"{digest(*content_parts(request, counter), *reader)}"'


def own_to_dos(request: HttpRequest) -> ToDoCounts:
    """What waits for the reader, counted once in a request and kept until something is written."""
    if not hasattr(request, "to_do_counts"):
        request.to_do_counts = kept_to_dos(request, clock.now())
    return request.to_do_counts


def kept_to_dos(request: HttpRequest, at: datetime) -> ToDoCounts:
    """The counts as they were kept, or counted anew."""
    user = request.user
    if not may_review_any(user):
        return ToDoCounts()
    parts = own_counter(request), clock.today(), user.pk, user.role, user.organisation_id
    key = f"to-dos-{digest(*parts)}"
    counts = cache.get(key)
    if counts is None or (counts.until and counts.until <= at):
        counts = to_do_counts(user, at)
        cache.set(key, counts)
    return counts


def own_counter(request: HttpRequest) -> int:
    """The page counter, read once in a request."""
    return own_state(request).counter


def own_state(request: HttpRequest) -> SiteState:
    """The state of the site, read once in a request."""
    if not hasattr(request, "site_state"):
        request.site_state = site_state()
    return request.site_state


def content_parts(request: HttpRequest, counter: int) -> tuple:
    """Everything on which the content of a reading page depends, whoever reads it."""
    path = request.get_full_path()
    return settings.RELEASE, counter, clock.today(), wants_fragment(request), path


def digest(*parts) -> str:
    """A short name for what depends on these."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page; what it restores from history it needs whole."""
    return bool(request.htmx) and not request.htmx.history_restore_request


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
        raise BadRequest(
            f"{months.label(month)}没有可看的数据：截至所选日期，该报告期尚未开放。请改选报告期或截至日。"
        )
    return month


def _asof(text: str, today: date) -> date | None:
    if not text:
        return None
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=clock.SHANGHAI).date()
    except ValueError as error:
        raise BadRequest(f"截至日“{text}”无法识别，应写作“2022-06-30”的形式。") from error
    try:
        days.check(day)
    except ValidationError as error:
        raise BadRequest(f"截至日“{text}”超出范围：{error.message}") from error
    if day > today:
        raise BadRequest(f"截至日不能晚于今天（{today:%Y-%m-%d}）。")
    return None if day == today else day
