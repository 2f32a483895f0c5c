"""The page of an item: its numbers, what is kept apart, and what it costs."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from strategy.clock import SHANGHAI
from strategy.models import ListEntry, Role
from strategy.progress import Standing
from strategy.queries.details import item_detail, rows_of_items, standings_in_action
from strategy.services.publications import NewTarget, set_targets
from tests.factories import (
    ActionFactory,
    ListEntryFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TargetFactory,
    TaskFactory,
    UserFactory,
    publish,
)
from tests.factories.world import build_world

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)
TODAY = date(2022, 8, 10)
NOON = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)
LATER = datetime(2022, 8, 1, 12, tzinfo=SHANGHAI)


@pytest.fixture
def line():
    """A flow with a target of 100 and 10 in May, 29 in June."""
    RuleFactory()
    for month in (MAY, JUNE):
        ReportingMonthFactory(month=month)
    line = SeriesFactory()
    TargetFactory(series=line)
    publish(line, MAY, 10, is_sample=True)
    publish(line, JUNE, 29)
    return line


def detail_of(item, at=None):
    return item_detail(item, JUNE, TODAY, at)


def test_the_current_result_repeats_the_headline(line):
    now = detail_of(line.item).current

    assert (now.value, now.to_date, now.target) == (29, 39, 100)
    assert (now.standing, now.gap) == (Standing.FAR_BEHIND, -11)
    assert now.series == line.code


def test_a_sample_month_marks_the_sum_and_not_the_month_s_own_number(line):
    now = detail_of(line.item).current

    assert now.to_date_is_sample
    assert not now.value_is_sample
    assert now.is_sample


def test_the_year_runs_up_to_the_month(line):
    assert [one.month for one in detail_of(line.item).year] == [MAY, JUNE]


def test_parts_of_a_total_stand_apart_from_the_lines():
    world = build_world(1)
    action = world.users[Role.STAFF].organisation.led_items.get(code="A1").specific

    detail = detail_of(action)

    assert [row.series for row in detail.rows] == ["A1-output-industry", "A1-area-output-total"]
    assert [row.organisation_code for row in detail.parts] == ["yuanhui", "zhaoling"]


def test_only_published_figures_and_targets_are_in_the_history(line):
    coordinator = UserFactory(role=Role.COORDINATOR)
    change = NewTarget(line, Decimal(120), JUNE, reason="年中调整")
    set_targets([change], by=coordinator, at=NOON)

    verbs = {event.verb for event in detail_of(line.item).events}

    assert verbs == {"审核通过", "下达目标"}


def test_the_history_as_of_a_day_knows_nothing_later(line):
    assert detail_of(line.item, at=NOON).events == ()


def test_an_entry_holds_until_the_day_of_delisting():
    task = TaskFactory()
    left = ListEntryFactory(
        item=task, listed_on=date(2022, 1, 1), delisted_on=date(2022, 6, 1), reason="完成"
    )

    before = item_detail(task, JUNE, date(2022, 5, 31), None)
    after = item_detail(task, JUNE, date(2022, 6, 1), None)

    assert (before.entry, before.former_entries) == (left, ())
    assert (after.entry, after.former_entries) == (None, (left,))


def test_an_action_counts_its_listed_items_by_standing(line):
    action = ActionFactory()
    type(line.item).objects.filter(pk=line.item.pk).update(action=action)
    ListEntryFactory(item=line.item, list=ListEntry.List.TASKS)

    (count,) = standings_in_action(action.pk, JUNE, TODAY, None)

    assert (count.kind, count.count) == ("strategy.task", 1)
    assert count.standing == Standing.FAR_BEHIND
    assert count.is_sample


def test_related_items_come_with_their_results():
    world = build_world(2)
    park = world.areas[0].items_in_area.get(code="K001").specific

    rows = rows_of_items(park.enterprises.values("pk"), JUNE, TODAY, None)

    assert [row.code for row in rows] == ["E001"]


def test_the_number_of_queries_does_not_grow_with_rows(django_assert_num_queries):
    world = build_world(1)
    action = world.users[Role.STAFF].organisation.led_items.get(code="A1").specific
    with django_assert_num_queries(7):
        detail_of(action)
    for place in range(10):
        SeriesFactory(item=action, is_headline=False, position=20 + place)
        publish(action.series.last(), JUNE, place, at=LATER)

    with django_assert_num_queries(7):
        detail = detail_of(action)

    assert len(detail.rows) == 12
