"""Verbs: grant_exception, end_exception (from the lock of a month, for one unit)."""

from datetime import date, datetime

from django.db import transaction

from strategy import months
from strategy.models import LockException, Organisation, User
from strategy.permissions import insist, may_coordinate

from .events import raise_page_counter, record_event
from .reporting_months import NotLockedError, hold_month


class ExceptionError(Exception):
    """An exception from a lock cannot be granted or ended; the message is for the screen."""


@transaction.atomic
def grant_exception(
    month: date,
    organisation: Organisation,
    *,
    until: datetime,
    reason: str,
    by: User,
    at: datetime,
) -> LockException:
    """Let one unit still report a locked month until a moment, for a reason.

    Raises NotOpenedError, NotLockedError, and ExceptionError for a moment that is over, without a
    reason, or while the unit has an exception already.
    """
    insist(may_coordinate(by))
    opened = hold_month(month)
    if not opened.is_locked:
        raise NotLockedError(f"{opened}未锁定，各单位可以直接报送，不需要锁定例外。")
    if until <= at:
        raise ExceptionError("截止时间须晚于当前时间。")
    if not reason:
        raise ExceptionError("须说明原因。")
    if opened.exceptions.active(at).filter(organisation=organisation).exists():
        raise ExceptionError(f"{organisation}在{opened}已有有效的锁定例外，请先结束再重新批准。")
    granted = opened.exceptions.create(
        organisation=organisation, until=until, reason=reason, granted_at=at, granted_by=by
    )
    told = {"organisation": organisation.code, "until": until.isoformat(), "reason": reason}
    record_event("批准锁定例外", opened, months.code(month), by=by, at=at, **told)
    raise_page_counter()
    return granted


@transaction.atomic
def end_exception(exception: LockException, *, by: User, at: datetime) -> LockException:
    """End an exception before its time. Raises ExceptionError if it is over already."""
    insist(may_coordinate(by))
    held = LockException.objects.select_for_update(of=("self",), no_key=True)
    fresh = held.select_related("reporting_month", "organisation").get(pk=exception.pk)
    if not fresh.is_active(at):
        raise ExceptionError(f"{fresh.organisation}的锁定例外已经结束。")
    fresh.ended_at, fresh.ended_by = at, by
    fresh.save(update_fields=["ended_at", "ended_by"])
    opened = fresh.reporting_month
    told = {"organisation": fresh.organisation.code}
    record_event("结束锁定例外", opened, months.code(opened.month), by=by, at=at, **told)
    raise_page_counter()
    return fresh
