"""Verbs: enter_pool, leave_pool, climb, correct_entry.

The day that a member left is the first without it. Nothing is taken away: who comes back gets
another entry.
"""

from datetime import date, datetime

from django.db import transaction

from enterprises.models import Pool, PoolEntry
from strategy import clock
from strategy.models import Source, TrackedItem, User
from strategy.models.fields import Precision
from strategy.models.spans import unended_on
from strategy.permissions import insist, may_keep_items
from strategy.services.events import raise_page_counter, record_event
from strategy.services.item_rules import wrong_source
from strategy.services.refusals import RefusedError
from strategy.ui.formatting import date_label

ONE_RUNG = {"上市"}
"""Ladders on which nobody stands on two rungs at once."""


class PoolError(RefusedError):
    """A step cannot be taken."""


@transaction.atomic
def enter_pool(
    pool: Pool,
    member: TrackedItem,
    day: date,
    reason: str,
    *,
    source: Source,
    by: User,
    at: datetime,
) -> PoolEntry:
    """Let a member into a pool from a day on, for a reason that a source has.

    Raises PoolError where it is of another kind, in the pool already, or on another rung or tier.
    """
    insist(may_keep_items(by))
    held = _held(member)
    reason = _filled(reason, "entered_reason", "请填写入库依据。")
    _check_day(day, at, "entered_on", "入库日期")
    _check_pool(pool, held)
    _check_source(source, held)
    _check_free(pool, held, day)
    entry = PoolEntry.objects.create(
        pool=pool, member=held, entered_on=day, entered_reason=reason, source=source,
        is_sample=held.is_sample,
    )  # fmt: skip
    _record("入库", entry, f"{date_label(day)}入{pool}：{reason}", by, at)
    raise_page_counter()
    return entry


@transaction.atomic
def leave_pool(entry: PoolEntry, day: date, reason: str, *, by: User, at: datetime) -> PoolEntry:
    """Take a member out of a pool from a day on, for a reason.

    Raises PoolError where it has left already, or had not entered by the day before.
    """
    insist(may_keep_items(by))
    kept = _open(entry)
    reason = _filled(reason, "left_reason", "请填写出库原因。")
    _check_day(day, at, "left_on", "出库日期")
    if kept.entered_on is not None and day <= kept.entered_on:
        entered = date_label(kept.entered_on)
        raise PoolError(f"出库日期须晚于入库日期（{entered}）。", "left_on")
    kept.left_on, kept.left_reason = day, reason
    kept.save(update_fields=["left_on", "left_reason"])
    _record("出库", kept, f"{date_label(day)}出{kept.pool}：{reason}", by, at)
    raise_page_counter()
    return kept


@transaction.atomic
def climb(
    entry: PoolEntry, upper: Pool, day: date, *, source: Source, by: User, at: datetime
) -> PoolEntry:
    """Let a member leave a rung of a ladder and enter a higher one on the same day.

    Raises PoolError where the other pool is no higher rung of the same ladder.
    """
    insist(may_keep_items(by))
    lower = entry.pool
    if not lower.ladder or upper.ladder != lower.ladder or upper.rung <= lower.rung:
        message = "只能升入同一梯队中更高的一级；降级须先办理出库，并说明原因。"
        raise PoolError(message, "upper")
    left = leave_pool(entry, day, f"升入{upper}", by=by, at=at)
    return enter_pool(upper, left.member, day, f"由{lower}升入", source=source, by=by, at=at)


@transaction.atomic
def correct_entry(
    entry: PoolEntry, day: date | None, reason: str, *, why: str, by: User, at: datetime
) -> PoolEntry:
    """Correct since when a member is in a pool (None: not known) and on what ground, saying why.

    Raises PoolError where the day does not come before the leaving, or meets another entry.
    """
    insist(may_keep_items(by))
    _held(entry.member)
    kept = PoolEntry.objects.select_related("pool", "member").get(pk=entry.pk)
    why = _filled(why, "why", "请填写更正原因。")
    kept.entered_reason = _filled(reason, "entered_reason", "请填写入库依据。")
    _check_correction(kept, day, at)
    was, now = (date_label(one) if one else "未知" for one in (kept.entered_on, day))
    if day != kept.entered_on:
        kept.entered_on, kept.entered_precision = day, Precision.DAY
    kept.save(update_fields=["entered_on", "entered_precision", "entered_reason"])
    _record("更正入库记录", kept, f"{kept.pool}入库日期由{was}改为{now}：{why}", by, at)
    raise_page_counter()
    return kept


