"""Which months can be read, when each is due, and which one a board opens on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet

from strategy import clock, months
from strategy.models import Figure, ReportingMonth, Revision
from strategy.models.reporting_months import due_of


@dataclass(frozen=True, slots=True)
class ReadableMonth:
    """An opened month; `is_published` once a figure of it is approved, `is_complete` once all are.

    `kind_dues` are the due moments of the kinds of units that have one of their own.
    """

    month: date
    due_at: datetime
    is_published: bool
    is_locked: bool
    is_complete: bool
    kind_dues: tuple[tuple[str, datetime], ...] = ()

    def due_for(self, kind: str) -> datetime:
        """The due moment of units of a kind."""
        return due_of(kind, self.due_at, self.kind_dues)

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


def over_before(today: date, at: datetime | None) -> datetime:
    """The moment up to which due moments are over for a page of `today`, or as known before `at`.

    A page of today counts whole days, so that it stays the same until something is reported.
    """
    return at or clock.end_of_day(today - timedelta(days=1))


def readable_months(at: datetime | None) -> list[ReadableMonth]:
    """The months opened before a moment (None is now), newest first. One query."""
    months = ReportingMonth.objects.all()
    if at is not None:
        months = months.filter(Q(opened_at__isnull=True) | Q(opened_at__lt=at))
    approved = Revision.objects.approved().decided_before(at)
    awaited = Figure.objects.unpublished() if at is None else _awaited(approved)
    rows = months.annotate(
        is_published=Exists(approved.filter(figure__month=OuterRef("month"))),
        is_awaited=Exists(awaited.filter(month=OuterRef("month"))),
    ).order_by("-month", "kind_dues__kind")
    common = ("month", "due_at", "is_published", "is_awaited", "locked_at")
    paths = (*common, "kind_dues__kind", "kind_dues__due_at")
    groups = groupby(rows.values_list(*paths), key=lambda row: row[: len(common)])
    return [_readable(common, lines, at) for common, lines in groups]


def opening_month(months: list[ReadableMonth], over: datetime) -> date | None:
    """The latest month with a published figure that is complete or was due before `over`.

    A month under way, of which some figures are approved, would show a board of 未报 until it is
    due. Where no month is so far, the latest published one, else the latest opened one.
    """
    published = [one for one in months if one.is_published]
    settled = [one for one in published if one.is_complete or max(one.dues) < over]
    return max((one.month for one in settled or published or months), default=None)


def _readable(common: tuple, lines: Iterable[tuple], at: datetime | None) -> ReadableMonth:
    """One month of its rows: a row for each kind with a due moment, or one without any."""
    month, due_at, is_published, is_awaited, locked_at = common
    kind_dues = tuple((kind, due) for *_, kind, due in lines if kind is not None)
    is_locked = _was_locked(locked_at, at)
    return ReadableMonth(month, due_at, is_published, is_locked, not is_awaited, kind_dues)


def _awaited(approved: QuerySet[Revision]) -> QuerySet[Figure]:
    """The figures of which none of these revisions is one."""
    return Figure.objects.exclude(Exists(approved.filter(figure=OuterRef("pk"))))


def _was_locked(locked_at: datetime | None, at: datetime | None) -> bool:
    return locked_at is not None and (at is None or locked_at < at)
