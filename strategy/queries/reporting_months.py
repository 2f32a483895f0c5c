"""Which months can be read, and which one a board opens on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from strategy import months
from strategy.models import ReportingMonth, Revision


@dataclass(frozen=True, slots=True)
class ReadableMonth:
    """An opened month; `is_published` once a figure of it is approved."""

    month: date
    due_at: datetime
    is_published: bool
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page shows: a month, as it was known on a day.

    `at` is None when the page shows what is known now; else the moment just after `asof`.
    """

    month: date
    months: tuple[ReadableMonth, ...]
    today: date
    asof: date | None
    at: datetime | None

    @property
    def on(self) -> date:
        """The day as of which the page is read."""
        return self.asof or self.today

    @property
    def query(self) -> str:
        """What links carry on: the month and, where it is not today, the day."""
        return self.query_in(self.month)

    def query_in(self, month: date) -> str:
        """What links to another month carry on: the day stays."""
        asof = f"&asof={self.asof:%Y-%m-%d}" if self.asof else ""
        return f"month={months.code(month)}{asof}"


def readable_months(at: datetime | None) -> list[ReadableMonth]:
    """The months opened before a moment (None is now), newest first. One query."""
    months = ReportingMonth.objects.all()
    if at is not None:
        months = months.filter(Q(opened_at__isnull=True) | Q(opened_at__lt=at))
    approved = Revision.objects.approved().decided_before(at)
    rows = months.annotate(
        is_published=Exists(approved.filter(figure__month=OuterRef("month")))
    ).values_list("month", "due_at", "is_published", "locked_at")
    return [
        ReadableMonth(month, due_at, is_published, _was_locked(locked_at, at))
        for month, due_at, is_published, locked_at in rows
    ]


def opening_month(months: list[ReadableMonth]) -> date | None:
    """The latest month with a published figure, else the latest opened one."""
    published = [readable.month for readable in months if readable.is_published]
    return max(published or [readable.month for readable in months], default=None)


def _was_locked(locked_at: datetime | None, at: datetime | None) -> bool:
    return locked_at is not None and (at is None or locked_at < at)
