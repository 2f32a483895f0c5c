"""Places on the lists: put there, taken off, and no day with two under one number."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from strategy import clock
from strategy.models import Event, ListEntry, Role
from strategy.queries.list_numbers import free_number
from strategy.services.item_rules import ItemError
from strategy.services.lists import NewEntry, delist_item, list_item
from tests.factories import ListEntryFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 8, 10, 12, tzinfo=clock.SHANGHAI)
TODAY, JUNE, JULY = date(2022, 8, 10), date(2022, 6, 1), date(2022, 7, 1)
PROJECTS, COMPILED = ListEntry.List.PROJECTS, ListEntry.Basis.COMPILED


@pytest.fixture
def by():
    return UserFactory(role=Role.COORDINATOR)


def place(number=1, listed_on=TODAY, basis=COMPILED) -> NewEntry:
    return NewEntry(PROJECTS, number, basis, listed_on)


def listed(number=1, **fields) -> ListEntry:
    return ListEntryFactory(list=PROJECTS, item=ProjectFactory(), number=number, **fields)


def test_item_stands_on_its_list_from_its_day_until_it_is_taken_off(by):
    item = ProjectFactory(code="P016")

    list_item(item, place(3, JUNE), by=by, at=NOON)
    delist_item(item, JULY, "已并入其他项目", by=by, at=NOON)

    standing = [ListEntry.objects.on(day).count() for day in (date(2022, 5, 31), JUNE, JULY)]
    assert standing == [0, 1, 0]
    told = Event.objects.order_by("pk").values_list("verb", "subject_kind", "subject_key", "detail")
    assert [*told] == [
        ("列入清单", "projects.project", "P016",
         {"place": "重点项目清单第3项", "on": "2022-06-01"}),
        ("移出清单", "projects.project", "P016",
         {"place": "重点项目清单第3项", "on": "2022-07-01", "reason": "已并入其他项目"}),
    ]  # fmt: skip


def test_smallest_free_number_is_offered():
    listed(1), listed(3)
    listed(2, listed_on=JUNE, delisted_on=JULY, reason="并入")

    assert free_number(PROJECTS) == 2


def test_refusals_of_a_place_leave_everything_as_it_was(by):
    taken = listed(1)
    freed = listed(2, listed_on=JUNE, delisted_on=JULY, reason="并入")
    item, sample = ProjectFactory(), ProjectFactory(is_sample=True)
    cases = [
        (taken.item, place(5), "", "已列入重点项目清单第1项，请先移出。"),
        (item, place(1), "number", "请改用其他序号"),
        (item, place(2, JUNE), "number", "才由"),
        (item, place(2, None), "number", "才由"),
        (freed.item, place(3, JUNE), "listed_on", "列入日期不能早于上次移出日期"),
        (item, place(3, date(2022, 8, 11)), "listed_on", "列入日期不能晚于今天。"),
        (item, place(3, date(1999, 1, 1)), "listed_on", "2000年至2100年"),
        (item, place(3, basis=ListEntry.Basis.SAMPLE), "basis", "真实条目不能"),
        (sample, place(3), "basis", "只能是“示例”"),
    ]

    for one, new, field, sentence in cases:
        with pytest.raises(ItemError, match=sentence) as refused:
            list_item(one, new, by=by, at=NOON)
        assert refused.value.field == field

    assert (ListEntry.objects.count(), Event.objects.count()) == (2, 0)
    assert list_item(item, place(2, JULY), by=by, at=NOON).number == 2


def test_refusals_of_a_removal(by):
    entry, unlisted = listed(1, listed_on=JULY), ProjectFactory()
    cases = [
        (unlisted, TODAY, "并入", "", "现在不在清单上"),
        (entry.item, TODAY, "  ", "reason", "请填写移出原因"),
        (entry.item, JULY, "并入", "delisted_on", "移出日期须晚于列入日期"),
        (entry.item, date(2022, 8, 11), "并入", "delisted_on", "移出日期不能晚于今天"),
    ]

    for item, day, reason, field, sentence in cases:
        with pytest.raises(ItemError, match=sentence) as refused:
            delist_item(item, day, reason, by=by, at=NOON)
        assert refused.value.field == field

    entry.refresh_from_db()
    assert entry.delisted_on is None


def test_nobody_else_changes_the_lists():
    item, user = ProjectFactory(), UserFactory()

    with pytest.raises(PermissionDenied):
        list_item(item, place(), by=user, at=NOON)
    with pytest.raises(PermissionDenied):
        delist_item(item, TODAY, "并入", by=user, at=NOON)
