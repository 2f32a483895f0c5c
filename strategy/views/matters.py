"""The page of one matter, and the form for a new one."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.generic.base import View

from strategy import clock, months
from strategy.forms.matters import KINDS, NewMatterForm
from strategy.models import Matter, User
from strategy.permissions import insist, may_coordinate, may_instruct, may_register
from strategy.queries.matter_actions import Action
from strategy.queries.matter_links import Links, links_of, usual_limit
from strategy.queries.matter_page import is_concerned
from strategy.services.matter_steps import MatterError
from strategy.services.matters import instruct, register_matter
from strategy.services.new_matters import EnteredError
from strategy.ui.environment import querystring

from .caching import no_store
from .coordinating import INVALID, tell
from .interrupted import take_typed
from .matter_forms import form_of
from .matter_pages import TEMPLATE, Tried, found_page, matter_context
from .matter_reading import WorkPage

TITLES = {Matter.Kind.PROBLEM: "登记问题", Matter.Kind.INSTRUCTION: "批示交办"}
MAY = {Matter.Kind.PROBLEM: may_register, Matter.Kind.INSTRUCTION: may_instruct}


class MatterDetail(WorkPage):
    """One matter as it stands, or stood on a day."""

    def works(self) -> bool:
        user = self.request.user
        if may_coordinate(user):
            return True
        return may_register(user) and is_concerned(user, self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        reading = self.reading
        page = found_page(pk, reading)
        context = matter_context(
            request.user, page, reading.at, is_working=self.is_working, tried=self.restored(page)
        )
        return render(request, TEMPLATE, {"reading": reading} | context)

    def restored(self, page) -> Tried | None:
        """What was typed before a session ended."""
        typed = take_typed(self.request) if self.is_working else None
        if typed is None or typed.get("form") not in list(Action):
            return None
        action = Action(typed["form"])
        return Tried(action, form_of(action, page, typed), is_restored=True)


@method_decorator(no_store, name="dispatch")
class MatterNew(View):
    """Registers a problem, or writes an instruction, which is assigned at once."""

    keeps_typed = "strategy:matter_new"

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = take_typed(request)
        kind = kind_of(request.user, (typed or request.GET).get("kind", ""))
        if typed is not None:
            return show(request, new_form(request, kind, typed), is_restored=True)
        links = links_of(request.GET)
        if links.is_broken:
            raise Http404
        initial = initial_of(links) | {"kind": kind.value}
        return show(request, NewMatterForm(initial=initial, kind=kind, user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        kind = kind_of(request.user, request.POST.get("kind", ""))
        form = new_form(request, kind, request.POST)
        if not form.is_valid():
            return show(request, form, status=INVALID)
        is_instruction = kind == Matter.Kind.INSTRUCTION
        enter = instruct if is_instruction else register_matter
        try:
            matter = enter(form.new_matter, by=request.user, at=clock.now())
        except EnteredError as twice:
            messages.info(request, str(twice))
            return redirect(twice.matter)
        except MatterError as error:
            tell(form, error)
            return show(request, form, status=INVALID)
        done = "已批示交办" if is_instruction else "已登记"
        messages.success(request, f"{done}：{matter.label}。")
        return redirect(matter)


def kind_of(user: User, text: str) -> Matter.Kind:
    """The kind asked for, else the first that the person may enter. Raises PermissionDenied."""
    if text and text not in list(KINDS):
        raise BadRequest("没有这个类别，请返回原页面重新进入。")
    allowed = [kind for kind in KINDS if MAY[kind](user)]
    wanted = Matter.Kind(text) if text else next(iter(allowed), None)
    insist(wanted in allowed)
    return wanted


def new_form(request: HttpRequest, kind: Matter.Kind, typed: QueryDict) -> NewMatterForm:
    return NewMatterForm(typed, kind=kind, user=request.user)


def initial_of(links: Links) -> dict:
    """What the page that one comes from says about the new matter."""
    return {
        "item": links.item and links.item.code,
        "series": links.series,
        "month": links.month and months.code(links.month),
        "about": links.about,
        "lead": links.lead,
        "time_limit": usual_limit(),
    }


def show(
    request: HttpRequest, form: NewMatterForm, *, is_restored: bool = False, status: int = 200
) -> HttpResponse:
    """The form, with what it is about, and the other kind for those who may choose."""
    context = {
        "form": form,
        "links": links_of(form.data if form.is_bound else request.GET),
        "kinds": kind_tabs(request, form.kind),
        "is_restored": is_restored,
    }
    return render(request, "strategy/matter_new.html", context, status=status)


def kind_tabs(request: HttpRequest, current: Matter.Kind) -> list[tuple[str, str, bool]]:
    """The kinds that the person may enter, about the same thing."""
    allowed = [kind for kind in KINDS if MAY[kind](request.user)]
    return [(TITLES[one], querystring(request, kind=one.value), one == current) for one in allowed]
