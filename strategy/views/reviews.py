"""The review queue, and the decisions taken there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic.base import View

from strategy import clock
from strategy.forms.reviews import Posted, ReturnForm, ReviewFilter, posted
from strategy.models import Revision, StepError
from strategy.permissions import insist, may_decide, may_review_any
from strategy.queries.questions import has_moved, moved_on, shown_revisions
from strategy.queries.reviews import opened_months, review_queue, reviewed_units
from strategy.services.publications import approve_revisions, return_revision
from strategy.services.reviews import approve_unquestioned, note_ignored_values
from strategy.wording.reviews import Moved, moved_lines, revision_name

from .caching import no_store

MOST_ROWS = 400


@method_decorator(no_store, name="dispatch")
class ReviewList(View):
    """What waits for the reader's organisation, the neediest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        insist(may_review_any(request.user))
        return show_queue(request)


@require_POST
@no_store
def review_approve(request: HttpRequest) -> HttpResponse:
    """Approve what was chosen, or all that has no question: all of the click or nothing."""
    insist_on(request, click := posted(request.POST))
    if not click.is_button:
        return show_queue(request, click=click)
    if not click.seen:
        messages.warning(request, "没有选择任何一项。")
        return back(request)
    approve = approve_unquestioned if click.is_bulk else approve_revisions
    try:
        approved = approve(click.revisions, by=request.user, at=clock.now(), seen=click.seen)
    except StepError as error:
        return show_moved(request, click, error)
    messages.success(request, f"已通过{len(approved)}项，数据已发布。")
    return back(request)


@require_POST
@no_store
def review_return(request: HttpRequest) -> HttpResponse:
    """Send one back with a reason."""
    click, form = posted(request.POST), ReturnForm(request.POST)
    insist_on(request, click)
    if len(click.seen) != 1:
        messages.warning(request, "请选择一项要退回的数据。")
        return back(request)
    if not form.is_valid() and not has_moved(click.seen):
        return show_queue(request, click=click, form=form)
    try:
        returned = give_back(request, click, form)
    except StepError as error:
        return show_moved(request, click, error, form)
    messages.success(request, f"已退回{revision_name(returned)}，填报单位可看到退回原因。")
    return back(request)


def give_back(request: HttpRequest, click: Posted, form: ReturnForm) -> Revision:
    """Return the one of a click. Without a good reason it had moved before, so StepError."""
    (revision,) = click.revisions
    reason = form.cleaned_data.get("reason", "")
    return return_revision(revision, reason, by=request.user, at=clock.now(), seen=click.seen)


def insist_on(request: HttpRequest, click: Posted) -> None:
    """403 where the user may not decide one of a click; values sent along are kept on record."""
    insist(may_review_any(request.user))
    revisions = shown_revisions(click.seen)
    insist(all(may_decide(request.user, one) for one in revisions))
    if click.ignored:
        note_ignored_values(revisions, click.ignored, by=request.user, at=clock.now())


def show_moved(
    request: HttpRequest, click: Posted, error: StepError, form: ReturnForm | None = None
) -> HttpResponse:
    """Say that nothing of the click was done, which rows moved and how; what was chosen stays."""
    now = shown_revisions(click.seen)
    changed = {one.pk for one in getattr(error, "revisions", ())}
    moved = {one.pk for one in moved_on(click.seen, now)} or changed
    lines = moved_lines((one for one in now if one.pk in moved), click.seen)
    return show_queue(request, click=click, form=form, moved=lines, status=409)


def show_queue(
    request: HttpRequest,
    *,
    click: Posted | None = None,
    form: ReturnForm | None = None,
    moved: list[Moved] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, as it is or after a click that could not be done."""
    context = queue_context(request) | {
        "chosen": click.seen if click and not click.is_bulk and form is None else {},
        "returning": click.seen if click and form else {},
        "form": form,
        "moved": moved,
        "moved_pks": {one.pk for one in moved or ()},
    }
    return render(request, "strategy/review_list.html", context, status=status)


def queue_context(request: HttpRequest) -> dict:
    """What waits, as it is narrowed by the address."""
    filters = ReviewFilter(request.GET, reviewed_units(request.user), opened_months())
    queue = review_queue(request.user, clock.today(), filters.wanted, MOST_ROWS)
    return {"queue": queue, "filters": filters, "query": query_of(request)}


def back(request: HttpRequest) -> HttpResponse:
    """To the queue, listed as it was."""
    return redirect(f"{reverse('strategy:review_list')}{query_of(request)}")


def query_of(request: HttpRequest) -> str:
    """What narrows the list; the forms carry it on."""
    return f"?{request.GET.urlencode()}" if request.GET else ""
