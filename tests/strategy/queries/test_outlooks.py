"""The outlook beside real results: marks of samples, totals that lack a unit, and what it costs."""

from datetime import date

import pytest

from strategy.queries.details import item_detail
from strategy.queries.metrics import metric_detail
from strategy.queries.outlooks import item_outlook, metric_outlooks
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

pytestmark = pytest.mark.django_db

MONTHS = [date(2022, number, 1) for number in (1, 2, 3)]
MARCH = MONTHS[-1]


@pytest.fixture
def months():
    """January to March are open."""
    RuleFactory()
    for month in MONTHS:
        ReportingMonthFactory(month=month)


def line_of(metric):
    """A line that adds 10, 20 and 30 from January to March."""
    line = SeriesFactory(item=TaskFactory(), metric=metric)
    for place, month in enumerate(MONTHS):
        publish(line, month, 10 * (place + 1), at=NOON.replace(minute=place))
    return line


def shown(line, month=MARCH):
    return item_outlook(item_detail(line.item, month, date(2022, 8, 10), None))


def test_three_months_give_an_outlook(months):
    one = shown(line_of(MetricFactory(is_sample=False)))

    assert (one.outlook.pace, one.outlook.low, one.outlook.high) == (20, 240, 240)
    assert not one.is_sample


def test_two_months_give_none(months):
    assert shown(line_of(MetricFactory()), MONTHS[1]) is None


def test_a_sample_metric_marks_the_outlook(months):
    assert shown(line_of(MetricFactory(is_sample=True))).is_sample


def test_a_total_that_lacks_a_unit_has_no_outlook(months):
    metric, item = MetricFactory(code="parts"), TaskFactory()
    total = SeriesFactory(item=item, metric=metric, organisation=None, reviewer=None, is_total=True)
    for place, code in enumerate(["wuyang", "linying"]):
        area = OrganisationFactory(code=code, kind="area", area_group="county", position=place)
        part = SeriesFactory(item=item, metric=metric, organisation=area, is_headline=False)
        for number, month in enumerate(MONTHS):
            if (code, month) == ("wuyang", MARCH):
                part.figures.create(month=month)
            else:
                publish(part, month, 10, at=NOON.replace(hour=13 + place, minute=number))

    rows = [one.row for one in metric_outlooks(metric_detail(metric, MARCH, None))]

    assert total.code not in [row.series for row in rows]
    assert [row.organisation_code for row in rows] == ["linying"]
