"""What a person must do: the rows that the own unit still owes, those that wait for its review,
and what waits about matters and meetings.

The same rows are counted in the menu and listed on the page of work.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from strategy import clock
from strategy.models import Figure, LockException, ReportingMonth, Revision, Series, Status, User
from strategy.permissions import may_keep_sheet, may_review_any

from .matter_to_dos import matter_rows

STANDS_FOR = timedelta(days=31)
"""So long a returned correction, whose figure stays as it was, is shown to its unit."""


@dataclass(frozen=True, slots=True)
class ToDoCounts:
    """How many rows wait for a person; nothing for those who only read.

    `reviews` says whether anything is ever sent to the own unit. They stay as they are until
    something is written, the day ends, or `until`: the end of an exception from a lock.
    """

    to_report: int = 0
    to_review: int = 0
    matters: int = 0
    reviews: bool = field(default=False, compare=False)
    until: datetime | None = field(default=None, compare=False, repr=False)

    @property
    def total(self) -> int:
        return self.to_report + self.to_review + self.matters


@dataclass(frozen=True, slots=True)
class ReviewToDo:
    """How many rows wait for a person's review, and since when the oldest does."""

    count: int
    since: datetime | None


def to_do_counts(user: User, at: datetime) -> ToDoCounts:
    """The counts of the menu. One query for those who report or review, none for others."""
    if not may_review_any(user):
        return ToDoCounts()
    reviewed = Series.objects.filter(reviewer=user.organisation_id)
    parts = {"to_review": _number(to_review(user)), "reviews": Exists(reviewed)}
    matters = {
        f"matters_{n}": _number(rows) for n, rows in enumerate(matter_rows(user, clock.day_of(at)))
    }
    if may_keep_sheet(user, user.organisation):
        parts["unreported"] = _number(unreported(user, at))
        parts["sent_back"] = _number(returned_corrections(user, at))
        parts["until"] = Subquery(_exceptions(user, at).order_by("until").values("until")[:1])
    found = User.objects.filter(pk=user.pk).values(**parts, **matters).get()
    return ToDoCounts(
        to_report=found.get("unreported", 0) + found.get("sent_back", 0),
        to_review=found["to_review"],
        matters=sum(found[name] for name in matters),
        reviews=found["reviews"],
        until=found.get("until"),
    )


def review_to_do(user: User) -> ReviewToDo:
    """What waits for a person's review. One query."""
    return ReviewToDo(**to_review(user).aggregate(count=Count("pk"), since=Min("submitted_at")))


def unreported(user: User, at: datetime) -> QuerySet[Figure]:
    """Figures of a person that are owed and not handed in: blank, in draft, or sent back.

    A locked month asks for nothing more, except of an excepted unit and for what was sent back.
    """
    attempts = Revision.objects.filter(figure=OuterRef("pk"))
    in_open_month = Q(month__in=_open_months()) | Q(month__in=_excepted_months(user, at))
    return (
        Figure.objects.unpublished()
        .filter(kept_by(user, "series__"), series__organisation=user.organisation_id)
        .filter(in_open_month | Exists(attempts.filter(status=Status.RETURNED)))
        .exclude(Exists(attempts.filter(status=Status.SUBMITTED)))
    )


def returned_corrections(user: User, at: datetime) -> QuerySet[Revision]:
    """A person's corrections that were sent back of late and not handed in again."""
    return sent_back().filter(
        kept_by(user, "figure__series__"),
        figure__series__organisation=user.organisation_id,
        figure__published_at__isnull=False,
        decided_at__gte=stands_since(at),
    )


def stands_since(at: datetime) -> datetime:
    """Since when a returned correction is shown at a moment; the same all day."""
    return clock.end_of_day(clock.day_of(at)) - STANDS_FOR


def sent_back() -> QuerySet[Revision]:
    """Returned revisions after which nothing was handed in; a new draft may have been begun."""
    later = Revision.objects.filter(figure=OuterRef("figure"), number__gt=OuterRef("number"))
    return Revision.objects.filter(status=Status.RETURNED).exclude(
        Exists(later.exclude(status=Status.DRAFT))
    )


def to_review(user: User) -> QuerySet[Revision]:
    """Submitted revisions on which a person may decide: of own series, not submitted by oneself."""
    waiting = Revision.objects.undecided().filter(
        status=Status.SUBMITTED, figure__series__reviewer=user.organisation_id
    )
    return waiting.exclude(
        Q(submitted_by=user) | Q(submitted_for=user, submitted_for__isnull=False)
    )


def kept_by(user: User, series: str = "") -> Q:
    """The series at the end of the path that a person keeps, and those that nobody does."""
    return Q(**{f"{series}keeper__isnull": True}) | Q(**{f"{series}keeper": user.pk})


def _open_months() -> QuerySet:
    return ReportingMonth.objects.filter(locked_at__isnull=True).order_by().values("month")


def _excepted_months(user: User, at: datetime) -> QuerySet:
    return _exceptions(user, at).order_by().values("reporting_month__month")


def _exceptions(user: User, at: datetime) -> QuerySet[LockException]:
    return LockException.objects.active(at).filter(organisation=user.organisation_id)


def _number(rows: QuerySet) -> Subquery:
    """How many rows there are, as a part of another query."""
    count = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(how_many=count).values("how_many"))
