"""Pools on a day: a year of entries and exits counted by hand, ladders, constant queries."""

from datetime import date

import pytest

from enterprises.models import Enterprise, Pool, PoolEntry
from enterprises.queries.pool_members import members_of, membership_of, open_entries
from enterprises.queries.pools import PoolCount, pool_on, pools_on
from strategy.models import TrackedItem
from strategy.queries.corrections import NO_CORRECTIONS
from tests.factories import EnterpriseFactory, SourceFactory
from tests.factories.items import ProjectFactory
from tests.factories.pools import PoolEntryFactory, PoolFactory, ladder, tiered

JUNE = date(2022, 6, 1)
NOW = (JUNE, None, NO_CORRECTIONS)

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> Pool:
    """A pool with six times: three in at New Year 2022, three more in the year, three leave."""
    pool = PoolFactory()
    for entered, left in [
        (None, None),  # always
        ("2021-03-01", "2022-02-01"),
        ("2021-06-01", "2022-07-01"),
        ("2021-01-01", "2021-12-31"),  # left last year
        ("2022-01-01", None),
        ("2022-03-01", "2022-06-01"),  # came and left
        ("2022-06-01", None),
    ]:
        days = [one and date.fromisoformat(one) for one in (entered, left)]
        PoolEntryFactory(pool=pool, entered_on=days[0], left_on=days[1])
    return pool


@pytest.mark.parametrize(
    ("day", "size", "entered", "left"),
    [
        ("2021-12-30", 4, 3, 0),
        ("2021-12-31", 3, 3, 1),
        ("2022-01-01", 4, 1, 0),
        ("2022-01-31", 4, 1, 0),
        ("2022-02-01", 3, 1, 1),
        ("2022-03-01", 4, 2, 1),
        ("2022-05-31", 4, 2, 1),
        ("2022-06-01", 4, 3, 2),
        ("2022-07-01", 3, 3, 3),
        ("2022-12-31", 3, 3, 3),
        ("2023-01-01", 3, 0, 0),
    ],
)
def test_size_and_change_of_a_day_are_as_counted_by_hand(year, day, size, entered, left):
    count = pool_on(year, date.fromisoformat(day), *NOW).count

    assert (count.size, count.entered, count.left) == (size, entered, left)
    assert count.samples == 0


def test_size_is_that_at_new_year_with_the_change_of_the_year(year):
    before = pool_on(year, date(2021, 12, 31), *NOW).count
    after = pool_on(year, date(2022, 12, 31), *NOW).count

    assert before.size + after.change == after.size


def test_samples_are_counted_apart():
    pool = PoolFactory()
    PoolEntryFactory(pool=pool, entered_on=date(2022, 1, 1), is_sample=True)
    PoolEntryFactory(pool=pool)
    PoolEntryFactory(pool=pool, left_on=date(2022, 2, 1), is_sample=True)

    count = pool_on(pool, date(2022, 8, 10), *NOW).count

    assert count == PoolCount(2, 1, 1, 1, 1, 1)


def test_collection_in_tiers_holds_what_its_tiers_hold():
    whole, large, middle = tiered()
    for pool, times in [(large, 1), (middle, 2)]:
        for _ in range(times):
            PoolEntryFactory(pool=pool, member=ProjectFactory(), entered_on=date(2022, 2, 1))

    pools = pools_on(date(2022, 8, 10), *NOW)

    (line,) = pools.projects
    assert (line.pool, line.count.size, line.count.entered) == (whole, 3, 3)
    assert [(tier.pool, tier.count.size) for tier in line.tiers] == [(large, 1), (middle, 2)]
    assert pool_on(whole, date(2022, 8, 10), *NOW).count.size == 3
    assert len(members_of(whole, date(2022, 8, 10))) == 3


def test_ladders_stand_apart_from_the_lowest_rung_up():
    lower, upper = ladder()
    single = PoolFactory()

    pools = pools_on(date(2022, 8, 10), *NOW)

    ((name, lines),) = pools.ladders
    assert (name, [line.pool for line in lines]) == ("专精特新", [lower, upper])
    assert [line.pool for line in pools.enterprises] == [single]


def test_members_of_a_past_day_know_nothing_of_a_later_leaving():
    entry = PoolEntryFactory(entered_on=date(2021, 3, 1), left_on=date(2022, 5, 20))
    PoolEntryFactory(pool=entry.pool, entered_on=date(2022, 6, 1))

    (before,) = members_of(entry.pool, date(2022, 5, 19))
    later, left = members_of(entry.pool, date(2022, 6, 1))

    assert before.is_in
    assert (before.left_on, before.left_reason) == (None, "")
    assert later.is_in
    assert (left.is_in, left.left_on) == (False, date(2022, 5, 20))


def test_member_stands_on_the_rungs_of_its_ladder():
    lower, upper = ladder()
    member = EnterpriseFactory()
    PoolEntryFactory(pool=lower, member=member, left_on=date(2022, 5, 20))
    PoolEntryFactory(pool=upper, member=member, entered_on=date(2022, 5, 20))

    ((_, before),) = membership_of(member, date(2022, 5, 19)).ladders
    ((_, after),) = membership_of(member, date(2022, 5, 20)).ladders

    assert [(rung.is_held, rung.entry is None) for rung in before] == [(True, False), (False, True)]
    assert [rung.is_held for rung in after] == [False, True]


def test_open_entries_of_a_collection_are_those_of_its_tiers():
    whole, large, _ = tiered()
    entry = PoolEntryFactory(pool=large, member=ProjectFactory())
    PoolEntryFactory(pool=large, member=ProjectFactory(), left_on=date(2022, 2, 1))

    assert list(open_entries(whole)) == [entry]


def test_five_thousand_enterprises_take_no_more_queries(django_assert_max_num_queries):
    pool = PoolFactory()
    fill(pool, 5000)

    with django_assert_max_num_queries(4):
        assert pools_on(date(2022, 8, 10), *NOW).enterprises[0].count.size == 5000
    with django_assert_max_num_queries(4):
        assert pool_on(pool, date(2022, 8, 10), *NOW).count.size == 5000
    with django_assert_max_num_queries(1):
        assert len(members_of(pool, date(2022, 8, 10))) == 5000
    with django_assert_max_num_queries(2):
        assert len(membership_of(TrackedItem.objects.first(), date(2022, 8, 10)).entries) == 1


def fill(pool: Pool, size: int) -> None:
    """Put many enterprises into a pool at once."""
    source = SourceFactory()
    kind = Enterprise._meta.label_lower
    TrackedItem.objects.bulk_create(
        TrackedItem(code=f"E{n + 1000}", name=f"企业{n}", kind=kind, source=source)
        for n in range(size)
    )
    items = list(TrackedItem.objects.filter(kind=kind))
    PoolEntry.objects.bulk_create(
        PoolEntry(pool=pool, member=item, entered_on=date(2022, 1, 1), source=source)
        for item in items
    )
