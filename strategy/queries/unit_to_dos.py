"""The page of work of a unit: what it owes by month, what came back, what is on its way."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, OuterRef, Q, Subquery, When

from strategy.models import (
    Batch,
    Figure,
    LockException,
    ReportingMonth,
    Revision,
    Status,
    User,
)

from .batches import batches_of
from .to_dos import kept_by, sent_back, stands_since

MOST_BATCHES = 5


@dataclass(frozen=True, slots=True)
class OpenMonth:
    """A month that a unit may report; `until` where it is locked and the unit is excepted."""

    month: date
    due_at: datetime
    until: datetime | None

    @property
    def ends_at(self) -> datetime:
        """Until when rows can still be reported in time, or at all."""
        return self.until or self.due_at


@dataclass(frozen=True, slots=True)
class MonthDuty:
    """What a unit owes of an open month: every owed row is counted once."""

    open: OpenMonth
    owed: int
    blank: int
    drafts: int
    returned: int
    submitted: int
    approved: int

    @property
    def unreported(self) -> int:
        return self.blank + self.drafts + self.returned

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do, neither here nor for the reviewers."""
        return self.approved == self.owed


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A revision that is under way or was sent back, with what its unit must know of it."""

    figure: int
    series: str
    item: str
    metric: str
    month: date
    published_at: datetime | None
    status: Status
    is_sample: bool
    reason: str
    return_reason: str
    keeper: str | None
    reviewer: str
    entered_at: datetime
    entered_by: str
    submitted_at: datetime | None
    decided_at: datetime | None
    decided_by: str | None

    @property
    def is_correction(self) -> bool:
        """Whether a published figure is to be corrected by it."""
        return self.published_at is not None

    @property
    def is_returned(self) -> bool:
        return self.status == Status.RETURNED

    @property
    def moment(self) -> datetime:
        """When its last step was taken."""
        return self.decided_at or self.submitted_at or self.entered_at


@dataclass(frozen=True, slots=True)
class Waiting:
    """Rows of a month that wait for one reviewing unit, the oldest since a moment."""

    month: date
    reviewer: str
    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class UnitToDos:
    """The work of a unit, or of what one of its staff keeps."""

    months: tuple[MonthDuty, ...]
    returned: tuple[OpenRow, ...]
    waiting: tuple[Waiting, ...]
    corrections: tuple[OpenRow, ...]
    batches: tuple[Batch, ...]


def unit_to_dos(user: User, at: datetime, *, whole: bool) -> UnitToDos:
    """The work of a person, or of the whole unit. Five queries for any number of rows."""
    kept = Q() if whole else kept_by(user, "series__")
    opened = open_months(user, at)
    found = _open_rows(user, at, whole=whole)
    first = [one for one in found if not one.is_correction]
    return UnitToDos(
        months=_duties(_counts(user, opened, kept), opened, first),
        returned=tuple(one for one in found if one.is_returned),
        waiting=_waiting(first),
        corrections=tuple(one for one in found if one.is_correction and not one.is_returned),
        batches=tuple(batches_of(user.organisation)[:MOST_BATCHES]),
    )


def shares_its_rows(user: User) -> bool:
    """Whether colleagues keep rows of the unit, so that one's own are fewer than all. One query."""
    lines = user.organisation.reported_series.filter(keeper__isnull=False)
    return lines.exclude(keeper=user.pk).exists()


def open_months(user: User, at: datetime) -> list[OpenMonth]:
    """The months that a unit may report now, with its own due moments, oldest first. One query."""
    excepted = (
        LockException.objects.active(at)
        .filter(reporting_month=OuterRef("pk"), organisation=user.organisation_id)
        .order_by("-until")
        .values("until")[:1]
    )
    rows = (
        ReportingMonth.objects.with_due_for(user.organisation.kind)
        .annotate(until=Subquery(excepted))
        .filter(Q(locked_at__isnull=True) | Q(until__isnull=False))
        .order_by("month")
    )
    return [
        OpenMonth(month, due_at, until if locked_at else None)
        for month, due_at, locked_at, until in rows.values_list(
            "month", "due", "locked_at", "until"
        )
    ]


def _counts(user: User, opened: list[OpenMonth], kept: Q) -> dict[date, tuple[int, int]]:
    """How many rows are owed and approved by month."""
    figures = Figure.objects.order_by().filter(
        kept, series__organisation=user.organisation_id, month__in=[one.month for one in opened]
    )
    rows = figures.values_list("month").annotate(
        owed=Count("pk"), approved=Count("pk", filter=Q(published_at__isnull=False))
    )
    return {month: (owed, approved) for month, owed, approved in rows}


def _duties(
    counts: dict[date, tuple[int, int]], opened: list[OpenMonth], first: list[OpenRow]
) -> tuple[MonthDuty, ...]:
    """The months with something to do, and the newest in any case."""
    steps = _steps(first)
    duties = []
    for one in opened:
        owed, approved = counts.get(one.month, (0, 0))
        parts = [steps[one.month, status] for status in STEPS]
        blank = owed - approved - sum(parts)
        duties.append(MonthDuty(one, owed, blank, *parts, approved))
    return tuple(one for one in duties if one.owed and (not one.is_over or one is duties[-1]))


STEPS = (Status.DRAFT, Status.RETURNED, Status.SUBMITTED)


def _steps(first: list[OpenRow]) -> Counter:
    """How many rows of each month are at each step; one sent back stays so while it is redone."""
    back = {one.figure for one in first if one.is_returned}
    return Counter(
        (one.month, one.status) for one in first if one.is_returned or one.figure not in back
    )


def _open_rows(user: User, at: datetime, *, whole: bool) -> list[OpenRow]:
    """What is under way or was sent back, the person's own rows first, then by month."""
    filled = Q(value__isnull=False) | Q(not_applicable=True)
    standing = Q(figure__published_at__isnull=True) | Q(decided_at__gte=stands_since(at))
    rows = Revision.objects.filter(
        Q(filled, decided_at__isnull=True) | Q(pk__in=sent_back().filter(standing).values("pk")),
        Q() if whole else kept_by(user, "figure__series__"),
        figure__series__organisation=user.organisation_id,
    )
    own_first = Case(When(figure__series__keeper=user.pk, then=0), default=1)
    ordered = rows.order_by(own_first, "figure__month", "figure__series__code", "number")
    return [OpenRow(*row) for row in ordered.values_list(*OPEN_ROW)]


OPEN_ROW = (
    "figure",
    "figure__series__code",
    "figure__series__item__name",
    "figure__series__metric__name",
    "figure__month",
    "figure__published_at",
    "status",
    "is_sample",
    "reason",
    "return_reason",
    "figure__series__keeper__name",
    "figure__series__reviewer__short_name",
    "entered_at",
    "entered_by__name",
    "submitted_at",
    "decided_at",
    "decided_by__name",
)


def _waiting(first: list[OpenRow]) -> tuple[Waiting, ...]:
    """What others have to review, by month and reviewing unit."""
    groups: dict[tuple[date, str], list[datetime]] = {}
    for one in first:
        if one.submitted_at and not one.is_returned:
            groups.setdefault((one.month, one.reviewer), []).append(one.submitted_at)
    return tuple(
        Waiting(month, reviewer, len(moments), min(moments))
        for (month, reviewer), moments in sorted(groups.items())
    )
