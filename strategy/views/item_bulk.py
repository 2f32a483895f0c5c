"""Changing one field of several items: the ticked rows, a preview of each, then all at once."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from strategy import clock
from strategy.forms.items import ItemForm
from strategy.models import TrackedItem
from strategy.queries.whole_items import whole_items
from strategy.services.item_rules import ItemError
from strategy.services.items import ItemChanged, keep_items
from strategy.wording.item_changes import BulkLine, bulk_line, label_of

from .coordinating import GONE, INVALID
from .item_edits import KeeperPage
from .items import list_name

MOST = 500


class ItemBulk(KeeperPage):
    """The steps are addresses: ?item=…&field=… asks for the value, and with ?value=… previews.

    Nothing is written before the preview is confirmed; it carries the versions that it shows.
    """

    fields: tuple[str, ...]
    template_name = "strategy/item_bulk.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        items = self.items(request.GET.getlist("item"))
        if not items:
            messages.warning(request, "请先勾选要修改的条目。")
            return redirect(self.back)
        name = self.field(request.GET.get("field", ""))
        if "value" not in request.GET:
            return self.show_step(items, self.form(name), [])
        return self.preview(items, name)

    def post(self, request: HttpRequest) -> HttpResponse:
        seen = seen_versions(request.POST.getlist("item"))
        items = self.items(list(seen))
        name = self.field(request.POST.get("field", ""))
        form = self.form(name, request.POST)
        if not items or not form.is_valid():
            return self.preview(items, name, status=INVALID)
        versions = {item.pk: seen[item.code] for item in items}
        try:
            kept = keep_items(self.model, versions, form.values, by=request.user, at=clock.now())
        except ItemChanged as error:
            named = f"{error.current.code}“{error.current.name}”"
            told = f"{named}刚被别人改过，未作任何修改，请核对后重新确认。"
            return self.preview(items, name, error=told, status=GONE)
        except ItemError as error:
            return self.preview(items, name, error=f"{error}未作任何修改。", status=INVALID)
        messages.success(request, f"已修改{len(kept)}条的“{label_of(self.model, name)}”。")
        return redirect(self.back)

    @property
    def back(self) -> str:
        """The list as it was when the rows were ticked."""
        sent = self.request.POST or self.request.GET
        return f"{reverse(list_name(self.model))}?{sent.get('back', '')}"

    def items(self, codes: list[str]) -> list[TrackedItem]:
        """The ticked items as they stand, in the order of their codes. Raises BadRequest."""
        if len(codes) > MOST:
            raise BadRequest(f"一次最多修改{MOST}条，请分批修改。")
        asked = [code for code in codes if code.isalnum()]
        return list(whole_items(self.model).filter(code__in=asked))

    def field(self, name: str) -> str:
        """The field asked for. Raises BadRequest for one that is not changed in several rows."""
        if name not in self.fields:
            raise BadRequest("这个字段不能批量修改，请返回清单重新选择。")
        return name

    def form(self, name: str, typed=None) -> ItemForm:
        """The form of the kind with this one field, which is sent as `value`."""
        return self.form_class(typed, on=clock.today(), only=name)

    def preview(
        self, items: list[TrackedItem], name: str, *, error: str = "", status: int = 200
    ) -> HttpResponse:
        sent = self.request.POST or self.request.GET
        form = self.form(name, sent)
        if not form.is_valid():
            return self.show_step(items, form, [], error=error, status=INVALID)
        value = form.values[name]
        lines = [bulk_line(item, name, value) for item in items]
        return self.show_step(items, form, lines, error=error, status=status)

    def show_step(
        self,
        items: list[TrackedItem],
        form: ItemForm,
        lines: list[BulkLine],
        *,
        error: str = "",
        status: int = 200,
    ) -> HttpResponse:
        sent = self.request.POST or self.request.GET
        (name,) = form.fields
        context = {
            "items": items,
            "lines": lines,
            "field_name": name,
            "field_label": label_of(self.model, name),
            "box": form[name],
            "value": sent.get("value", ""),
            "back": sent.get("back", ""),
            "back_url": self.back,
            "changing": [line for line in lines if line.is_changed],
            "error": error,
        }
        return self.show(form, status=status, **context)


def seen_versions(texts: list[str]) -> dict[str, int]:
    """The versions that the preview showed, by code: “P001:3”. Raises BadRequest."""
    seen = {}
    for text in texts:
        code, _, version = text.partition(":")
        if not (version.isascii() and version.isdecimal() and len(version) < 10):
            raise BadRequest("页面内容不完整，请返回清单重新勾选。")
        seen[code] = int(version)
    return seen
