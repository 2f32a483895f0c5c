"""The main menu, and what every page is given."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse_lazy

from strategy import clock
from strategy.permissions import may_read

MENU = [
    ("总览", reverse_lazy("board")),
    ("七大行动", reverse_lazy("strategy:action_list")),
    ("重点工作", reverse_lazy("strategy:task_list")),
    ("重点项目", reverse_lazy("projects:project_list")),
    ("重点企业", reverse_lazy("enterprises:enterprise_list")),
    ("重点园区", reverse_lazy("enterprises:park_list")),
    ("指标", reverse_lazy("strategy:metric_list")),
    ("报送情况", reverse_lazy("strategy:completeness")),
    ("来源", reverse_lazy("strategy:source_list")),
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu; current where the page lies below its address."""

    label: str
    url: str
    is_current: bool


def page_context(request: HttpRequest) -> dict:
    """What base.html needs on every page (context processor)."""
    user = getattr(request, "user", None)
    reads = user is not None and user.is_authenticated and may_read(user)
    return {
        "navigation": _menu(request) if reads else [],
        "demo": settings.DEMO,
        "today": clock.today(),
    }


def _menu(request: HttpRequest) -> list[Entry]:
    """The entries; a reader of another month or of a past day goes on reading it."""
    kept = {name: request.GET[name] for name in ("month", "asof") if request.GET.get(name)}
    query = f"?{urlencode(kept)}" if "asof" in kept else ""
    return [_entry(label, str(url), query, request.path) for label, url in MENU]


def _entry(label: str, url: str, query: str, path: str) -> Entry:
    is_current = path == url if url == "/" else path.startswith(url)
    return Entry(label, f"{url}{query}", is_current)
