"""Verbs: open_month."""

from datetime import date, datetime

from django.db import transaction

from strategy.models import Figure, ReportingMonth, Series, TrackedItem, User
from strategy.permissions import insist, may_coordinate
from strategy.progress import January

from .assessments import restate
from .events import raise_page_counter, record_event


@transaction.atomic
def open_month(month: date, *, due_at: datetime, by: User, at: datetime) -> ReportingMonth:
    """Open a month: create the figures owed in it, and assess every item. Repeating adds nothing.

    January is not owed where the metric is exempt from it or reports it with February.
    """
    insist(may_coordinate(by))
    opened, is_new = ReportingMonth.objects.get_or_create(
        month=month, defaults={"due_at": due_at, "opened_at": at, "opened_by": by}
    )
    owed = _create_owed(month)
    restate(TrackedItem.objects.values_list("pk", flat=True), month, at=at)
    if is_new or owed:
        record_event("开放报告期", opened, f"{month:%Y-%m}", by=by, at=at, owed=owed)
    raise_page_counter()
    return opened


def _create_owed(month: date) -> int:
    series = Series.objects.active_in(month).typed().exclude(figures__month=month)
    if month.month == 1:
        series = series.filter(metric__january=January.REPORTED)
    owed = Figure.objects.bulk_create(
        [
            Figure(series=line, month=month, is_sample=line.is_sample)
            for line in series.select_related("item", "metric")
        ],
        batch_size=500,
    )
    return len(owed)
