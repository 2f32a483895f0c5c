"""Keeping filters of lists: saving, naming, sharing with the own unit, deleting."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic.base import View

from strategy import clock
from strategy.forms.saved_filters import SavedFilterForm
from strategy.models import SavedFilter
from strategy.permissions import insist, may_keep_filter, may_read
from strategy.queries.saved_filters import kept_query
from strategy.services.saved_filters import (
    FilterError,
    change_filter,
    delete_filter,
    save_filter,
)

from .caching import no_store
from .coordinating import INVALID, show, tell
from .interrupted import take_typed
from .lists import ListPage

TEMPLATE = "strategy/saved_filter_edit.html"


@method_decorator(no_store, name="dispatch")
class SavedFilterList(View):
    """The own kept filters of all lists."""

    def get(self, request: HttpRequest) -> HttpResponse:
        insist(may_read(request.user))
        own = SavedFilter.objects.filter(owner=request.user).order_by("page", "name")
        rows = [(one, list_title(one.page), address_of(one.page, one.query)) for one in own]
        return show(request, "strategy/saved_filter_list.html", {"rows": rows})


@method_decorator(no_store, name="dispatch")
class SavedFilterNew(View):
    """Keeps what a list is filtered by now; the list's own page sends it here."""

    keeps_typed = "strategy:saved_filter_new"

    def dispatch(self, request: HttpRequest) -> HttpResponse:
        insist(may_read(request.user))
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = take_typed(request)
        if typed is None and "page" not in request.GET:
            return redirect("strategy:saved_filter_list")
        form = SavedFilterForm(typed) if typed is not None else SavedFilterForm()
        return self.show(form, typed or request.GET, is_restored=typed is not None)

    def post(self, request: HttpRequest) -> HttpResponse:
        form, page = SavedFilterForm(request.POST), known_page(request.POST.get("page", ""))
        if not form.is_valid():
            return self.show(form, request.POST, status=INVALID)
        query = kept_query(QueryDict(request.POST.get("query", "")))
        try:
            saved = save_filter(page, query, **form.cleaned_data, by=request.user, at=clock.now())
        except FilterError as error:
            tell(form, error)
            return self.show(form, request.POST, status=INVALID)
        messages.success(request, f"已保存常用筛选“{saved.name}”。")
        return redirect(address_of(page, saved.query))

    def show(self, form, typed, *, is_restored=False, status=200) -> HttpResponse:
        page = known_page(typed.get("page", ""))
        query = kept_query(QueryDict(typed.get("query", "")))
        context = {
            "form": form,
            "saved": None,
            "page_name": page,
            "query": query,
            "list_title": list_title(page),
            "back": address_of(page, query),
            "is_restored": is_restored,
        }
        return show(self.request, TEMPLATE, context, status=status)


@method_decorator(no_store, name="dispatch")
class SavedFilterEdit(View):
    """The name of an own filter, and whether the unit sees it."""

    keeps_typed = "strategy:saved_filter_edit"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.saved = own_filter(request, pk)
        return super().dispatch(request, pk)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        saved, typed = self.saved, take_typed(request)
        initial = {"name": saved.name, "is_shared": saved.is_shared}
        return self.show(SavedFilterForm(typed, initial=initial), is_restored=typed is not None)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = SavedFilterForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=INVALID)
        try:
            kept = change_filter(self.saved, **form.cleaned_data, by=request.user, at=clock.now())
        except FilterError as error:
            tell(form, error)
            return self.show(form, status=INVALID)
        messages.success(request, f"已保存常用筛选“{kept.name}”。")
        return redirect("strategy:saved_filter_list")

    def show(self, form, *, is_restored=False, status=200) -> HttpResponse:
        saved = self.saved
        context = {
            "form": form,
            "saved": saved,
            "page_name": saved.page,
            "query": saved.query,
            "list_title": list_title(saved.page),
            "back": reverse("strategy:saved_filter_list"),
            "is_restored": is_restored,
        }
        return show(self.request, TEMPLATE, context, status=status)


@require_POST
@no_store
def saved_filter_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget an own filter."""
    saved = own_filter(request, pk)
    delete_filter(saved, by=request.user, at=clock.now())
    messages.success(request, f"已删除常用筛选“{saved.name}”。")
    return redirect("strategy:saved_filter_list")


def own_filter(request: HttpRequest, pk: int) -> SavedFilter:
    """A filter of the reader's own; somebody else's is refused."""
    insist(may_read(request.user))
    saved = get_object_or_404(SavedFilter, pk=pk)
    insist(may_keep_filter(request.user, saved))
    return saved


def known_page(name: str) -> str:
    """The route of a list. Raises BadRequest for anything else."""
    if list_class(name) is None:
        raise BadRequest("没有这个列表，不能保存筛选条件。")
    return name


def list_class(name: str) -> type[ListPage] | None:
    """The list that a route shows, if it is one that is opened without more."""
    try:
        view = getattr(resolve(reverse(name)).func, "view_class", None)
    except (NoReverseMatch, Resolver404):
        return None
    return view if isinstance(view, type) and issubclass(view, ListPage) else None


def list_title(name: str) -> str:
    """What a list is called; a route that is gone by its name."""
    view = list_class(name)
    return view.title if view else name


def address_of(page: str, query: str) -> str:
    """The address of a list with a filter; the start page where the list is gone."""
    return f"{reverse(page)}?{query}" if list_class(page) else reverse("board")
