"""Paste and upload for a unit's month, and the sheet to fill in."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic.base import View

from strategy import clock, months
from strategy.exports.sheet_template import sheet_template
from strategy.forms.batches import PasteForm, UploadForm
from strategy.imports.grids import ImportRefusedError
from strategy.imports.previews import preview_of
from strategy.models import Batch, Organisation, ReportingMonth
from strategy.queries.batches import batches_of
from strategy.queries.sheets import sheet
from strategy.services.batches import begin_batch

from .batches import with_start, workbook_response
from .caching import no_store
from .sheet_pages import address_of, own_organisation


@method_decorator(no_store, name="dispatch")
class BatchPaste(View):
    """The big box for a block out of Excel."""

    form_class, template, kind = PasteForm, "strategy/batch_paste.html", Batch.Kind.PASTE
    field = "text"

    def dispatch(self, request: HttpRequest, month: date, organisation: str) -> HttpResponse:
        self.month, self.organisation = month, own_unit(request, month, organisation)
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.form_class())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        content, name = self.handed_in(form)
        start, at = form.cleaned_data.get("start"), clock.now()
        try:
            preview_of(self.kind, content, name, self.organisation, self.month, at, start)
        except ImportRefusedError as error:
            form.add_error(self.field, str(error))
            return self.show(form, status=422)
        batch = self.begin(content, name, at)
        return redirect(with_start(reverse("strategy:batch_detail", args=[batch.pk]), start))

    def begin(self, content: bytes, name: str, at: datetime) -> Batch:
        unit, month, user = self.organisation, self.month, self.request.user
        return begin_batch(unit, month, self.kind, content, file_name=name, by=user, at=at)

    def handed_in(self, form: PasteForm) -> tuple[bytes, str]:
        """The bytes to keep, and the file's name."""
        return form.cleaned_data["text"].encode("utf-8", "replace"), ""

    def show(self, form, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "organisation": self.organisation,
            "month": self.month,
            "batches": batches_of(self.organisation).filter(month=self.month),
            "sheet_url": address_of(self.organisation, self.month),
        }
        return render(self.request, self.template, context, status=status)


class BatchUpload(BatchPaste):
    """The form for a file: the sheet that was downloaded here, or any other table."""

    form_class, template, kind = UploadForm, "strategy/batch_upload.html", Batch.Kind.UPLOAD
    field = "file"

    def handed_in(self, form: UploadForm) -> tuple[bytes, str]:
        upload = form.cleaned_data["file"]
        return upload.read(), upload.name


@require_safe
@no_store
def template_file(request: HttpRequest, month: date, organisation: str) -> HttpResponse:
    """The unit's sheet as a workbook to fill in."""
    unit = own_unit(request, month, organisation)
    content = sheet_template(sheet(unit, month, clock.now()))
    return workbook_response(content, f"{unit.short_name}{months.label(month)}填报表.xlsx")


def own_unit(request: HttpRequest, month: date, code: str) -> Organisation:
    """The unit of an opened month, for its own staff. Raises Http404 or PermissionDenied."""
    unit = own_organisation(request, code)
    get_object_or_404(ReportingMonth, month=month)
    return unit
