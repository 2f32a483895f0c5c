"""What the headquarters' office must do: open and lock months, press for rows, set targets."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from strategy import months
from strategy.models import Figure, KindDue, ReportingMonth, Revision, Series, Status, Target

from .month_states import next_to_open


@dataclass(frozen=True, slots=True)
class OverdueMonth:
    """A month that is due and not locked: the units that owe rows of it, and how many."""

    month: date
    units: int
    rows: int


@dataclass(frozen=True, slots=True)
class OfficeToDos:
    """The work of the headquarters' office on a day; `to_open` is a month that has ended."""

    to_open: date | None
    to_lock: tuple[date, ...]
    overdue: tuple[OverdueMonth, ...]
    year: int
    without_target: int


def office_to_dos(on: date, at: datetime) -> OfficeToDos:
    """What is to be opened, locked, pressed for and planned. Four queries."""
    opened = ReportingMonth.objects.order_by().values_list("month", flat=True)
    ended = months.month_of(on) - timedelta(days=1)
    return OfficeToDos(
        to_open=next_to_open(opened, ended),
        to_lock=tuple(_due_months(at)),
        overdue=tuple(_overdue(at)),
        year=on.year,
        without_target=_without_target(on),
    )


def _due_months(at: datetime) -> QuerySet:
    """The months that are due for every kind of unit and not locked yet, oldest first."""
    unlocked = ReportingMonth.objects.filter(locked_at__isnull=True, due_at__lt=at)
    later = KindDue.objects.filter(reporting_month=OuterRef("pk"), due_at__gte=at)
    return unlocked.exclude(Exists(later)).order_by("month").values_list("month", flat=True)


def _overdue(at: datetime) -> list[OverdueMonth]:
    """The units whose rows of unlocked months are due and not handed in, by month."""
    kind = OuterRef(OuterRef("series__organisation__kind"))
    unlocked = ReportingMonth.objects.with_due_for(kind).filter(locked_at__isnull=True)
    due = unlocked.filter(month=OuterRef("month")).values("due")
    submitted = Revision.objects.filter(figure=OuterRef("pk"), status=Status.SUBMITTED)
    rows = (
        Figure.objects.unpublished()
        .order_by()
        .annotate(due=Subquery(due))
        .filter(~Exists(submitted), due__lt=at)
        .values_list("month")
        .annotate(units=Count("series__organisation", distinct=True), rows=Count("pk"))
    )
    return [OverdueMonth(*row) for row in sorted(rows)]


def _without_target(on: date) -> int:
    """How many lines of this month have no target of the year; totals may have one, too."""
    targets = Target.objects.filter(series=OuterRef("pk"), year=on.year)
    return Series.objects.active_in(months.month_of(on)).exclude(Exists(targets)).count()
