"""Forms of the headquarters' office: members enter, leave and climb; an entry is corrected."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.generic.base import View

from enterprises.forms.pools import ClimbForm, CorrectForm, EnterForm, LeaveForm
from enterprises.models import Pool, PoolEntry
from enterprises.queries.pool_members import open_entries, rungs_above
from enterprises.services.pools import (
    PoolError,
    climb,
    correct_entry,
    enter_pool,
    leave_pool,
)
from strategy import clock
from strategy.permissions import insist, may_keep_items
from strategy.ui.formatting import date_label
from strategy.views.caching import no_store
from strategy.views.coordinating import INVALID, show
from strategy.views.interrupted import take_typed

PER_PAGE = 100


@method_decorator(no_store, name="dispatch")
class PoolWork(View):
    """A page with one form about a pool; a subclass says what is done."""

    title: str
    button: str
    form_class: type[Form]
    pool: Pool

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        insist(may_keep_items(request.user))
        self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        typed = take_typed(request)
        form = self.form(typed) if typed else self.form(initial=self.initial())
        return self.page(form, is_restored=typed is not None)

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=INVALID)
        try:
            told = self.take(form.cleaned_data, {"by": request.user, "at": clock.now()})
        except PoolError as error:
            self.tell(form, error)
            return self.page(form, status=INVALID)
        messages.success(request, told)
        return redirect(self.pool)

    def tell(self, form: Form, error: PoolError) -> None:
        """Say at its field why a step was refused, or above the form."""
        form.add_error(error.field if error.field in form.fields else None, str(error))

    def page(self, form: Form, *, is_restored: bool = False, status: int = 200) -> HttpResponse:
        context = {"page": self, "form": form, "is_restored": is_restored}
        return show(self.request, "enterprises/pool_edit.html", context, status=status)

    def find(self, code: str) -> None:
        """Look for what the page is about. Raises Http404."""
        self.pool = get_object_or_404(Pool, code=code)

    def initial(self) -> dict:
        """What the empty form offers."""
        return {}

    def form(self, data=None, **options) -> Form:
        return self.form_class(data, **options)

    def about(self) -> list[tuple[str, str]]:
        """What stands above the form: labels and values."""
        return [("培育库", self.pool.name)]

    def take(self, typed: dict, who: dict) -> str:
        """Do it and give the message."""
        raise NotImplementedError


class PoolKeep(PoolWork):
    """Who is in the pool now, each with what can be done."""

    title = "入库、出库、升级"

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        entries = Paginator(open_entries(self.pool), PER_PAGE)
        page = entries.get_page(request.GET.get("page"))
        may_climb = rungs_above(self.pool).exists()
        context = {"pool": self.pool, "entries": page, "title": self.title, "may_climb": may_climb}
        return show(request, "enterprises/pool_keep.html", context)

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return HttpResponseNotAllowed(["GET"])


class PoolEnter(PoolWork):
    """A member enters the pool."""

    title, button, form_class = "办理入库", "入库", EnterForm

    def initial(self) -> dict:
        return {"member": self.request.GET.get("member", ""), "entered_on": clock.today()}

    def take(self, typed: dict, who: dict) -> str:
        day, reason = typed["entered_on"], typed["entered_reason"]
        source = typed["source"]
        entry = enter_pool(self.pool, typed["member"], day, reason, source=source, **who)
        return f"{entry.member}已入{self.pool}。"


class OfEntry(PoolWork):
    """A form about a member that is in the pool."""

    entry: PoolEntry

    def find(self, code: str, pk: int) -> None:
        super().find(code)
        self.entry = get_object_or_404(open_entries(self.pool), pk=pk)

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

    title, button, form_class = "办理出库", "出库", LeaveForm

    def initial(self) -> dict:
        return {"left_on": clock.today()}

    def take(self, typed: dict, who: dict) -> str:
        leave_pool(self.entry, typed["left_on"], typed["left_reason"], **who)
        return f"{self.entry.member}已从{self.entry.pool}出库。"


class PoolClimb(OfEntry):
    """A member climbs to a higher rung of the ladder."""

    title, button, form_class = "办理升级", "升级", ClimbForm

    def find(self, code: str, pk: int) -> None:
        super().find(code, pk)
        if not rungs_above(self.entry.pool).exists():
            raise Http404

    def initial(self) -> dict:
        return {"entered_on": clock.today()}

    def form(self, data=None, **options) -> ClimbForm:
        return ClimbForm(data, pool=self.entry.pool, **options)

    def tell(self, form: Form, error: PoolError) -> None:
        moved = {"left_on": "entered_on", "member": "upper"}
        super().tell(form, PoolError(str(error), moved.get(error.field, error.field)))

    def take(self, typed: dict, who: dict) -> str:
        upper, source = typed["upper"], typed["source"]
        climb(self.entry, upper, typed["entered_on"], source=source, **who)
        return f"{self.entry.member}已升入{upper}。"


class EntryCorrect(OfEntry):
    """The first day and the ground of an entry are corrected."""

    title, button, form_class = "更正入库记录", "保存", CorrectForm

    def initial(self) -> dict:
        kept = self.entry
        return {"entered_on": kept.entered_on, "entered_reason": kept.entered_reason}

    def take(self, typed: dict, who: dict) -> str:
        day, reason = typed["entered_on"], typed["entered_reason"]
        correct_entry(self.entry, day, reason, why=typed["why"], **who)
        return f"已更正{self.entry.member}的入库记录。"
