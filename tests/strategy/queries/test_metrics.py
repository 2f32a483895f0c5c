"""One metric by organisation: groups apart, totals with what is missing, the year by month."""

from datetime import date

import pytest

from strategy.queries.metrics import metric_detail, metric_list
from tests.factories import (
    MetricFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TaskFactory,
    publish,
)
from tests.factories.figures import NOON
from tests.factories.world import build_world

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)


@pytest.fixture
def metric():
    """Two counties and a zone report May and June; one county has not reported June."""
    RuleFactory()
    for month in (MAY, JUNE):
        ReportingMonthFactory(month=month)
    metric, item = MetricFactory(is_sample=True), TaskFactory()
    SeriesFactory(item=item, metric=metric, organisation=None, reviewer=None, is_total=True)
    for place, (code, group) in enumerate(
        [("linying", "county"), ("wuyang", "county"), ("jingkai", "zone")]
    ):
        area = OrganisationFactory(code=code, kind="area", area_group=group, position=place)
        line = SeriesFactory(item=item, metric=metric, organisation=area, is_headline=False)
        publish(line, MAY, 10, at=NOON.replace(minute=place * 2))
        if code == "wuyang":
            line.figures.create(month=JUNE)
        else:
            publish(line, JUNE, 20, at=NOON.replace(minute=place * 2 + 1))
    return metric


def test_counties_and_zones_are_ranked_apart(metric):
    detail = metric_detail(metric, JUNE, None)

    assert [ranking.title for ranking in detail.rankings] == ["县（区）", "功能区"]
    assert [one.place for one in detail.rankings[0].lines] == [1, None]


def test_lines_of_several_items_are_compared_together(metric):
    zone = OrganisationFactory(code="shifan", kind="area", area_group="zone", position=9)
    other = SeriesFactory(metric=metric, organisation=zone)
    publish(other, JUNE, 99, at=NOON.replace(hour=20))

    detail = metric_detail(metric, JUNE, None)

    assert detail.by_item
    assert [ranking.title for ranking in detail.rankings] == [""]


def test_the_total_says_what_is_missing(metric):
    (total,) = metric_detail(metric, JUNE, None).totals

    assert (total.to_date, total.reported, total.owed) == (60, 2, 3)
    assert total.to_date_is_sample


def test_the_year_has_twelve_months_of_which_only_the_opened_are_there(metric):
    year = metric_detail(metric, JUNE, None).year
    linying = next(line for line in year if line.row.organisation_code == "linying")

    assert len(linying.cells) == 12
    assert [cell and cell.to_date for cell in linying.cells[3:7]] == [None, 10, 30, None]
    assert linying.cells[4].url == f"/figures/{linying.row.series}/2022-05/"


def test_a_year_of_samples_needs_one_mark(metric):
    assert metric_detail(metric, JUNE, None).is_all_sample


def test_two_queries_whatever_the_number_of_lines(django_assert_num_queries):
    world = build_world(1)
    with django_assert_num_queries(2):
        metric_detail(world.output, JUNE, None)
    world.grow(5)

    with django_assert_num_queries(2):
        metric_detail(world.output, JUNE, None)


def test_the_list_counts_the_lines_of_each_metric(metric):
    MetricFactory(code="unused")

    lines = {row.code: row.lines for row in metric_list()}

    assert lines == {metric.code: 4, "unused": 0}
