"""Which months can be read, when each is due, and which one a board opens on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Exists, OuterRef, Q

from strategy import months
from strategy.models import ReportingMonth, Revision


@dataclass(frozen=True, slots=True)
class ReadableMonth:
    """An opened month; `is_published` once a figure of it is approved.

    `kind_dues` are the due moments of the kinds of units that have one of their own.
    """

    month: date
    due_at: datetime
    is_published: bool
    is_locked: bool
    kind_dues: tuple[tuple[str, datetime], ...] = ()

    def due_for(self, kind: str) -> datetime:
        """The due moment of units of a kind."""
        return dict(self.kind_dues).get(kind, self.due_at)

    @property
    def dues(self) -> tuple[datetime, ...]:
        """Every due moment of the month."""
        return (self.due_at, *(due_at for _, due_at in self.kind_dues))


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
    ).order_by("-month", "kind_dues__kind")
    paths = ("month", "due_at", "is_published", "locked_at", "kind_dues__kind", "kind_dues__due_at")
    groups = groupby(rows.values_list(*paths), key=lambda row: row[:4])
    return [_readable(common, lines, at) for common, lines in groups]


def opening_month(months: list[ReadableMonth]) -> date | None:
    """The latest month with a published figure, else the latest opened one."""
    published = [readable.month for readable in months if readable.is_published]
    return max(published or [readable.month for readable in months], default=None)


def _readable(common: tuple, lines: Iterable[tuple], at: datetime | None) -> ReadableMonth:
    """One month of its rows: a row for each kind with a due moment, or one without any."""
    month, due_at, is_published, locked_at = common
    kind_dues = tuple((kind, due) for *_, kind, due in lines if kind is not None)
    return ReadableMonth(month, due_at, is_published, _was_locked(locked_at, at), kind_dues)


def _was_locked(locked_at: datetime | None, at: datetime | None) -> bool:
    return locked_at is not None and (at is None or locked_at < at)
