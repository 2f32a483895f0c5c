"""Verbs: begin_item_import (keep what was uploaded), take_over (write all its rows or none)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from strategy import kept_files
from strategy.models import ItemImport, TrackedItem, User
from strategy.models.kept_files import NAME_LENGTH
from strategy.permissions import insist, may_keep_items

from .events import record_event
from .item_rules import ItemError
from .items import add_item, keep_item


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A row of a workbook: values by field, for `item` as it was read, or for a new one."""

    number: int
    item: TrackedItem | None
    values: Mapping[str, Any]


@transaction.atomic
def begin_item_import(
    model: type[TrackedItem], content: bytes, *, file_name: str, by: User, at: datetime
) -> ItemImport:
    """Keep an uploaded workbook of a kind, to be looked at before it is taken over.

    Neither an event nor a raised counter: nothing that a page shows has changed yet.
    """
    insist(may_keep_items(by))
    return ItemImport.objects.create(
        kind=model._meta.label_lower,
        file_name=file_name[:NAME_LENGTH],
        checksum=kept_files.keep(content),
        uploaded_at=at,
        uploaded_by=by,
    )


@transaction.atomic
def take_over(
    record: ItemImport,
    model: type[TrackedItem],
    rows: Sequence[ItemRow],
    *,
    by: User,
    at: datetime,
) -> ItemImport:
    """Enter the new items and keep the changed ones, all or none; once.

    Raises ItemError: taken over already, nothing to write, or what stops a row, with its number.
    """
    insist(may_keep_items(by))
    record = ItemImport.objects.select_for_update().get(pk=record.pk)
    if record.imported_at is not None:
        raise ItemError("这个文件已经导入，不能重复导入。")
    if not rows:
        raise ItemError("没有变化：表中内容与现有台账完全相同，不需要导入。")
    for row in rows:
        _write(row, model, by=by, at=at)
    record.added = sum(row.item is None for row in rows)
    record.changed = len(rows) - record.added
    record.imported_at, record.imported_by = at, by
    record.save()
    counts = {"added": record.added, "changed": record.changed}
    record_event("导入台账", record, record.file_name, by=by, at=at, **counts)
    return record


def _write(row: ItemRow, model: type[TrackedItem], *, by: User, at: datetime) -> None:
    try:
        if row.item is None:
            add_item(model, row.values, by=by, at=at)
        else:
            keep_item(row.item, row.values, version=row.item.version, by=by, at=at)
    except ItemError as error:
        raise ItemError(f"第{row.number}行：{error}整个文件均未导入。") from error
