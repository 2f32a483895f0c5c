"""Entering and changing items of any kind, and their places on the lists; each kind names its own.

Anyone may open the addresses; the headquarters' office alone is let in.
"""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic.base import View

from strategy import clock
from strategy.forms.items import ItemForm
from strategy.forms.lists import DelistForm, ListEntryForm
from strategy.models import ListEntry, TrackedItem
from strategy.permissions import insist, may_keep_items
from strategy.queries.item_codes import next_code
from strategy.queries.list_numbers import free_number
from strategy.queries.whole_items import whole_items
from strategy.services.item_rules import ItemError
from strategy.services.items import ItemChanged, add_item, keep_item
from strategy.services.lists import NewEntry, delist_item, list_item
from strategy.wording.item_changes import changed_fields

from .caching import no_store
from .coordinating import GONE, INVALID, show, tell
from .interrupted import take_typed
from .items import list_name


@method_decorator(no_store, name="dispatch")
class KeeperPage(View):
    """A page on which the office keeps items of one kind; never conditional, it has forms."""

    model: type[TrackedItem]
    form_class: type[ItemForm]
    template_name = "strategy/item_edit.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        insist(may_keep_items(request.user))
        return super().dispatch(request, *args, **kwargs)

    def found(self, code: str) -> TrackedItem:
        """The item with all that its form begins with. Raises Http404."""
        return get_object_or_404(whole_items(self.model), code=code)

    def show(self, form: Form | None, *, status: int = 200, **context) -> HttpResponse:
        kind = {
            "form": form,
            "kind": self.model._meta.verbose_name,
            "list_title": self.model._meta.verbose_name_plural,
            "list_url": reverse(list_name(self.model)),
            "item": None,
            "changed": [],
            "is_restored": False,
        }
        return show(self.request, self.template_name, kind | context, status=status)


class ItemNew(KeeperPage):
    """A new item; the next code is offered."""

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = take_typed(request)
        if typed is not None:
            return self.show(self.form(typed), is_restored=True)
        return self.show(self.form(initial={"code": next_code(self.model)}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=INVALID)
        try:
            item = add_item(self.model, form.values, by=request.user, at=clock.now())
        except ItemError as error:
            tell(form, error)
            return self.show(form, status=INVALID)
        messages.success(request, f"已新增{item.code}“{item.name}”，尚未列入清单。")
        return redirect(item)

    def form(self, typed: QueryDict | None = None, **options) -> ItemForm:
        return self.form_class(typed, on=clock.today(), **options)


class ItemEdit(KeeperPage):
    """What was typed about an item; who saves over another is shown both first."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        typed, item = take_typed(request), self.found(code)
        form = self.form_class(typed, instance=self.found(code), on=clock.today())
        version = version_in(typed) if typed is not None else item.version
        shown = {"item": item, "version": version, "is_restored": typed is not None}
        return self.show(form, **shown)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        item, version = self.found(code), version_in(request.POST)
        form = self.form_class(request.POST, instance=self.found(code), on=clock.today())
        if not form.is_valid():
            return self.show(form, item=item, version=version, status=INVALID)
        try:
            kept = keep_item(item, form.values, version=version, by=request.user, at=clock.now())
        except ItemChanged as error:
            changed = changed_fields(self.model, error.changes)
            newer = {"item": item, "version": error.current.version, "changed": changed}
            return self.show(form, **newer, error=str(error), status=GONE)
        except ItemError as error:
            tell(form, error)
            return self.show(form, item=item, version=version, status=INVALID)
        is_same = kept.version == item.version
        messages.success(request, "没有改动。" if is_same else f"已保存{item.code}“{kept.name}”。")
        return redirect(kept)

    def show(self, form, *, status: int = 200, error: str = "", **context) -> HttpResponse:
        return super().show(form, status=status, **{"error": error, **context})


class ItemListing(KeeperPage):
    """An item's place on its list: put there 列入, or taken off 移出."""

    list_key: ListEntry.List
    template_name = "strategy/item_listing.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        item, typed = self.found(code), take_typed(request)
        form = self.form(item, typed)
        return self.show(form, item=item, is_restored=typed is not None, **self.places(item))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        item = self.found(code)
        form = self.form(item, request.POST)
        if not form.is_valid():
            return self.show(form, item=item, status=INVALID, **self.places(item))
        try:
            entry = self.move(item, form)
        except ItemError as error:
            tell(form, error)
            return self.show(form, item=item, status=INVALID, **self.places(item))
        place = f"{entry.get_list_display()}清单第{entry.number}项"
        messages.success(request, f"已从{place}移出。" if entry.delisted_on else f"已列入{place}。")
        return redirect(item)

    def form(self, item: TrackedItem, typed: QueryDict | None = None) -> Form:
        """The form for the step that the item's place allows."""
        if standing_entry(item) is not None:
            return DelistForm(typed, initial={"delisted_on": clock.today()})
        initial = {"number": free_number(self.list_key), "listed_on": clock.today()}
        return ListEntryForm(typed, initial=initial, is_sample=item.is_sample)

    def move(self, item: TrackedItem, form: Form) -> ListEntry:
        """Take the step that was asked for. Raises ItemError."""
        typed, doing = form.cleaned_data, {"by": self.request.user, "at": clock.now()}
        if isinstance(form, DelistForm):
            return delist_item(item, typed["delisted_on"], typed["reason"], **doing)
        return list_item(item, NewEntry(list=self.list_key, **typed), **doing)

    def places(self, item: TrackedItem) -> dict:
        return {"entry": standing_entry(item)}


def standing_entry(item: TrackedItem) -> ListEntry | None:
    """The item's place on its list, if it has one now."""
    return item.entries.filter(delisted_on__isnull=True).first()


def version_in(typed: QueryDict) -> int:
    """The version that was on the screen; 0, which none has, where it is not told."""
    text = typed.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
