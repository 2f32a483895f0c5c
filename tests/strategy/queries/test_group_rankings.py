"""Groups ranked out of the database: by weights or by the items led, as known on a day."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy.clock import SHANGHAI
from strategy.models import Metric, RankingGroup, Series
from strategy.queries.group_rankings import Basis, Lacking, Reason, group_rankings, needs
from strategy.queries.reporting_months import Reading, readable_months
from tests.factories import (
    ListEntryFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TargetFactory,
    TaskFactory,
    publish,
)
from tests.factories.rankings import (
    JUNE,
    MAY,
    RankingGroupFactory,
    SchemeFactory,
    WeightFactory,
    counties,
)

pytestmark = pytest.mark.django_db

TODAY = date(2022, 8, 10)


def read(month: date = JUNE, asof: date | None = None) -> Reading:
    at = datetime(asof.year, asof.month, asof.day + 1, tzinfo=SHANGHAI) if asof else None
    return Reading(month, tuple(readable_months(at)), TODAY, asof, at)


def the_one(**how):
    (ranking,) = group_rankings(read(**how))
    return ranking


def table(ranking) -> list[tuple]:
    return [(line.place, line.code, line.score.score) for line in ranking.lines]


def test_group_is_ranked_by_the_weights_in_force():
    counties()

    june = the_one()

    assert table(june) == [(1, "two", 106), (2, "one", 100), (None, "three", None)]
    assert table(the_one(month=MAY)) == [(1, "three", 106), (2, "one", 100), (3, "two", 94)]
    assert june.basis == Basis.SCHEME
    assert [(one.code, one.weight) for one in june.measures] == [("x", 60), ("y", 40)]


def test_unit_that_lacks_a_metric_says_which():
    counties()

    assert the_one().lines[-1].lacking == (Lacking("x", Reason.NOT_REPORTED),)


def test_change_is_split_into_like_for_like_and_the_rest():
    """Of one and two alone, two overtook one; the other place came from three's silence."""
    counties()

    changes = {line.code: line.change for line in the_one().lines}

    assert [(c.places, c.like_for_like, c.rest) for c in (changes["two"], changes["one"])] == [
        (2, 1, 1), (0, -1, 1),
    ]  # fmt: skip
    assert changes["three"].places is None


def test_what_moves_a_unit_one_place_is_in_the_unit_of_the_metric():
    counties()
    ranking = the_one()

    told = {
        line.code: [(one.name, one.amount, one.unit, one.is_less) for one in needs(ranking, line)]
        for line in ranking.lines
    }

    assert told == {
        "two": [],
        "one": [("到位资金", 60, "万元", False), ("签约金额", 90, "万元", False)],
        "three": [],
    }


@pytest.mark.parametrize("sample", [True, False])
def test_one_sample_metric_makes_the_ranking_a_sample(sample):
    counties(sample=sample)

    assert the_one().is_sample is sample


def test_ranking_of_a_past_day_knows_what_was_known_then():
    counties()
    line = Series.objects.get(code="A1-x-three")
    publish(line, JUNE, 700, at=datetime(2022, 7, 20, 9, tzinfo=SHANGHAI))

    assert table(the_one())[0] == (1, "three", Decimal("110.00"))
    assert table(the_one(asof=date(2022, 7, 10)))[-1] == (None, "three", None)


def test_each_month_keeps_the_weights_that_held_then():
    group = counties()
    old = group.schemes.get()
    old.ends_on = JUNE
    old.save()
    new = SchemeFactory(group=group, name="新办法", starts_on=JUNE)
    WeightFactory(scheme=new, metric=Metric.objects.get(code="y"))

    assert table(the_one()) == [(1, "one", 100), (1, "two", 100), (1, "three", 100)]
    assert table(the_one(month=MAY))[0] == (1, "three", 106)


def test_areas_without_a_scheme_are_not_ranked():
    RankingGroupFactory(members=[OrganisationFactory(kind="area", area_group="zone")])

    ranking = the_one()

    assert (ranking.basis, ranking.measures, ranking.is_ranked) == (Basis.NOTHING, (), False)


# Departments


@pytest.fixture
def departments():
    """Two departments with an item each at 110 % and 90 % of the pace in June."""
    RuleFactory()
    ReportingMonthFactory(month=JUNE)
    found = [OrganisationFactory(code=code) for code in ("first", "second")]
    for unit, value in zip(found, (660, 540), strict=True):
        led(unit, value)
    RankingGroupFactory(members=found)
    return found


def led(unit, value, **entry):
    """An item that a unit leads, with its result of June."""
    line = SeriesFactory(item=TaskFactory(lead=unit), metric__accumulation="to_date")
    TargetFactory(series=line, value=1200)
    ListEntryFactory(item=line.item, **entry)
    publish(line, JUNE, value)
    return line


def test_departments_are_ranked_by_the_items_they_lead(departments):
    ranking = the_one()

    assert ranking.basis == Basis.ITEMS
    assert table(ranking) == [(1, "first", 110), (2, "second", 90)]


def test_items_count_alike_and_up_to_the_cap(departments):
    led(departments[1], 1100)

    assert table(the_one()) == [(1, "first", 110), (2, "second", 105)]


def test_items_off_the_list_at_the_end_of_the_month_do_not_count(departments):
    led(departments[1], 1100, delisted_on=date(2022, 6, 15), reason="已办结")
    led(departments[1], 1100, listed_on=date(2022, 7, 1))

    assert table(the_one())[1] == (2, "second", 90)


def test_department_without_judged_items_has_no_place(departments):
    RankingGroup.objects.get().members.add(OrganisationFactory(code="third"))

    line = the_one().lines[-1]

    assert (line.place, line.lacking) == (None, (Lacking("led-items", Reason.NOT_JUDGED),))


def test_queries_do_not_grow_with_units_or_groups(departments):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            group_rankings(reading)
        return len(captured)

    reading = read()
    WeightFactory(scheme__group__members=[OrganisationFactory(kind="area", area_group="zone")])
    small = count()
    WeightFactory(scheme__group__members=[OrganisationFactory(kind="area", area_group="county")])
    for unit in departments:
        led(unit, 600)

    assert count() == small <= 7
