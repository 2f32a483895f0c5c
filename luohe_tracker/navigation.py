"""The menus, each shown to those who read or work there, and the context of every page."""

from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from strategy import clock
from strategy.models import User
from strategy.permissions import (
    may_coordinate,
    may_keep_sheet,
    may_read,
    may_review_any,
    may_switch_rankings,
)
from strategy.queries.to_dos import ToDoCounts
from strategy.views.ranking_switch import shows_rankings
from strategy.views.reading import own_to_dos

READING = [
    ("总览", "board"),
    ("七大行动", "strategy:action_list"),
    ("重点工作", "strategy:task_list"),
    ("重点项目", "projects:project_list"),
    ("重点企业", "enterprises:enterprise_list"),
    ("重点园区", "enterprises:park_list"),
    ("会议", "strategy:meeting_list"),
    ("督办台账", "strategy:matter_list"),
]
MORE = [
    ("项目库", "projects:library"),
    ("项目推进", "projects:pipeline"),
    ("排名", "rankings"),
    ("指标", "strategy:metric_list"),
    ("报送情况", "strategy:completeness"),
    ("数据修订", "strategy:revision_list"),
    ("年度目标", "strategy:target_list"),
    ("一套班子", "strategy:post_list"),
    ("培育库", "enterprises:pool_list"),
    ("来源", "strategy:source_list"),
]
OFFICE = [
    ("报告期", "strategy:month_list"),
    ("通知公告", "strategy:notice_list"),
    ("经办人交接", "strategy:handover"),
]
"""What the headquarters' office keeps."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a menu: current where the page lies below its address; `count` waits there."""

    label: str
    url: str
    is_current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Navigation:
    """The menus of a person: pages to read, the less used ones apart; work; what the office keeps.

    Who may not read has none.
    """

    reading: list[Entry] = field(default_factory=list)
    more: list[Entry] = field(default_factory=list)
    work: list[Entry] = field(default_factory=list)
    office: list[Entry] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.reading)

    @property
    def count(self) -> int:
        """How much waits for the person in all."""
        return sum(entry.count for entry in self.work)


def page_context(request: HttpRequest) -> dict:
    """What base.html needs on every page (context processor); a fragment asks for no menu."""
    return {
        "navigation": SimpleLazyObject(partial(navigation_of, request)),
        "demo": settings.DEMO,
        "today": clock.today(),
    }


def navigation_of(request: HttpRequest) -> Navigation:
    """The menus of the person who asks; one who reads a past day goes on reading it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not may_read(user):
        return Navigation()
    asof = request.GET.get("asof")
    kept = {name: request.GET[name] for name in ("month", "asof") if request.GET.get(name)}
    query = f"?{urlencode(kept)}" if asof else ""
    return Navigation(
        reading=_entries(READING, request.path, query),
        more=_entries(_more(request, user), request.path, query),
        work=_work(user, own_to_dos(request), request.path),
        office=_entries(OFFICE, request.path) if may_coordinate(user) else [],
    )


def _more(request: HttpRequest, user: User) -> list[tuple[str, str]]:
    """The less used pages; rankings while they show, and for those who may show them again."""
    ranks = shows_rankings(request) or may_switch_rankings(user)
    return [entry for entry in MORE if ranks or entry[1] != "rankings"]


def _work(user: User, counts: ToDoCounts, path: str) -> list[Entry]:
    if not may_review_any(user):
        return []
    home = "填报" if may_keep_sheet(user, user.organisation) else "待办"
    work = [(home, "strategy:reporting_home", counts.to_report)]
    if counts.reviews:
        work.append(("审核", "strategy:review_list", counts.to_review))
    entries = [_entry(label, name, path, count=count) for label, name, count in work]
    return [*entries, *_matters(counts)]


def _matters(counts: ToDoCounts) -> list[Entry]:
    """The part of the page of work about matters, while anything waits there."""
    url = f"{reverse('strategy:reporting_home')}#matters"
    return [Entry("督办", url, is_current=False, count=counts.matters)] if counts.matters else []


def _entries(menu: list[tuple[str, str]], path: str, query: str = "") -> list[Entry]:
    return [_entry(label, name, path, query) for label, name in menu]


def _entry(label: str, name: str, path: str, query: str = "", count: int = 0) -> Entry:
    url = reverse(name)
    return Entry(label, f"{url}{query}", _is_current(url, path), count)


def _is_current(url: str, path: str) -> bool:
    """Whether a page lies below an address, and below no nearer one of the menus."""
    if url == "/" or not path.startswith(url):
        return path == url
    nearer = (reverse(name) for _, name in (*READING, *MORE))
    return not any(len(one) > len(url) and path.startswith(one) for one in nearer)
