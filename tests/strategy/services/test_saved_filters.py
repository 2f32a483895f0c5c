"""Filters that people keep: whose they are, who sees them, and what is refused."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import QueryDict

from strategy import clock
from strategy.models import Role, SavedFilter
from strategy.queries.saved_filters import filters_on, kept_query
from strategy.services.saved_filters import (
    FilterError,
    change_filter,
    delete_filter,
    save_filter,
)
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 8, 10, 12, tzinfo=clock.SHANGHAI)
PAGE, QUERY = "projects:project_list", "area=linying"


def save(by, name="临颍", query=QUERY, page=PAGE, **more) -> SavedFilter:
    return save_filter(page, query, name, by=by, at=NOON, **more)


def test_month_day_and_page_are_not_kept_and_the_order_says_nothing():
    typed = QueryDict("sort=-gap&month=2022-06&asof=2022-07-01&page=2&export=csv&q=&area=a&area=b")

    assert kept_query(typed) == "area=a&area=b&sort=-gap"


def test_shared_filter_is_seen_by_the_unit_and_an_own_one_by_its_owner():
    owner = UserFactory()
    colleague, stranger = UserFactory(organisation=owner.organisation), UserFactory()
    save(owner), save(owner, "共用", is_shared=True), save(owner, page="strategy:task_list")

    kept = filters_on(PAGE)

    seen = {user: {one.name for one in kept if one.is_for(user)}
            for user in (owner, colleague, stranger)}  # fmt: skip
    assert seen == {owner: {"临颍", "共用"}, colleague: {"共用"}, stranger: set()}


def test_refusals_say_why_and_keep_nothing():
    owner = UserFactory()
    save(owner)
    cases = [
        ({"name": "临颍 "}, "name", "您在本页已有名为“临颍”的常用筛选"),
        ({"name": "  "}, "name", "请填写名称。"),
        ({"name": "长" * 31}, "name", "名称不能超过30字，现有31字。"),
        ({"name": "空", "query": ""}, "", "现在没有筛选条件"),
        ({"name": "长", "query": "q=" + "a" * 499}, "", "筛选条件过长（501个字符，最多500个）"),
    ]

    for typed, field, sentence in cases:
        with pytest.raises(FilterError, match=sentence) as refused:
            save(owner, **typed)
        assert refused.value.field == field

    assert SavedFilter.objects.count() == 1


def test_own_filter_is_renamed_shared_and_forgotten():
    owner = UserFactory()
    saved = save(owner)

    change_filter(saved, "临颍县", is_shared=True, by=owner, at=NOON)

    assert SavedFilter.objects.values_list("name", "is_shared").get() == ("临颍县", True)
    delete_filter(saved, by=owner, at=NOON)
    assert not SavedFilter.objects.exists()


def test_colleague_may_use_but_not_change_and_an_administrator_keeps_none():
    owner = UserFactory()
    saved = save(owner, is_shared=True)
    colleague = UserFactory(organisation=owner.organisation)

    with pytest.raises(PermissionDenied):
        change_filter(saved, "别名", is_shared=True, by=colleague, at=NOON)
    with pytest.raises(PermissionDenied):
        delete_filter(saved, by=colleague, at=NOON)
    with pytest.raises(PermissionDenied):
        save(UserFactory(role=Role.AUDITOR))
