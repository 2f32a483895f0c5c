"""Verbs: save_filter, change_filter, delete_filter."""

from datetime import datetime

from django.db import transaction

from strategy.models import SavedFilter, User
from strategy.permissions import insist, may_keep_filter, may_read

from .events import raise_page_counter, record_event
from .refusals import RefusedError


class FilterError(RefusedError):
    """Nothing was saved."""


@transaction.atomic
def save_filter(
    page: str, query: str, name: str, *, is_shared: bool = False, by: User, at: datetime
) -> SavedFilter:
    """Keep what a list is filtered by under a name. Raises FilterError."""
    insist(may_read(by))
    if not query:
        raise FilterError("现在没有筛选条件，请先筛选再保存。")
    if len(query) > (most := SavedFilter._meta.get_field("query").max_length):
        raise FilterError(f"筛选条件过长（{len(query)}个字符，最多{most}个），请减少条件。")
    saved = SavedFilter(owner=by, page=page, query=query, is_shared=is_shared)
    _name(saved, name)
    saved.save()
    _record("保存常用筛选", saved, by=by, at=at)
    return saved


@transaction.atomic
def change_filter(
    saved: SavedFilter, name: str, *, is_shared: bool, by: User, at: datetime
) -> SavedFilter:
    """Give a filter another name, share it with the unit or no longer. Raises FilterError."""
    insist(may_keep_filter(by, saved))
    fresh = SavedFilter.objects.select_for_update(no_key=True, of=("self",)).get(pk=saved.pk)
    fresh.is_shared = is_shared
    _name(fresh, name)
    fresh.save(update_fields=["name", "is_shared"])
    _record("修改常用筛选", fresh, by=by, at=at)
    return fresh


@transaction.atomic
def delete_filter(saved: SavedFilter, *, by: User, at: datetime) -> None:
    """Forget a filter; it is no record of anything, only an address."""
    insist(may_keep_filter(by, saved))
    _record("删除常用筛选", saved, by=by, at=at)
    SavedFilter.objects.filter(pk=saved.pk).delete()


def _name(saved: SavedFilter, name: str) -> None:
    """Name a filter as no other of the same owner and list is named. Raises FilterError."""
    saved.name = name.strip()
    if not saved.name:
        raise FilterError("请填写名称。", "name")
    if len(saved.name) > (most := SavedFilter._meta.get_field("name").max_length):
        raise FilterError(f"名称不能超过{most}字，现有{len(saved.name)}字。", "name")
    User.objects.select_for_update(no_key=True, of=("self",)).get(pk=saved.owner_id)
    others = SavedFilter.objects.filter(owner=saved.owner_id, page=saved.page, name=saved.name)
    if others.exclude(pk=saved.pk).exists():
        raise FilterError(f"您在本页已有名为“{saved.name}”的常用筛选，请改用其他名称。", "name")


def _record(verb: str, saved: SavedFilter, *, by: User, at: datetime) -> None:
    told = {"name": saved.name, "query": saved.query, "is_shared": saved.is_shared}
    record_event(verb, saved, f"{saved.page} {saved.pk}", by=by, at=at, **told)
    raise_page_counter()
