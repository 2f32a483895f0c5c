"""Who has reported: owed figures, by organisation and month, on time or late, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q, QuerySet

from strategy.models import Figure, Source, Status
from strategy.models.revisions import HANDED_IN

from .reporting_months import ReadableMonth, Reading, over_before


@dataclass(frozen=True, slots=True)
class Completeness:
    """Owed figures of an organisation in a month, or of several added up.

    `reported` are submitted or approved, `late` of them after the due moment (迟报); what is owed
    and not reported is `overdue` (逾期) once that is over; `samples` of the owed are 示例.
    """

    owed: int = 0
    reported: int = 0
    late: int = 0
    overdue: int = 0
    samples: int = 0

    def __add__(self, other: "Completeness") -> "Completeness":
        return Completeness(
            self.owed + other.owed,
            self.reported + other.reported,
            self.late + other.late,
            self.overdue + other.overdue,
            self.samples + other.samples,
        )

    @property
    def is_complete(self) -> bool:
        return self.reported == self.owed

    @property
    def is_sample(self) -> bool:
        """Whether sample figures are among those counted."""
        return self.samples > 0


@dataclass(frozen=True, slots=True)
class ReportingUnit:
    """An organisation that owes figures."""

    code: str
    name: str
    position: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """When the figure of a series was reported and approved; None is not yet.

    One that was copied from a public source says nothing about when its unit reported. `kind` is
    that of the unit, which may have a due moment of its own.
    """

    reported_at: datetime | None
    approved_at: datetime | None
    is_copied: bool = False
    kind: str = ""

    def is_late(self, due_at: datetime | None) -> bool:
        """迟报: reported, but after the due moment."""
        if self.is_copied or self.reported_at is None or due_at is None:
            return False
        return self.reported_at > due_at


def completeness_by_month(
    reading: Reading, months: Iterable[ReadableMonth]
) -> dict[ReportingUnit, dict[date, Completeness]]:
    """Who has reported how much in each of some months, units in official order. One query."""
    opened = {one.month: one for one in months}
    found: dict[ReportingUnit, dict[date, Completeness]] = {}
    for month, *names, owed, there, on_time, samples in _counts(reading, opened):
        unit = ReportingUnit(*names)
        overdue = owed - there if is_over(opened[month].due_for(unit.kind), reading) else 0
        counts = Completeness(owed, there, there - on_time, overdue, samples)
        found.setdefault(unit, {})[month] = counts
    return dict(sorted(found.items(), key=lambda pair: (pair[0].position, pair[0].code)))


PUBLIC = [Source.Kind.SEED, Source.Kind.REPORT, Source.Kind.DOCUMENT]
KIND_PATH = "series__organisation__kind"
UNIT_PATHS = (
    "series__organisation__code",
    "series__organisation__short_name",
    "series__organisation__position",
    KIND_PATH,
)


def filings(month: date, at: datetime | None) -> dict[str, Filing]:
    """The owed figures of a month by their series' code, and how far each has come. One query."""
    rows = (
        Figure.objects.order_by()
        .filter(month=month)
        .values_list("series__code", KIND_PATH)
        .annotate(
            reported_at=Min("revisions__submitted_at", filter=reported(at)),
            approved_at=Min("revisions__decided_at", filter=approved(at)),
            copied=Count("pk", filter=reported(at) & copied()),
        )
    )
    return {
        code: Filing(*moments, is_copied=number > 0, kind=kind or "")
        for code, kind, *moments, number in rows
    }


def reported(at: datetime | None) -> Q:
    """A revision that stood submitted or approved just before a moment; None means now.

    One that was sent back since counts until then; one that was withdrawn does not count.
    """
    if at is None:
        return Q(revisions__status__in=HANDED_IN)
    returned = Q(revisions__status=Status.RETURNED, revisions__decided_at__lt=at)
    return Q(revisions__submitted_at__lt=at) & ~returned


def approved(at: datetime | None) -> Q:
    """A revision that was approved before a moment; None means now."""
    found = Q(revisions__status=Status.APPROVED)
    return found if at is None else found & Q(revisions__decided_at__lt=at)


def copied() -> Q:
    """A revision that was typed off a public source, not reported by its unit."""
    return Q(revisions__source__kind__in=PUBLIC)


def is_over(due_at: datetime, reading: Reading) -> bool:
    """Whether a due moment is over for a page."""
    return due_at < over_before(reading.today, reading.at)


def _counts(reading: Reading, opened: dict[date, ReadableMonth]) -> QuerySet:
    there = reported(reading.at)
    return (
        Figure.objects.order_by()
        .filter(month__in=opened, series__organisation__isnull=False)
        .values_list("month", *UNIT_PATHS)
        .annotate(
            owed=Count("pk", distinct=True),
            there=Count("pk", distinct=True, filter=there),
            on_time=Count("pk", distinct=True, filter=there & _on_time(opened.values())),
            samples=Count("pk", distinct=True, filter=Q(is_sample=True)),
        )
    )


def _on_time(months: Iterable[ReadableMonth]) -> Q:
    """A revision that was submitted before its unit's own due moment, or copied."""
    found = copied()
    for one in months:
        in_month, own = Q(month=one.month), [kind for kind, _ in one.kind_dues]
        found |= in_month & ~Q(**{f"{KIND_PATH}__in": own}) & _submitted_by(one.due_at)
        for kind in own:
            found |= in_month & Q(**{KIND_PATH: kind}) & _submitted_by(one.due_for(kind))
    return found


def _submitted_by(due_at: datetime) -> Q:
    return Q(revisions__submitted_at__lte=due_at)