def _held(member: TrackedItem) -> TrackedItem:
    """The member as it stands, held: of two who let it in, the second sees what the first did."""
    return TrackedItem.objects.select_for_update().get(pk=member.pk)


def _open(entry: PoolEntry) -> PoolEntry:
    """The entry as it stands, its member held. Raises PoolError if the member has left."""
    _held(entry.member)
    kept = PoolEntry.objects.select_related("pool", "member").get(pk=entry.pk)
    if kept.left_on is not None:
        left = date_label(kept.left_on)
        raise PoolError(f"{kept.member}已于{left}从{kept.pool}出库，不必重复办理。")
    return kept


def _filled(text: str, field: str, sentence: str) -> str:
    if not text.strip():
        raise PoolError(sentence, field)
    return text.strip()


def _check_day(day: date, at: datetime, field: str, name: str) -> None:
    today = clock.day_of(at)
    if day > today:
        raise PoolError(f"{name}不能晚于今天（{date_label(today)}）。", field)


def _check_pool(pool: Pool, member: TrackedItem) -> None:
    if pool.members != member.kind:
        kinds = f"{pool}只登记{pool.get_members_display()}，{member}是{member.kind_name}。"
        raise PoolError(kinds, "member")
    if tiers := [tier.name for tier in pool.tiers.all()]:
        raise PoolError(f"{pool}分档登记，请在下列档次中办理入库：{'、'.join(tiers)}。", "pool")


def _check_source(source: Source, member: TrackedItem) -> None:
    if wrong := wrong_source(source, member.is_sample):
        raise PoolError(wrong, "source")


def _check_free(pool: Pool, member: TrackedItem, day: date) -> None:
    """The member is neither in the pool on the day or later, nor on another rung or tier."""
    entries = PoolEntry.objects.filter(unended_on(day, "left_on"), member=member)
    for entry in entries.select_related("pool"):
        if entry.pool_id == pool.pk and entry.left_on is None:
            raise PoolError(f"{member}已在{pool}，不能重复入库。", "member")
        if entry.pool_id == pool.pk:
            left = date_label(entry.left_on)
            message = f"{member}在{pool}登记至{left}，入库日期不能早于该日。"
            raise PoolError(message, "entered_on")
        if _excludes(entry.pool, pool):
            message = f"{member}已在{entry.pool}，不能同时登记两级；请改办升级，或先办理出库。"
            raise PoolError(message, "member")


def _excludes(held: Pool, wanted: Pool) -> bool:
    """Whether who is in one pool cannot be in the other: rungs of a ladder, tiers of a whole."""
    is_tier = wanted.parent_id is not None and held.parent_id == wanted.parent_id
    return is_tier or (wanted.ladder in ONE_RUNG and held.ladder == wanted.ladder)


def _check_correction(entry: PoolEntry, day: date | None, at: datetime) -> None:
    """The corrected day lies before the leaving, and not in an earlier time of the member."""
    if day is None:
        return
    _check_day(day, at, "entered_on", "入库日期")
    if entry.left_on is not None and day >= entry.left_on:
        left = date_label(entry.left_on)
        raise PoolError(f"入库日期须早于出库日期（{left}）。", "entered_on")
    others = PoolEntry.objects.filter(pool=entry.pool, member=entry.member).exclude(pk=entry.pk)
    before = others.filter(left_on__gt=day, left_on__lte=entry.entered_on or date.max).first()
    if before is not None:
        left = date_label(before.left_on)
        message = f"{entry.member}此前登记至{left}，入库日期不能早于该日。"
        raise PoolError(message, "entered_on")


def _record(verb: str, entry: PoolEntry, words: str, by: User, at: datetime) -> None:
    """Write to the history of the member."""
    member = entry.member.specific
    told = {"pool": entry.pool.code, "words": words}
    record_event(verb, member, member.code, by=by, at=at, **told)
