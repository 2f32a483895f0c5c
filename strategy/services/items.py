"""Verbs: add_item, keep_item (what a form holds), keep_items (the same fields of several)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Field, Model

from strategy.models import Organisation, TrackedItem, User
from strategy.permissions import insist, may_keep_items
from strategy.progress.rounding import plain
from strategy.queries.whole_items import whole_items

from .assessments import restate_all
from .events import Happening, hold_page_counter, raise_page_counter, record_event, record_events
from .item_rules import ItemError, check_item, first_error, is_sample_source

Changes = dict[str, list[str]]
"""By the name of each field that changes what it says, and what it is to say, in words."""
FIXED = ("code", "kind", "version")


class ItemChanged(ItemError):  # noqa: N818 - what happened, as the screen says it
    """Somebody else has saved since; `current` stands, and nothing was done.

    `changes` has what now stands and what was typed, field by field.
    """

    def __init__(self, current: TrackedItem, changes: Changes):
        super().__init__("这条记录刚被别人改过，请核对后再保存。")
        self.current, self.changes = current, changes


@transaction.atomic
def add_item(
    model: type[TrackedItem], values: Mapping[str, Any], *, by: User, at: datetime
) -> TrackedItem:
    """Enter an item of a kind, with its results of the opened months. Raises ItemError.

    `values` are by the names of the model's fields; it is 示例 where its source is.
    """
    insist(may_keep_items(by))
    hold_page_counter()  # one at a time takes a code, so that the second is told
    plain_values, units = _parted(values)
    plain_values = _read_again(plain_values)
    item = model(**plain_values)
    item.is_sample = is_sample_source(item.source) if item.source_id else item.is_sample
    _check(item, units or (), changed=plain_values)
    item.save()
    item.supporting.set(units or ())
    restate_all([item.pk], at=at)
    told = changes_of(model(), {**values, "is_sample": item.is_sample})
    record_event("新增", item, item.code, by=by, at=at, changes=told)
    raise_page_counter()
    return item


@transaction.atomic
def keep_item(
    item: TrackedItem, values: Mapping[str, Any], *, version: int, by: User, at: datetime
) -> TrackedItem:
    """Save what differs; nothing that differs is no change, whichever version was seen.

    Raises ItemChanged where somebody has saved since `version`, and ItemError.
    """
    insist(may_keep_items(by))
    (fresh,) = _held(type(item.specific), [item.pk])
    changes = changes_of(fresh, values)
    if not changes:
        return fresh
    if fresh.version != version:
        raise ItemChanged(fresh, changes)
    hold_page_counter()  # one at a time links items, so that two make no loop
    plain_values, units = _parted({name: values[name] for name in changes})
    plain_values = _read_again(plain_values)
    for name, value in plain_values.items():
        setattr(fresh, name, value)
    _check(fresh, fresh.supporting.all() if units is None else units, changed=plain_values)
    fresh.version += 1
    fresh.save(update_fields=[*plain_values, "version"])
    if units is not None:
        fresh.supporting.set(units)
    if "is_sample" in changes:
        restate_all([fresh.pk], at=at)
    record_event("修改", fresh, fresh.code, by=by, at=at, changes=changes)
    raise_page_counter()
    return fresh


@transaction.atomic
def keep_items(
    model: type[TrackedItem],
    seen: Mapping[int, int],
    values: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
) -> list[TrackedItem]:
    """Give some fields the same values in several items, all or none; gives those that changed.

    `seen` has the version of each (by pk) that was on the screen. Raises ItemChanged for the first
    one that has moved, and ItemError, which names the item.
    """
    insist(may_keep_items(by))
    changed = []
    for item in _held(model, sorted(seen)):
        if changes := changes_of(item, values):
            if item.version != seen[item.pk]:
                raise ItemChanged(item, changes)
            changed.append((item, changes))
    for item, _ in changed:
        _lay_on_one_of_several(item, values)
    items = [item for item, _ in changed]
    model.objects.filter(pk__in=[one.pk for one in items]).update(**values)
    TrackedItem.objects.filter(pk__in=[one.pk for one in items]).update(version=F("version") + 1)
    happenings = [Happening("批量修改", one, one.code, {"changes": said}) for one, said in changed]
    record_events(happenings, by=by, at=at)
    if items:
        raise_page_counter()
    return items


def changes_of(item: TrackedItem, values: Mapping[str, Any]) -> Changes:
    """What of these values differs from an item, in words. Raises ItemError for what is fixed."""
    changes = {}
    for name, value in values.items():
        field = item._meta.get_field(name)
        former = _value_of(item, field)
        if _compared(former) == _compared(value):
            continue
        if name in FIXED and item.pk is not None:
            raise ItemError("编号不能修改。", name)
        changes[name] = [words_of(field, former), words_of(field, value)]
    return changes


def words_of(field: Field, value: Any) -> str:
    """A value of a field as it is said: choices by their labels, links by their names."""
    if value is None or value == "":
        return ""
    if field.many_to_many:
        return "、".join(str(one) for one in value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value)
    return value.name if isinstance(value, TrackedItem) else str(value)


def _held(model: type[TrackedItem], pks: list[int]) -> list[TrackedItem]:
    """Lock some items and read how they stand; whoever changes a kind's fields holds the item."""
    locked = TrackedItem.objects.select_for_update(no_key=True).filter(pk__in=pks)
    list(locked.order_by("pk").values_list("pk"))
    return list(whole_items(model).filter(pk__in=pks).order_by("pk"))


def _parted(values: Mapping[str, Any]) -> tuple[dict, tuple[Organisation, ...] | None]:
    """The values of columns, and the supporting units, None where they are not given."""
    columns = dict(values)
    units = columns.pop("supporting", None)
    return columns, None if units is None else tuple(units)


def _read_again(columns: dict) -> dict:
    """The same with linked items as they stand under the lock: one may have been linked since."""
    linked = {name: one for name, one in columns.items() if isinstance(one, TrackedItem)}
    fresh = {name: type(one)._base_manager.get(pk=one.pk) for name, one in linked.items()}
    return columns | fresh


def _check(item: TrackedItem, units: Iterable[Organisation], *, changed: Iterable[str]) -> None:
    """Raise ItemError unless the item may be saved so; `changed` names what is looked at."""
    given = {*changed}
    others = {field.name for field in item._meta.fields if field.name not in given}
    try:
        item.clean_fields(exclude=others if item.pk else others - {"code", "name", "source"})
        item.clean()
        item.validate_unique(exclude=others)
        item.validate_constraints()
    except ValidationError as error:
        raise first_error(error) from error
    check_item(item, units)


def _lay_on_one_of_several(item: TrackedItem, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(item, name, value)
    try:
        check_item(item, item.supporting.all())
    except ItemError as error:
        raise ItemError(f"{item.code}：{error}", error.field) from error


def _value_of(item: TrackedItem, field: Field) -> Any:
    if field.many_to_many:
        return list(getattr(item, field.name).all()) if item.pk else []
    return getattr(item, field.name) if not field.is_relation else _linked(item, field)


def _linked(item: TrackedItem, field: Field) -> Model | None:
    return getattr(item, field.name) if getattr(item, field.attname) is not None else None


def _compared(value: Any) -> Any:
    """What two values are compared by; an empty text and none say the same."""
    if isinstance(value, str | int | Decimal | date) or value is None:
        return None if value == "" else value
    return value.pk if isinstance(value, Model) else {one.pk for one in value}
