"""A batch: look at what would change, commit it whole, take it back."""

from pathlib import PurePosixPath
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from strategy import clock, kept_files
from strategy.exports.feedback import feedback_workbook
from strategy.exports.workbook import CONTENT_TYPE
from strategy.forms.batches import CommitForm
from strategy.imports.grids import ImportRefusedError
from strategy.imports.lines import LineKind
from strategy.imports.previews import Preview, preview_of
from strategy.models import Batch
from strategy.permissions import insist, may_keep_sheet, may_undo
from strategy.queries.batches import batch_record
from strategy.services.batches import commit_batch, undo_batch
from strategy.services.figures import EntryError

from .caching import no_store
from .sheet_pages import address_of

BATCHES = Batch.objects.select_related("organisation", "made_by", "committed_by", "undone_by")
CHANGED = "预览以后，表中有的数据已被修改，以下是最新的对照，请重新核对后再确认。"
GONE = "原文件已不在服务器上，请重新粘贴或上传。"


@require_safe
@no_store
def batch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview before a batch is committed, its record afterwards."""
    batch = own_batch(request, pk)
    if batch.number is not None:
        return show_record(request, batch)
    return show_preview(request, batch, start_of(request.GET.get("start", "")))


@require_POST
@no_store
def batch_commit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was shown; if it would be something else now, show that and write nothing."""
    batch, start = own_batch(request, pk), start_of(request.POST.get("start", ""))
    if batch.number is not None:
        return show_record(request, batch, problem="本次导入已经确认，没有重复导入。", status=409)
    try:
        preview = preview_batch(batch, start)
    except ImportRefusedError as error:
        return show_refused(request, batch, str(error), status=409)
    form = commit_form(preview, start, request.POST)
    if request.POST.get("fingerprint") != preview.fingerprint or not preview.may_commit:
        return show_preview(request, batch, start, problem=CHANGED, status=409)
    if not form.is_valid():
        return show_preview(request, batch, start, form=form, status=422)
    reasons = {name: form.cleaned_data[name] for name in ("note", "reason")}
    return write(request, batch, preview, start, reasons)


@require_POST
@no_store
def batch_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back what stood before the batch."""
    batch = own_batch(request, pk)
    try:
        undone = undo_batch(batch, by=request.user, at=clock.now())
    except EntryError as error:
        return show_record(request, own_batch(request, pk), problem=str(error), status=409)
    left = f"；另有{undone.left}项此后已另行修改或退回，保持现状" if undone.left else ""
    messages.success(
        request, f"已撤销第{batch.number}批，{undone.restored}项恢复为导入前的内容{left}。"
    )
    return redirect("strategy:batch_detail", pk)


@require_safe
@no_store
def batch_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """What was handed in, with the refused cells marked."""
    batch = own_batch(request, pk)
    try:
        preview = preview_batch(batch, start_of(request.GET.get("start", "")))
    except ImportRefusedError as error:
        return show_refused(request, batch, str(error), status=409)
    is_book = batch.file_name.lower().endswith(".xlsx")
    book = kept_content(batch) if is_book else None
    content = feedback_workbook(book, preview.original_rows, preview.refusals)
    stem = PurePosixPath(batch.file_name).stem or "粘贴内容"
    return workbook_response(content, f"{stem}（标注错误）.xlsx")


@require_safe
@no_store
def batch_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What was handed in, as it was; to be saved and never shown."""
    batch = own_batch(request, pk)
    try:
        content = kept_files.path_of(batch.checksum).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = batch.file_name or f"粘贴内容{batch.pk}.txt"
    response = FileResponse(content, as_attachment=True, filename=name)
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def own_batch(request: HttpRequest, pk: int) -> Batch:
    """A batch of the reader's own unit. Raises Http404 or PermissionDenied."""
    batch = get_object_or_404(BATCHES.all(), pk=pk)
    insist(may_keep_sheet(request.user, batch.organisation))
    return batch


def preview_batch(batch: Batch, start: int | None) -> Preview:
    """Read the kept bytes again. Raises ImportRefusedError."""
    content, name = kept_content(batch), batch.file_name
    unit, month = batch.organisation, batch.month
    return preview_of(batch.kind, content, name, unit, month, clock.now(), start)


def kept_content(batch: Batch) -> bytes:
    """The bytes that were handed in. Raises ImportRefusedError if they are gone."""
    try:
        return kept_files.path_of(batch.checksum).read_bytes()
    except FileNotFoundError as error:
        raise ImportRefusedError(GONE) from error


def commit_form(preview: Preview, start: int | None, data=None) -> CommitForm:
    return CommitForm(
        data,
        initial={"fingerprint": preview.fingerprint, "start": start},
        needs_note=len(preview.needs_note),
        needs_reason=len(preview.needs_reason),
    )


def write(
    request: HttpRequest, batch: Batch, preview: Preview, start: int | None, reasons: dict
) -> HttpResponse:
    """Commit the preview, or show the newer one."""
    lines = preview.entries(**reasons)
    try:
        done = commit_batch(batch, lines, by=request.user, at=clock.now())
    except EntryError as error:
        return show_preview(request, batch, start, problem=str(error), status=409)
    messages.success(
        request, f"已导入{len(lines)}项，批次号{done.number}。数据已存为草稿，请核对后上报。"
    )
    return redirect("strategy:batch_detail", batch.pk)


def show_preview(
    request: HttpRequest,
    batch: Batch,
    start: int | None,
    *,
    form: CommitForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    try:
        preview = preview_batch(batch, start)
    except ImportRefusedError as error:
        return show_refused(request, batch, str(error), status=409)
    context = frame(batch) | {
        "preview": preview,
        "form": form or commit_form(preview, start),
        "kinds": LineKind,
        "problem": problem,
        "feedback_url": with_start(reverse("strategy:batch_feedback", args=[batch.pk]), start),
    }
    return render(request, "strategy/batch_preview.html", context, status=status)


def show_record(
    request: HttpRequest, batch: Batch, *, problem: str = "", status: int = 200
) -> HttpResponse:
    record = batch_record(batch)
    may = record.may_be_undone and may_undo(request.user, batch)
    context = frame(batch) | {"record": record, "may_undo": may, "problem": problem}
    return render(request, "strategy/batch_record.html", context, status=status)


def show_refused(request: HttpRequest, batch: Batch, problem: str, *, status: int) -> HttpResponse:
    """A batch that can no longer be read against the sheet, such as one of a changed sheet."""
    context = frame(batch) | {"problem": problem}
    return render(request, "strategy/batch_refused.html", context, status=status)


def frame(batch: Batch) -> dict:
    """What the three pages of a batch share."""
    return {"batch": batch, "sheet_url": address_of(batch.organisation, batch.month)}


def start_of(text: str) -> int | None:
    """The row at which a bare column begins. Raises BadRequest for what is no number."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 5 and int(text)):
        raise BadRequest("起始行无法识别，应为整数。")
    return int(text)


def with_start(url: str, start: int | None) -> str:
    return f"{url}?{urlencode({'start': start})}" if start else url


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved under a name."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
