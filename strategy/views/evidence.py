"""Evidence: attaching a file, taking it off, and handing it out."""

from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from strategy import kept_files
from strategy.forms.rows import RowForm
from strategy.models import Evidence
from strategy.permissions import insist, may_see_evidence
from strategy.services.evidence import EvidenceError, remove_evidence

from .caching import no_store
from .rows import keep, own_row, take

KEPT = Evidence.objects.select_related("revision__figure__series__organisation")


@require_POST
@no_store
def evidence_add(request: HttpRequest, month: date, organisation: str, series: str) -> HttpResponse:
    """Attach the chosen file; what is typed beside it is saved with it."""
    row = own_row(request, month, organisation, series)
    return take(request, RowForm(row, request.POST, request.FILES), attach)


evidence_add.keeps_typed = "strategy:row_edit"


@require_POST
@no_store
def evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off the draft; what is typed beside it is saved as well."""
    evidence = get_object_or_404(KEPT.all(), pk=pk)
    figure = evidence.revision.figure
    row = own_row(request, figure.month, figure.series.organisation.code, figure.series.code)

    def remove(form: RowForm, request: HttpRequest, at: datetime) -> str:
        keep(form, request, at)
        remove_evidence(evidence, by=request.user, at=at)
        return f"已移除{evidence.name}。"

    return take(request, RowForm(row, request.POST, request.FILES), remove)


@require_safe
@no_store
def evidence_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a file out, to be saved and never shown, to those who may see its figure."""
    evidence = get_object_or_404(KEPT.attached(), pk=pk)
    insist(may_see_evidence(request.user, evidence))
    try:
        content = kept_files.path_of(evidence.checksum).read_bytes()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=evidence.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, evidence.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def attach(form: RowForm, request: HttpRequest, at: datetime) -> str:
    """上传."""
    file = form.cleaned_data["evidence"]
    if file is None:
        raise EvidenceError("请先选择文件，再点“上传”。")
    keep(form, request, at)
    return f"已上传{file.name}。"
