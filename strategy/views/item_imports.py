"""Importing items of a kind: take the workbook, upload it, look at what it would do, confirm."""

from pathlib import PurePosixPath

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from strategy import clock, kept_files
from strategy.exports.feedback import feedback_workbook
from strategy.exports.item_register import item_register
from strategy.forms.item_columns import columns_of
from strategy.forms.item_imports import ItemUploadForm
from strategy.forms.items import ItemForm
from strategy.imports.grids import ImportRefusedError
from strategy.imports.item_previews import ItemPreview, item_preview
from strategy.models import ItemImport, TrackedItem
from strategy.queries.item_codes import next_code
from strategy.queries.item_imports import imports_of, taken_over
from strategy.queries.whole_items import whole_items
from strategy.services.item_imports import begin_item_import, take_over
from strategy.services.item_rules import ItemError

from .batches import GONE as FILE_GONE
from .batches import workbook_response
from .coordinating import GONE, INVALID
from .item_edits import KeeperPage

CHANGED = "预览以后，台账已被修改，以下是最新的对照，请重新核对后再确认。未写入任何内容。"


class ImportPage(KeeperPage):
    """A page about importing one kind, which its address names; `route` begins its routes."""

    model: type[TrackedItem] = TrackedItem
    form_class: type[ItemForm] = ItemForm
    route = ""

    def address(self, page: str, *args) -> str:
        return reverse(f"{self.route}_{page}", args=args)

    def show(self, form=None, *, status: int = 200, **context) -> HttpResponse:
        places = {
            "import_url": self.address("import"),
            "register_url": self.address("register"),
            "problem": "",
        }
        return super().show(form, status=status, **(places | context))


class ItemImportNew(ImportPage):
    """The form for a file, and the workbook to begin with."""

    template_name = "strategy/item_import.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(ItemUploadForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ItemUploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=INVALID)
        upload = form.cleaned_data["file"]
        content = upload.read()
        try:
            item_preview(self.form_class, content, upload.name, clock.today())
        except ImportRefusedError as error:
            form.add_error("file", str(error))
            return self.show(form, status=INVALID)
        doing = {"file_name": upload.name, "by": request.user, "at": clock.now()}
        record = begin_item_import(self.model, content, **doing)
        return redirect(self.address("import_detail", record.pk))

    def show(self, form=None, *, status: int = 200, **context) -> HttpResponse:
        own = {"imports": taken_over(self.model), "next_code": next_code(self.model)}
        return super().show(form, status=status, **(own | context))


class ItemImportDetail(ImportPage):
    """What an uploaded file would do, until it is taken over; its record afterwards."""

    template_name = "strategy/item_import_detail.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show_record(self.record(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self.record(pk)
        if record.imported_at is not None:
            return self.show_record(record, "这个文件已经导入，没有重复导入。", GONE)
        try:
            preview = self.preview(record)
        except ImportRefusedError:
            return self.show_record(record, status=GONE)
        if request.POST.get("fingerprint") != preview.fingerprint or not preview.may_commit:
            return self.show_record(record, CHANGED, GONE)
        try:
            done = take_over(record, self.model, preview.rows, by=request.user, at=clock.now())
        except ItemError as error:
            return self.show_record(self.record(pk), str(error), GONE)
        messages.success(request, f"已导入：新增{done.added}条，修改{done.changed}条。")
        return redirect(self.address("import_detail", pk))

    def record(self, pk: int) -> ItemImport:
        """An upload of this kind. Raises Http404."""
        return get_object_or_404(imports_of(self.model), pk=pk)

    def preview(self, record: ItemImport) -> ItemPreview:
        """Read the kept bytes again. Raises ImportRefusedError."""
        content = kept_content(record)
        return item_preview(self.form_class, content, record.file_name, clock.today())

    def show_record(self, record: ItemImport, problem: str = "", status: int = 200) -> HttpResponse:
        context = {"record": record, "preview": None, "problem": problem}
        if record.imported_at is None:
            try:
                context["preview"] = self.preview(record)
            except ImportRefusedError as error:
                context["problem"], status = str(error), GONE
        marked_url = self.address("import_marked", record.pk)
        return self.show(status=status, marked_url=marked_url, **context)


class ItemImportMarked(ItemImportDetail):
    """The uploaded file with each refused cell marked."""

    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self.record(pk)
        try:
            preview = self.preview(record)
        except ImportRefusedError:
            return self.show_record(record, status=GONE)
        is_book = record.file_name.lower().endswith(".xlsx")
        book = kept_content(record) if is_book else None
        content = feedback_workbook(book, preview.grid.rows, preview.refusals)
        stem = PurePosixPath(record.file_name).stem
        return workbook_response(content, f"{stem}（标注错误）.xlsx")


class ItemRegister(ImportPage):
    """All items of the kind as a workbook to mend and hand in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        kind = str(self.model._meta.verbose_name)
        columns = columns_of(self.form_class, clock.today())
        content = item_register(kind, columns, whole_items(self.model))
        return workbook_response(content, f"{kind}台账.xlsx")


def kept_content(record: ItemImport) -> bytes:
    """The bytes that were handed in. Raises ImportRefusedError if they are gone."""
    try:
        return kept_files.path_of(record.checksum).read_bytes()
    except FileNotFoundError as error:
        raise ImportRefusedError(FILE_GONE) from error
