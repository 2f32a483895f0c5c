"""Verbs: open_month, lock_month, change_due."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q

from strategy import clock, months
from strategy.models import (
    Figure,
    KindDue,
    Organisation,
    ReportingMonth,
    Series,
    Status,
    TrackedItem,
    User,
)
from strategy.models.revisions import HANDED_IN
from strategy.permissions import insist, may_coordinate
from strategy.progress import January
from strategy.queries.due_rules import dues_by_rule

from .assessments import restate
from .events import raise_page_counter, record_event


class MonthError(Exception):
    """A month cannot be opened or locked; the message says why in words for the screen."""


class FutureMonthError(MonthError):
    """The month has not begun."""


class NoDueRuleError(MonthError):
    """No rule says when the month is due."""


class NotOpenedError(MonthError):
    """The month was never opened."""


class LockedError(MonthError):
    """The month is locked already."""


class NotLockedError(MonthError):
    """The month is not locked."""


class DueError(MonthError):
    """The new due moment or its reason will not do."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening a month has done: whether it was new, and how many figures are owed anew."""

    month: ReportingMonth
    is_new: bool
    owed: int

    @property
    def is_changed(self) -> bool:
        return self.is_new or self.owed > 0


@dataclass(frozen=True, slots=True)
class Locking:
    """A month that was locked with so many figures not reported, and so many under review.

    `reopened` counts what was opened again since its figures were still bad.
    """

    month: ReportingMonth
    unreported: int
    waiting: int
    reopened: int = 0


@transaction.atomic
def open_month(month: date, *, by: User, at: datetime, due_at: datetime | None = None) -> Opening:
    """Open a month: create the figures owed in it, and assess every item. Repeating adds nothing.

    It is due when the rules in force say, or all units at `due_at`. January is not owed where the
    metric is exempt from it or reports it with February. A month that is locked is left alone.
    Raises FutureMonthError and NoDueRuleError.
    """
    insist(may_coordinate(by))
    if month > clock.day_of(at):
        raise FutureMonthError(f"{months.label(month)}尚未开始，不能开放。")
    opened, is_new = _open(month, due_at, by=by, at=at)
    owed = 0 if opened.is_locked else _create_owed(month)
    if is_new or owed:
        restate(TrackedItem.objects.values_list("pk", flat=True), month, at=at)
        record_event("开放报告期", opened, months.code(month), by=by, at=at, owed=owed)
        raise_page_counter()
    return Opening(opened, is_new, owed)


@transaction.atomic
def lock_month(month: date, *, by: User, at: datetime) -> Locking:
    """Lock a month: from now on only corrections, and units that are excepted, go in.

    Raises NotOpenedError, and LockedError if it is locked already.
    """
    insist(may_coordinate(by))
    opened = hold_month(month)
    if opened.is_locked:
        raise LockedError(f"{opened}已锁定，无需再次操作。")
    opened.locked_at, opened.locked_by = at, by
    opened.save(update_fields=["locked_at", "locked_by"])
    unreported, waiting = _left_open(month)
    counts = {"unreported": unreported, "waiting": waiting}
    record_event("锁定报告期", opened, months.code(month), by=by, at=at, **counts)
    raise_page_counter()
    return Locking(opened, unreported, waiting)


@transaction.atomic
def change_due(
    month: date, due_at: datetime, *, reason: str, by: User, at: datetime, kind: str = ""
) -> ReportingMonth:
    """Move the due moment of an opened month, of all units or of one kind, for a reason.

    What is late is told from the moment that holds now. Raises NotOpenedError, LockedError, and
    DueError without a reason or for a moment before the month has begun.
    """
    insist(may_coordinate(by))
    opened = hold_month(month)
    if opened.is_locked:
        raise LockedError(f"{opened}已锁定，不能再调整截止时间。")
    if not reason:
        raise DueError("须说明调整原因。")
    if clock.day_of(due_at) <= month:
        raise DueError("截止时间不能早于报告期。")
    former = _set_due(opened, due_at, kind)
    change = {"kind": kind, "from": former.isoformat(), "to": due_at.isoformat(), "reason": reason}
    record_event("调整截止时间", opened, months.code(month), by=by, at=at, **change)
    raise_page_counter()
    return opened


def hold_month(month: date) -> ReportingMonth:
    """Read an opened month under a lock. Raises NotOpenedError."""
    held = ReportingMonth.objects.select_for_update(no_key=True).filter(month=month).first()
    if held is None:
        raise NotOpenedError(f"{months.label(month)}报告期尚未开放。")
    return held


def _open(
    month: date, due_at: datetime | None, *, by: User, at: datetime
) -> tuple[ReportingMonth, bool]:
    """The month, held, and whether it is new; of two who open it at once the second waits."""
    if ReportingMonth.objects.filter(month=month).exists():
        return hold_month(month), False
    kinds = {} if due_at else _dues(month)
    due_at = due_at or kinds.pop("")
    opened, is_new = ReportingMonth.objects.get_or_create(
        month=month, defaults={"due_at": due_at, "opened_at": at, "opened_by": by}
    )
    if is_new:
        KindDue.objects.bulk_create(
            KindDue(reporting_month=opened, kind=kind, due_at=own) for kind, own in kinds.items()
        )
    return hold_month(month), is_new


def _dues(month: date) -> dict[str, datetime]:
    dues = dues_by_rule(month)
    if not dues:
        raise NoDueRuleError(f"没有适用于{months.label(month)}的截止规则，请先设定。")
    return dues


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


def _left_open(month: date) -> tuple[int, int]:
    """How many figures of a month are not reported, and how many wait for their reviewer."""
    is_reported = Q(revisions__status__in=HANDED_IN)
    counts = Figure.objects.filter(month=month).aggregate(
        owed=Count("pk", distinct=True),
        reported=Count("pk", distinct=True, filter=is_reported),
        waiting=Count("pk", distinct=True, filter=Q(revisions__status=Status.SUBMITTED)),
    )
    return counts["owed"] - counts["reported"], counts["waiting"]


def _set_due(opened: ReportingMonth, due_at: datetime, kind: str) -> datetime:
    """Keep the new moment and give the one that held before."""
    if not kind:
        former, opened.due_at = opened.due_at, due_at
        opened.save(update_fields=["due_at"])
        return former
    own = opened.kind_dues.filter(kind=Organisation.Kind(kind)).first()
    former = own.due_at if own else opened.due_at
    KindDue.objects.update_or_create(reporting_month=opened, kind=kind, defaults={"due_at": due_at})
    return former
