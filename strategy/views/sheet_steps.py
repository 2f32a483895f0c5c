"""The steps of a sheet: submit, recall, zero. Each begins by keeping what is typed."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from strategy import clock
from strategy.models import StepError, User
from strategy.queries.sheet_rows import RowState, SheetRow
from strategy.queries.sheets import Sheet, colleagues_of
from strategy.services.figures import EntryError
from strategy.services.sheets import ZeroReport, report_zero
from strategy.services.submissions import (
    NOT_FILLED,
    CheckError,
    recall_revisions,
    submit_revisions,
)

from .caching import no_store
from .sheet_pages import address_of, open_sheet, show_sheet
from .sheet_posts import Posted, keep_posted
from .sheets import tell_kept, told_of

NOBODY = "没有这位受托的同事，请重新选择。"
NOTHING = "没有可上报的数据，请先填写。"
GONE = "所选数据已上报或已审核，不能再次上报。"
Step = Callable[[HttpRequest, Sheet, Posted], str]
"""What a button does with the sheet, once the typed rows are kept; it gives the message."""


def step_of_a_sheet(step: Step) -> Callable[..., HttpResponse]:
    """Make a step a view: keep what is typed, take the step, and where it cannot be, say why."""

    @require_POST
    @no_store
    def view(request: HttpRequest, month: date, organisation: str) -> HttpResponse:
        one = open_sheet(request, month, organisation)
        chosen = request.POST.getlist("row")
        posted = keep_posted(request.POST, one.rows, by=request.user, at=clock.now(), chosen=chosen)
        one = open_sheet(request, month, organisation)
        try:
            told = step(request, one, posted)
        except (EntryError, StepError) as error:
            return refuse(request, open_sheet(request, month, organisation), posted, error)
        return finish(request, one, posted, told)

    view.keeps_typed = "strategy:sheet_detail"
    view.__name__, view.__doc__ = step.__name__, step.__doc__
    return view


@step_of_a_sheet
def sheet_submit(request: HttpRequest, one: Sheet, posted: Posted) -> str:
    """Submit the marked rows, or all that are begun, or (scope=ready) all that are in order."""
    rows = rows_to_submit(request, one, posted)
    colleague = colleague_of(request)
    submit_revisions(
        [row.draft for row in rows],
        by=request.user,
        at=clock.now(),
        on_behalf_of=colleague,
        seen=seen_versions(request, rows, posted),
    )
    return submitted_words(rows, one, colleague)


@step_of_a_sheet
def sheet_recall(request: HttpRequest, one: Sheet, posted: Posted) -> str:
    """Take back the named row, or all that are under review."""
    wanted = request.POST.getlist("recall") or [row.code for row in one.rows]
    named = [row for row in one.rows if row.code in wanted and row.state == RowState.SUBMITTED]
    rows = [row for row in named if row.is_recallable] or named  # of which the verb says why not
    if not rows:
        raise StepError("没有可撤回的数据：可能已被审核，或已由同事撤回。")
    recall_revisions([row.draft for row in rows], by=request.user, at=clock.now())
    return f"已撤回{len(rows)}项，可以修改后重新上报。"


@step_of_a_sheet
def sheet_zero(request: HttpRequest, one: Sheet, posted: Posted) -> str:
    """零报告: what “nothing this month” is, in every unfilled row that can say it."""
    done = report_zero(one.organisation, one.month, by=request.user, at=clock.now())
    return zero_words(done)


def rows_to_submit(request: HttpRequest, one: Sheet, posted: Posted) -> list[SheetRow]:
    """The rows that are to be submitted. Raises EntryError or StepError where that cannot be."""
    marked = set(request.POST.getlist("row"))
    if request.POST.get("scope") == "ready":
        rows = [row for row in one.rows if row.is_ready and row.code not in posted.open_codes]
    elif marked:
        rows = [row for row in one.rows if row.code in marked and not row.is_handed_in]
        if not rows:
            raise StepError(GONE)
    else:
        rows = [row for row in one.rows if row.has_draft or row.code in posted.open_codes]
    if not rows:
        raise ChoiceError(NOTHING)
    refuse_unkept(rows, posted)
    return rows


def refuse_unkept(rows: list[SheetRow], posted: Posted) -> None:
    """Raise for rows whose text is not kept, and for rows without anything to submit."""
    problems = {
        row.figure.pk: "所填内容没有保存" if row.code in posted.open_codes else NOT_FILLED
        for row in rows
        if row.code in posted.open_codes or not row.has_draft
    }
    if problems:
        raise UnkeptError(problems)


class ChoiceError(EntryError):
    """What was chosen on the page is nothing that can be submitted, or nobody of the unit."""


class UnkeptError(CheckError):
    """Rows that cannot be submitted because nothing of them is kept; by the figure's pk."""


