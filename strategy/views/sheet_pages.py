"""Opening a sheet for those who keep it, and showing it."""

from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from strategy import clock
from strategy.forms.sheet_cells import Cells, kept_cells
from strategy.models import Organisation, ReportingMonth
from strategy.permissions import insist, may_keep_sheet
from strategy.queries.notices import notices_for
from strategy.queries.sheets import Sheet, colleagues_of, phone_of, sheet
from strategy.wording.due_rules import estimate_note

from .sheet_posts import Posted


def own_organisation(request: HttpRequest, code: str) -> Organisation:
    """The unit, for its own staff. Raises Http404 or PermissionDenied."""
    organisation = get_object_or_404(Organisation, code=code)
    insist(may_keep_sheet(request.user, organisation))
    return organisation


def open_sheet(request: HttpRequest, month: date, organisation: str) -> Sheet:
    """The sheet as it stands, for the staff of its unit. Raises Http404 or PermissionDenied."""
    unit = own_organisation(request, organisation)
    try:
        return sheet(unit, month, clock.now())
    except ReportingMonth.DoesNotExist as error:
        raise Http404 from error


def address_of(organisation: Organisation, month: date) -> str:
    """The sheet's own page."""
    return reverse("strategy:sheet_detail", args=[month, organisation.code])


def show_sheet(
    request: HttpRequest,
    one: Sheet,
    posted: Posted | None = None,
    *,
    problems: Mapping[str, str] | None = None,
    status: int = 200,
    **told,
) -> HttpResponse:
    """The page; `problems` has a sentence for rows (by code) that were not submitted.

    `told` may have `refusal`, what could not be done, and `is_restored`.
    """
    cells = cells_of(one, posted or Posted({}), problems or {}, request.POST)
    context = context_of(one, cells) | people_of(request)
    nothing = {"refusal": "", "is_restored": False}
    return render(request, "strategy/sheet_detail.html", context | nothing | told, status=status)


def context_of(one: Sheet, cells: dict[str, Cells]) -> dict:
    """What the page shows of the sheet."""
    return {
        "sheet": one,
        "groups": [(title, [cells[row.code] for row in rows]) for title, rows in one.groups],
        "counts": counts_of(one, cells.values()),
        "address": address_of(one.organisation, one.month),
        "due_note": estimate_note([one.due_at]),
    }


def people_of(request: HttpRequest) -> dict:
    """What the page says to the person who fills it in, and of that person."""
    return {
        "notices": notices_for(request.user, clock.today()),
        "colleagues": colleagues_of(request.user),
        "phone": phone_of(request.user),
    }


def cells_of(
    one: Sheet, posted: Posted, problems: Mapping[str, str], data: QueryDict
) -> dict[str, Cells]:
    """The rows of the page by their codes, with what was typed and what is said to it."""
    chosen = set(data.getlist("row"))
    cells = {}
    for row in one.rows:
        said = {"is_chosen": row.code in chosen}
        if row.code in problems:
            said["problem"] = f"未上报：{problems[row.code]}。"
        cells[row.code] = posted.cells(row, **said) if posted.forms else kept_cells(row, **said)
    return cells


def counts_of(one: Sheet, cells) -> dict[str, int]:
    """How many rows are owed, filled, wrong, asked about, sent back, blank and so on."""
    cells = list(cells)
    return {
        "owed": len(one.rows),
        "filled": one.count("is_filled"),
        "blank": len(one.rows) - one.count("is_filled"),
        "wrong": sum(one.is_wrong for one in cells),
        "asked": sum(one.must_explain for one in cells),
        "explained": sum(one.is_explained for one in cells),
        "returned": sum(one.is_returned for one in cells),
        "ready": one.count("is_ready"),
        "recallable": one.count("is_recallable"),
        "open": one.count("is_open"),
        "drafts": one.count("has_draft"),
    }
