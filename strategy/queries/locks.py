"""Which figures a lock keeps from being reported, and which units are excepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from strategy import clock
from strategy.models import Figure, LockException, ReportingMonth

ASK_OFFICE = "如需补报，请联系指挥部办公室批准"


def may_begin(*, is_locked: bool, has_attempt: bool) -> bool:
    """Whether a figure may be typed: once locked only one tried before, and that as a correction.

    `has_attempt` tells whether a revision before the one to be typed was ever decided on.
    """
    return has_attempt or not is_locked


@dataclass(frozen=True, slots=True)
class Locks:
    """The locked ones of some months, and the (month, organisation pk) that are excepted."""

    months: frozenset[date]
    exceptions: frozenset[tuple[date, int]]

    def holds(self, month: date, organisation: int | None) -> bool:
        """Whether a month is locked for an organisation (pk)."""
        return month in self.months and (month, organisation) not in self.exceptions

    def holds_figure(self, figure: Figure) -> bool:
        """Whether a figure's month is locked for the organisation that reports it."""
        return self.holds(figure.month, figure.series.organisation_id)


def locks_of(months: Iterable[date], at: datetime, *, hold: bool = False) -> Locks:
    """The locks of some months at a moment. Two queries, one where nothing is locked.

    With `hold` the months are read under a lock, so that none is locked while figures of it are
    being submitted; to be called inside a transaction.
    """
    rows = ReportingMonth.objects.filter(month__in=set(months)).order_by("month")
    if hold:
        rows = rows.select_for_update(no_key=True)
    locked = frozenset(month.month for month in rows if month.is_locked)
    if not locked:
        return Locks(locked, frozenset())
    active = LockException.objects.active(at).filter(reporting_month__month__in=locked)
    pairs = active.order_by().values_list("reporting_month__month", "organisation")
    return Locks(locked, frozenset(pairs))


def exceptions_on(months: Iterable[date], day: date) -> dict[date, list[LockException]]:
    """The exceptions of some months that hold on a day or some hours of it. One query."""
    start, end = clock.end_of_day(day - timedelta(days=1)), clock.end_of_day(day)
    not_ended = Q(ended_at__isnull=True) | Q(ended_at__gte=end)
    rows = LockException.objects.filter(
        not_ended, reporting_month__month__in=list(months), granted_at__lt=end, until__gt=start
    )
    found: dict[date, list[LockException]] = {}
    for row in rows.select_related("reporting_month", "organisation").order_by("until", "pk"):
        found.setdefault(row.reporting_month.month, []).append(row)
    return found
