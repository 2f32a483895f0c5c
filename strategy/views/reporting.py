"""The page of work 填报: what I owe, what came back, what is on its way."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from strategy import clock
from strategy.models import User
from strategy.permissions import insist, may_coordinate, may_keep_sheet, may_review_any
from strategy.queries.matter_to_dos import matter_to_dos
from strategy.queries.notices import notices_for
from strategy.queries.office_to_dos import office_to_dos
from strategy.queries.to_dos import review_to_do
from strategy.queries.unit_to_dos import shares_its_rows, unit_to_dos
from strategy.wording.due_rules import estimate_note
from strategy.wording.matter_to_dos import to_do_sentence
from strategy.wording.to_dos import Moments

from .caching import no_store

WHOLE = "all"


@require_safe
@no_store
def reporting_home(request: HttpRequest) -> HttpResponse:
    """What waits for the reader: rows, matters and, for the office, months to keep."""
    user, at, today = request.user, clock.now(), clock.today()
    insist(may_review_any(user))
    context = {
        "unit": None,
        "office": office_to_dos(today, at) if may_coordinate(user) else None,
        "matters": [(one, to_do_sentence(one, today)) for one in matter_to_dos(user, today)],
        "review": review_to_do(user),
        "notices": notices_for(user, today),
        "moments": Moments(at),
    }
    if may_keep_sheet(user, user.organisation):
        context |= unit_context(user, at, asks_whole=request.GET.get("rows") == WHOLE)
    return render(request, "strategy/reporting_home.html", context)


def unit_context(user: User, at: datetime, *, asks_whole: bool) -> dict:
    """The rows that the reader keeps, or those of the unit; where nobody else keeps any, all."""
    is_shared = shares_its_rows(user)
    whole = asks_whole or not is_shared
    tabs = [("我经办的", "?", not whole), ("全单位", f"?rows={WHOLE}", whole)]
    unit = unit_to_dos(user, at, whole=whole)
    return {
        "unit": unit,
        "due_note": estimate_note(one.open.due_at for one in unit.months),
        "tabs": tabs if is_shared else [],
        "is_whole": whole,
    }
