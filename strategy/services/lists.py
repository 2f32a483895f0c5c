"""Verbs: list_item (put an item on its list 列入), delist_item (take it off 移出)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from strategy import clock, days
from strategy.models import ListEntry, TrackedItem, User
from strategy.models.spans import unended_on
from strategy.permissions import insist, may_keep_items

from .events import hold_page_counter, raise_page_counter, record_event
from .item_rules import ItemError


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A place on a list, what it rests on, and from which day it counts (None: always)."""

    list: ListEntry.List
    number: int
    basis: ListEntry.Basis
    listed_on: date | None


@transaction.atomic
def list_item(item: TrackedItem, new: NewEntry, *, by: User, at: datetime) -> ListEntry:
    """Put an item on its list under a number that is free. Raises ItemError."""
    insist(may_keep_items(by))
    fresh = _hold(item)
    hold_page_counter()  # one at a time takes a number
    standing = fresh.entries.filter(delisted_on__isnull=True).first()
    if standing is not None:
        raise ItemError(f"已列入{_place(standing)}，请先移出。")
    if (new.basis == ListEntry.Basis.SAMPLE) != fresh.is_sample:
        raise ItemError("示例条目的依据只能是“示例”，真实条目不能。", "basis")
    _check_day(new.listed_on, "listed_on", "列入日期不能晚于今天。", at)
    _check_free(fresh, new)
    entry = ListEntry.objects.create(
        item=fresh, list=new.list, number=new.number, basis=new.basis, listed_on=new.listed_on
    )
    _record("列入清单", entry, new.listed_on, by=by, at=at)
    return entry


@transaction.atomic
def delist_item(item: TrackedItem, on: date, reason: str, *, by: User, at: datetime) -> ListEntry:
    """Take an item off its list; that day is the first without it. Raises ItemError."""
    insist(may_keep_items(by))
    fresh = _hold(item)
    entry = fresh.entries.filter(delisted_on__isnull=True).first()
    if entry is None:
        raise ItemError("现在不在清单上，无须移出。")
    if not reason.strip():
        raise ItemError("请填写移出原因。", "reason")
    _check_day(on, "delisted_on", "移出日期不能晚于今天。", at)
    if entry.listed_on is not None and on <= entry.listed_on:
        raise ItemError(f"移出日期须晚于列入日期（{entry.listed_on}）。", "delisted_on")
    entry.delisted_on, entry.reason = on, reason.strip()
    entry.save(update_fields=["delisted_on", "reason"])
    _record("移出清单", entry, on, reason=entry.reason, by=by, at=at)
    return entry


def _hold(item: TrackedItem) -> TrackedItem:
    return TrackedItem.objects.select_for_update(no_key=True).get(pk=item.pk)


def _check_day(day: date | None, field: str, sentence: str, at: datetime) -> None:
    try:
        if day is not None:
            days.check(day)
    except ValidationError as error:
        raise ItemError(error.message, field) from error
    if day is not None and day > clock.day_of(at):
        raise ItemError(sentence, field)


def _check_free(item: TrackedItem, new: NewEntry) -> None:
    """No day has two items under one number, nor one item under two."""
    first = new.listed_on
    after = unended_on(first, "delisted_on") if first else Q()
    others = ListEntry.objects.select_related("item")
    on_number = others.filter(after, list=new.list, number=new.number).first()
    if on_number is not None:
        raise ItemError(f"第{new.number}项{_until(on_number)}。", "number")
    own = others.filter(after, item=item).first()
    if own is not None:
        raise ItemError(f"列入日期不能早于上次移出日期（{own.delisted_on}）。", "listed_on")


def _until(entry: ListEntry) -> str:
    name = f"{entry.item.code}“{entry.item}”"
    if entry.delisted_on is None:
        return f"现为{name}，请改用其他序号"
    return f"到{entry.delisted_on}才由{name}空出，请改用其他序号或更晚的列入日期"


def _place(entry: ListEntry) -> str:
    return f"{entry.get_list_display()}清单第{entry.number}项"


def _record(
    verb: str, entry: ListEntry, on: date | None, *, by: User, at: datetime, **told
) -> None:
    """Write it in the history of the item."""
    item = entry.item.specific
    told = {"place": _place(entry), "on": on.isoformat() if on else None} | told
    record_event(verb, item, item.code, by=by, at=at, **told)
    raise_page_counter()
