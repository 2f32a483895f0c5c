"""Who answers for an item on a day: the month's own person, as of any day."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy.models import Responsibility
from strategy.queries.post_search import search_posts
from strategy.queries.posts import duties_of_item, duties_of_items, duty_day, holders_of
from tests.factories import TaskFactory
from tests.factories.posts import (
    APRIL_12,
    PostFactory,
    ResponsibilityFactory,
    TenureFactory,
    put_in_care,
    succeeded,
)

pytestmark = pytest.mark.django_db

AUGUST_10 = date(2022, 8, 10)
Role = Responsibility.Role


@pytest.mark.parametrize(
    ("month", "on", "day"),
    [
        ((2022, 3), AUGUST_10, date(2022, 3, 31)),
        ((2022, 2), AUGUST_10, date(2022, 2, 28)),
        ((2024, 2), date(2024, 8, 10), date(2024, 2, 29)),
        ((2022, 8), AUGUST_10, AUGUST_10),
        ((2022, 3), date(2022, 3, 10), date(2022, 3, 10)),
        ((2022, 3), date(2022, 3, 31), date(2022, 3, 31)),
        ((2022, 3), date(2022, 4, 1), date(2022, 3, 31)),
        ((2022, 12), date(2023, 1, 5), date(2022, 12, 31)),
    ],
)
def test_a_month_shows_its_last_day_but_none_after_the_day_of_reading(month, on, day):
    assert duty_day(date(*month, 1), on) == day


@pytest.mark.parametrize(
    ("day", "person", "since"),
    [
        (date(2021, 12, 31), None, None),
        (date(2022, 1, 1), "王某", date(2022, 2, 1)),
        (date(2022, 4, 11), "王某", date(2022, 2, 1)),
        (APRIL_12, "李某", APRIL_12),
        (AUGUST_10, "李某", APRIL_12),
    ],
)
def test_the_person_of_a_day_is_whoever_was_in_the_post(day, person, since):
    item, post = TaskFactory(), succeeded()
    ResponsibilityFactory(item=item, post=post, starts_on=None)
    ResponsibilityFactory(item=item, post=post, role=Role.OFFICER, starts_on=date(2022, 2, 1))

    shown = {duty.role: duty for duty in duties_of_item(item.pk, day)}

    assert shown[Role.SPONSOR].person == person
    if day >= date(2022, 2, 1):
        assert shown[Role.OFFICER].since == since
    else:
        assert Role.OFFICER not in shown


def test_a_responsibility_ends_before_its_last_day():
    item = TaskFactory()
    ResponsibilityFactory(item=item, post=succeeded(), ends_on=APRIL_12)

    days = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 4, 11), APRIL_12]
    assert [len(duties_of_item(item.pk, day)) for day in days] == [0, 1, 1, 0]


def test_a_post_that_nobody_is_known_to_have_had_is_not_called_vacant():
    item, vacant = TaskFactory(), PostFactory()
    TenureFactory(post=vacant, ends_on=APRIL_12)
    ResponsibilityFactory(item=item, post=PostFactory(position=1))
    ResponsibilityFactory(item=item, post=vacant)

    words = [duty.holder for duty in duties_of_item(item.pk, AUGUST_10)]
    before = [duty.holder for duty in duties_of_item(item.pk, date(2022, 1, 1))]

    assert words == ["未登记", "空缺"]
    assert before == ["未登记", "王某"]


def test_duties_stand_in_the_order_of_their_roles():
    item, post = TaskFactory(), succeeded()
    for role in reversed(Role):
        ResponsibilityFactory(item=item, post=post, role=role)

    labels = [duty.role.label for duty in duties_of_item(item.pk, AUGUST_10)]

    assert labels == ["责任领导", "包联领导", "首席服务官", "专班", "联系人"]


@pytest.mark.parametrize("which", ["post", "tenure", "duty"])
def test_one_sample_marks_a_duty(which):
    item, post = TaskFactory(), PostFactory(is_sample=which == "post")
    TenureFactory(post=post, is_sample=which == "tenure")
    ResponsibilityFactory(item=item, post=post, is_sample=which == "duty")
    real = ResponsibilityFactory(item=item, post=succeeded(), role=Role.CONTACT)

    marks = {duty.pk: duty.is_sample for duty in duties_of_item(item.pk, AUGUST_10)}

    assert marks.pop(real.pk) is False
    assert list(marks.values()) == [True]


def test_many_items_take_one_query():
    items = TaskFactory.create_batch(5)
    put_in_care(items)
    put_in_care(items, Role.LEADER)

    with CaptureQueriesContext(connection) as captured:
        duties = duties_of_items([item.pk for item in items], AUGUST_10)

    assert len(captured) == 1
    assert {len(found) for found in duties.values()} == {2}
    assert duties.keys() == {item.pk for item in items}


def test_holders_of_a_post_are_those_known_on_the_day():
    post = succeeded()

    then = [(one.person, one.ends_on) for one in holders_of(post, date(2022, 3, 1))]
    now = [(one.person, one.ends_on) for one in holders_of(post, AUGUST_10)]

    assert then == [("王某", None)]
    assert now == [("李某", None), ("王某", APRIL_12)]


@pytest.mark.parametrize(
    ("query", "on", "note"),
    [
        ("李某", AUGUST_10, "现任李某，曾任王某"),
        ("wm", AUGUST_10, "现任李某，曾任王某"),
        ("副市长", date(2022, 3, 1), "现任王某"),
        ("李某", date(2022, 3, 1), None),
        ("赵某", AUGUST_10, None),
    ],
)
def test_a_person_is_found_through_the_post(query, on, note):
    succeeded()

    found = search_posts(query, on).results

    assert [one.note for one in found] == ([note] if note else [])
    assert all(one.url == "/posts/vice-mayor/" for one in found)