def seen_versions(
    request: HttpRequest, rows: list[SheetRow], posted: Posted
) -> dict[int, int | None]:
    """The version of each draft that was on the screen, or that has just been kept."""
    seen = {}
    for row in rows:
        sent = request.POST.get(f"{row.code}-version", "")
        is_kept = row.code in posted.forms and row.code not in posted.left
        seen[row.draft.pk] = row.version if is_kept or not sent.isdecimal() else int(sent)
    return seen


def colleague_of(request: HttpRequest) -> User | None:
    """In whose name the sheet is submitted. Raises ChoiceError for somebody else's colleague."""
    wanted = request.POST.get("on_behalf_of")
    if not wanted:
        return None
    for colleague in colleagues_of(request.user):
        if str(colleague.pk) == wanted:
            return colleague
    raise ChoiceError(NOBODY)


def refuse(request: HttpRequest, one: Sheet, posted: Posted, error: Exception) -> HttpResponse:
    """The page again with all that was typed, the reason above and at the rows that it names."""
    problems = problems_of(one, error) if isinstance(error, CheckError) else {}
    kept = f"（填写的内容已保存{posted.kept.changed}项）" if posted.kept.changed else ""
    is_wrong = isinstance(error, CheckError | ChoiceError)
    status = 422 if is_wrong and posted.status != 409 else 409
    return show_sheet(
        request, one, posted, problems=problems, refusal=f"{error}{kept}", status=status
    )


def problems_of(one: Sheet, error: CheckError) -> dict[str, str]:
    """The sentences of an error by the codes of the rows."""
    if isinstance(error, UnkeptError):
        keys = {row.figure.pk: row.code for row in one.rows}
    else:
        keys = {row.draft.pk: row.code for row in one.rows if row.draft}
    return {keys[pk]: words for pk, words in error.problems.items() if pk in keys}


def finish(request: HttpRequest, one: Sheet, posted: Posted, told: str) -> HttpResponse:
    """Say what was done and go on; where other rows were not kept, show those."""
    messages.success(request, told)
    if not posted.open_codes:
        tell_kept(request, posted)
        return redirect(address_of(one.organisation, one.month))
    fresh = open_sheet(request, one.month, one.organisation.code)
    return show_sheet(request, fresh, posted, refusal=told_of(posted), status=posted.status)


def submitted_words(rows: list[SheetRow], one: Sheet, colleague: User | None) -> str:
    """What was submitted, in whose name, and what is left."""
    name = f"受{colleague.name}委托，" if colleague else ""
    left = sum(not row.is_handed_in for row in one.rows) - len(rows)
    rest = f"还有{left}项没有上报" if left else "本月应报数据已全部上报"
    return f"{name}已上报{len(rows)}项，等待审核；{rest}。"


def zero_words(done: ZeroReport) -> str:
    """What a 零报告 has filled and what it has left."""
    if not (done.flows or done.to_dates):
        return f"没有可按零报告填写的数据；{left_words(done.left)}"
    filled = f"本月数填0的{done.flows}项，累计数按上月止累计填写的{done.to_dates}项"
    return f"零报告已填为草稿：{filled}；{left_words(done.left)}"


def left_words(left: int) -> str:
    return f"时点数、位次等{left}项未填，请逐项填写。" if left else "没有其他未填的数据。"
