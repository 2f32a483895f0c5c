"""One row of a sheet on a page of its own: to fill it in, and to correct what was published."""

from collections.abc import Callable
from datetime import date, datetime

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic.base import View

from strategy import clock
from strategy.forms.rows import RowForm
from strategy.models import Revision, StepError
from strategy.permissions import insist, may_report
from strategy.progress import EXPLANATION_RULE
from strategy.queries.rows import Row, row_of
from strategy.services.evidence import EvidenceError, add_evidence, give_up_draft
from strategy.services.figures import EntryError, StaleError, enter_figures
from strategy.services.submissions import (
    NOT_EXPLAINED,
    NOT_FILLED,
    CheckError,
    recall_revisions,
    submit_revisions,
)
from strategy.wording import attempts as wording
from strategy.wording.rows import beside_words, closed_words, conflict_of

from . import sheet_pages
from .caching import no_store
from .interrupted import take_typed

Step = Callable[[RowForm, HttpRequest, datetime], str]
"""What a button does; it gives the message to show."""


@method_decorator(no_store, name="dispatch")
class RowEdit(View):
    """The page shows undecided numbers, so it is for the reporting unit alone and never kept."""

    keeps_typed = "strategy:row_edit"

    def dispatch(self, request: HttpRequest, month: date, organisation: str, series: str):
        self.row = own_row(request, month, organisation, series)
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = take_typed(request)
        if typed is None or not self.row.may_enter:
            return show(request, RowForm(self.row))
        form = RowForm(self.row, typed)
        return show(request, form, version=form.posted_version, is_restored=True)

    def post(self, request: HttpRequest) -> HttpResponse:
        action = request.POST.get("action", "save")
        if action not in STEPS:
            raise BadRequest("无法识别的操作，请返回页面重试。")
        form = RowForm(self.row, request.POST, request.FILES)
        return take(request, form, STEPS[action], with_typed=action in WITH_TYPED)


def own_row(request: HttpRequest, month: date, organisation: str, series: str) -> Row:
    """The row, for those who report it. Raises Http404 or PermissionDenied."""
    row = row_of(series, month, organisation, clock.now())
    if row is None:
        raise Http404
    insist(may_report(request.user, row.figure.series))
    return row


def take(
    request: HttpRequest, form: RowForm, step: Step, *, with_typed: bool = True
) -> HttpResponse:
    """Take a step; where that cannot be, show the page again with all that was typed."""
    if with_typed and not form.is_valid():
        return show(request, form, version=form.posted_version, status=422)
    try:
        messages.success(request, step(form, request, clock.now()))
    except (EntryError, StepError) as error:
        return refuse(request, form, error, with_typed=with_typed)
    return redirect(address_of(form.row))


def save(form: RowForm, request: HttpRequest, at: datetime) -> str:
    """保存草稿, with the chosen file if there is one."""
    keep(form, request, at)
    return "，".join(["已保存草稿", *form.conversions]) + "。"


def submit(form: RowForm, request: HttpRequest, at: datetime) -> str:
    """保存并上报. What cannot be submitted is saved all the same."""
    drafts = keep(form, request, at)
    if not drafts:
        raise CheckError({0: NOT_FILLED})
    seen = {draft.pk: draft.version for draft in drafts}
    (revision,) = submit_revisions(drafts, by=request.user, at=at, seen=seen)
    return f"{revision.figure.label}已上报，等待{form.row.figure.series.reviewer.short_name}审核。"


def recall(form: RowForm, request: HttpRequest, at: datetime) -> str:
    """撤回 before a decision."""
    if form.row.waiting is None:
        raise StepError("该数据不在审核中，不能撤回。")
    recall_revisions([form.row.waiting.revision], by=request.user, at=at)
    return "已撤回，可以修改后重新上报。"


def give_up(form: RowForm, request: HttpRequest, at: datetime) -> str:
    """放弃修正, or clear what was typed of a month that is not published yet."""
    give_up_draft(form.row.figure, version=form.posted_version, by=request.user, at=at)
    return "已放弃修正，原数据继续有效。" if form.row.approved else "已清空草稿。"


STEPS: dict[str, Step] = {"save": save, "submit": submit, "recall": recall, "give_up": give_up}
WITH_TYPED = {"save", "submit"}


def keep(form: RowForm, request: HttpRequest, at: datetime) -> list[Revision]:
    """Write what is typed, then attach the chosen file."""
    drafts = enter_figures([form.entry], by=request.user, at=at)
    file = form.cleaned_data["evidence"]
    if file is not None:
        if not drafts:
            raise EvidenceError("请先填写数据，再上传佐证材料。")
        add_evidence(drafts[0], file.name, file.content, by=request.user, at=at)
    return drafts


def refuse(
    request: HttpRequest, form: RowForm, error: Exception, *, with_typed: bool
) -> HttpResponse:
    """Show the row as it stands now, with what was typed and why it was not taken."""
    old = form.row.figure
    row = own_row(request, old.month, old.series.organisation.code, old.series.code)
    if not with_typed:
        return show(request, RowForm(row), problem=str(error), status=409)
    again = RowForm(row, request.POST, request.FILES)
    if isinstance(error, CheckError):
        (problem,) = error.problems.values()
        again.add_error("explanation" if problem == NOT_EXPLAINED else "value", f"{problem}。")
        return show(request, again, status=422)
    if isinstance(error, EvidenceError):
        again.add_error("evidence", str(error))
        return show(request, again, status=422)
    is_conflict = isinstance(error, StaleError) or not row.may_enter
    conflict = conflict_of(form.entry, row) if is_conflict else ()
    return show(request, again, problem=str(error), conflict=conflict, status=409)


def show(request: HttpRequest, form: RowForm, *, status: int = 200, **told) -> HttpResponse:
    """The page; `told` may have `version`, `problem`, `conflict` and `is_restored`."""
    row = form.row
    context = {
        "row": row,
        "form": form,
        "version": row.version,
        "problem": "",
        "conflict": (),
        "is_restored": False,
        "closed": closed_words(row),
        "beside": beside_words(row),
        "wording": wording,
        "rule": EXPLANATION_RULE,
        "address": address_of(row),
        "sheet_url": sheet_pages.address_of(row.figure.series.organisation, row.figure.month),
    }
    return render(request, "strategy/row_edit.html", context | told, status=status)


def address_of(row: Row) -> str:
    """The row's own page."""
    return reverse("strategy:row_edit", args=places_of(row))


def places_of(row: Row) -> list:
    """What fills the row's address: month, unit and series."""
    series = row.figure.series
    return [row.figure.month, series.organisation.code, series.code]
