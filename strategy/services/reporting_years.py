"""Verbs: open_year."""

from datetime import datetime

from django.db import transaction

from strategy.models import ReportingYear, User
from strategy.permissions import insist, may_coordinate
from strategy.queries.reporting_years import year_plan

from .events import raise_page_counter, record_event


class YearError(Exception):
    """A year cannot be opened; the message says why in words for the screen."""


@transaction.atomic
def open_year(year: int, *, by: User, at: datetime) -> tuple[ReportingYear, bool]:
    """Open a year: its series and rules are carried over as they stand. Repeating adds nothing.

    Gives the year, and whether it is new. Raises YearError for a year further off than the next.
    """
    insist(may_coordinate(by))
    if year > at.year + 1:
        raise YearError(f"{year}年度尚早，只能开启到{at.year + 1}年度。")
    opened, is_new = ReportingYear.objects.get_or_create(
        year=year, defaults={"opened_at": at, "opened_by": by}
    )
    if is_new:
        plan = year_plan(year)
        counts = {
            "carried": plan.carried,
            "lapsing": len(plan.lapsing),
            "without_target": len(plan.without_target),
        }
        record_event("开启年度", opened, str(year), by=by, at=at, **counts)
        raise_page_counter()
    return opened, is_new
