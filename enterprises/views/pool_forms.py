"""Forms of the headquarters' office: members enter, leave and climb; an entry is corrected."""

from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic.base import View

from enterprises.forms.pools import ClimbForm, CorrectForm, EnterForm, LeaveForm
from enterprises.models import Pool, PoolEntry
from enterprises.queries.pool_members import open_entries, rungs_above
from enterprises.services.pools import (
    climb,
    correct_entry,
    enter_pool,
    leave_pool,
)
from strategy import clock
from strategy.permissions import insist, may_keep_items
from strategy.ui.formatting import date_label
from strategy.views.caching import no_store
from strategy.views.coordinating import show
from strategy.views.office_forms import OfficeForm

PER_PAGE = 100


@method_decorator(no_store, name="dispatch")
class PoolKeep(View):
    """Who is in the pool now, each with what can be done."""

    title = "入库、出库、升级"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        insist(may_keep_items(request.user))
        pool = get_object_or_404(Pool, code=code)
        page = Paginator(open_entries(pool), PER_PAGE).get_page(request.GET.get("page"))
        may_climb = rungs_above(pool).exists()
        context = {"pool": pool, "entries": page, "title": self.title, "may_climb": may_climb}
        return show(request, "enterprises/pool_keep.html", context)


class PoolWork(OfficeForm):
    """A form about a pool."""

    pool: Pool

    def find(self, code: str) -> Pool:
        self.pool = get_object_or_404(Pool, code=code)
        return self.pool

    def steps(self) -> list[tuple[str, str]]:
        whole = ("培育库", reverse("enterprises:pool_list"))
        return [whole, (self.pool.name, self.pool.get_absolute_url())]

    def about(self) -> list[tuple[str, str]]:
        return [("培育库", self.pool.name)]

    def back(self) -> str:
        return self.pool.get_absolute_url()


class PoolEnter(PoolWork):
    """A member enters the pool."""

    keeps_typed = "enterprises:pool_enter"
    title, button, form_class = "办理入库", "入库", EnterForm

    def initial(self) -> dict:
        return {"member": self.request.GET.get("member", ""), "entered_on": clock.today()}

    def take(self, typed: dict, at: datetime) -> str:
        day, reason = typed["entered_on"], typed["entered_reason"]
        source = typed["source"]
        who = {"by": self.request.user, "at": at}
        entry = enter_pool(self.pool, typed["member"], day, reason, source=source, **who)
        return f"{entry.member}已入{self.pool}。"


class OfEntry(PoolWork):
    """A form about a member that is in the pool."""

    entry: PoolEntry

    def find(self, code: str, pk: int) -> Pool:
        pool = super().find(code)
        self.entry = get_object_or_404(open_entries(pool), pk=pk)
        return pool

    def about(self) -> list[tuple[str, str]]:
        entry = self.entry
        since = date_label(entry.entered_on) if entry.entered_on else ""
        return [
            ("成员", f"{entry.member.code} {entry.member.name}"),
            ("培育库", entry.pool.name),
            ("入库日期", since),
        ]


class PoolLeave(OfEntry):
    """A member leaves the pool."""

    keeps_typed = "enterprises:pool_leave"
    title, button, form_class = "办理出库", "出库", LeaveForm

    def initial(self) -> dict:
        return {"left_on": clock.today()}

    def take(self, typed: dict, at: datetime) -> str:
        leave_pool(self.entry, typed["left_on"], typed["left_reason"], by=self.request.user, at=at)
        return f"{self.entry.member}已从{self.entry.pool}出库。"


class PoolClimb(OfEntry):
    """A member climbs to a higher rung of the ladder."""

    keeps_typed = "enterprises:pool_climb"
    title, button, form_class = "办理升级", "升级", ClimbForm
    moved = {"left_on": "entered_on", "member": "upper"}  # leaving here and entering there are one

    def find(self, code: str, pk: int) -> Pool:
        pool = super().find(code, pk)
        if not rungs_above(self.entry.pool).exists():
            raise Http404
        return pool

    def initial(self) -> dict:
        return {"entered_on": clock.today()}

    def form(self, data=None, **options) -> ClimbForm:
        return ClimbForm(data, pool=self.entry.pool, **options)

    def take(self, typed: dict, at: datetime) -> str:
        upper, source = typed["upper"], typed["source"]
        climb(self.entry, upper, typed["entered_on"], source=source, by=self.request.user, at=at)
        return f"{self.entry.member}已升入{upper}。"


class EntryCorrect(OfEntry):
    """The first day and the ground of an entry are corrected."""

    keeps_typed = "enterprises:entry_correct"
    title, button, form_class = "更正入库记录", "保存", CorrectForm

    def initial(self) -> dict:
        kept = self.entry
        return {"entered_on": kept.entered_on, "entered_reason": kept.entered_reason}

    def take(self, typed: dict, at: datetime) -> str:
        day, reason = typed["entered_on"], typed["entered_reason"]
        correct_entry(self.entry, day, reason, why=typed["why"], by=self.request.user, at=at)
        return f"已更正{self.entry.member}的入库记录。"
