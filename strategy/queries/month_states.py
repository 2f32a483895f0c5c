"""How far the opened months have come, and which one is opened next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from strategy import months
from strategy.models import Figure, Organisation, ReportingMonth
from strategy.models.revisions import HANDED_IN


@dataclass(frozen=True, slots=True)
class KindMoment:
    """When units are due; `label` is empty for everybody, else the kind that differs."""

    label: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class MonthState:
    """An opened month: its due moments, and how many of its owed figures have come how far."""

    month: ReportingMonth
    dues: tuple[KindMoment, ...]
    owed: int = 0
    reported: int = 0
    approved: int = 0

    @property
    def unreported(self) -> int:
        return self.owed - self.reported

    @property
    def waiting(self) -> int:
        """Reported, and neither approved nor returned."""
        return self.reported - self.approved


def month_states(rows: Iterable[ReportingMonth] | None = None) -> list[MonthState]:
    """The state of all opened months, newest first, or of some. Three queries."""
    opened = ReportingMonth.objects.all() if rows is None else rows
    if rows is None:
        opened = opened.select_related("opened_by", "locked_by").prefetch_related("kind_dues")
    opened = list(opened)
    counts = _counts([one.month for one in opened])
    return [MonthState(one, kind_moments(one), *counts.get(one.month, ())) for one in opened]


def kind_moments(opened: ReportingMonth) -> tuple[KindMoment, ...]:
    """The due moments of a month, everybody's first."""
    own = [KindMoment(one.get_kind_display(), one.due_at) for one in opened.kind_dues.all()]
    return (KindMoment("", opened.due_at), *own)


def moments_of(dues: dict[str, datetime]) -> tuple[KindMoment, ...]:
    """Due moments by kind as they are shown, everybody's first."""
    names = dict(Organisation.Kind.choices)
    return tuple(KindMoment(names.get(kind, ""), due_at) for kind, due_at in sorted(dues.items()))


def next_to_open(opened: Iterable[date], today: date) -> date | None:
    """The month after the last opened one, or the one before this; None if it has not begun."""
    last = max(opened, default=None)
    this = months.month_of(today)
    wanted = months.next_month(last) if last else months.previous_month(this)
    return wanted if wanted <= this else None


def _counts(wanted: list[date]) -> dict[date, tuple[int, int, int]]:
    is_reported = Q(revisions__status__in=HANDED_IN)
    rows = (
        Figure.objects.order_by()
        .filter(month__in=wanted)
        .values_list("month")
        .annotate(
            Count("pk", distinct=True),
            reported=Count("pk", distinct=True, filter=is_reported),
            approved=Count("pk", distinct=True, filter=Q(published_at__isnull=False)),
        )
    )
    return {month: tuple(counts) for month, *counts in rows}
