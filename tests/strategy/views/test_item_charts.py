"""The charts of an item: what is drawn, and when there is too little to draw."""

from datetime import date
from decimal import Decimal

import pytest

from strategy.queries.details import item_detail
from strategy.views.item_charts import item_charts, pace_point, year_point
from tests.factories import (
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TargetFactory,
    TaskFactory,
    publish,
)
from tests.factories.figures import NOON

pytestmark = pytest.mark.django_db

LAST_JUNE, MAY, JUNE = date(2021, 6, 1), date(2022, 5, 1), date(2022, 6, 1)


def line_of(months, **fields):
    RuleFactory()
    line = SeriesFactory(**fields)
    for place, month in enumerate(months):
        ReportingMonthFactory(month=month)
        publish(line, month, 10 + place, at=NOON.replace(minute=place))
    return line


def detail_of(item):
    return item_detail(item, JUNE, date(2022, 8, 10), None)


def test_two_years_make_two_charts():
    line = line_of([LAST_JUNE, MAY, JUNE])

    pace, years = item_charts(detail_of(line.item))

    assert pace.title == f"{line.metric.name}各月走势"
    assert [row[0] for row in pace.rows] == ["2022年5月", "2022年6月"]
    assert years.title == f"{line.metric.name}逐月对比"


def test_with_a_target_the_pace_is_drawn():
    line = line_of([MAY])
    TargetFactory(series=line)
    ReportingMonthFactory(month=JUNE)
    publish(line, JUNE, 5, at=NOON.replace(hour=20))

    (pace,) = item_charts(detail_of(line.item))

    assert pace.title == f"{line.metric.name}与序时进度"


def test_a_single_month_is_no_chart():
    assert item_charts(detail_of(line_of([JUNE]).item)) == []


def test_an_item_without_figures_has_no_chart():
    RuleFactory()
    ReportingMonthFactory(month=JUNE)

    assert item_charts(detail_of(TaskFactory())) == []


def test_a_rank_is_not_compared_by_bars():
    line = line_of([LAST_JUNE, MAY, JUNE], metric__accumulation="rank")

    assert len(item_charts(detail_of(line.item))) == 1


def test_the_pace_of_a_stock_begins_where_its_target_does():
    RuleFactory()
    ReportingMonthFactory(month=JUNE)
    line = SeriesFactory(metric__accumulation="stock")
    TargetFactory(series=line, value=100, start=80)
    publish(line, JUNE, 85)

    point = pace_point(detail_of(line.item).current)

    assert (point.to_date, point.pace) == (85, Decimal(90))


def test_a_month_s_own_number_keeps_its_own_mark():
    line = line_of([MAY])
    ReportingMonthFactory(month=JUNE)
    publish(line, JUNE, 5, at=NOON.replace(hour=20), is_sample=True)

    may, june = (year_point(one) for one in detail_of(line.item).year)

    assert (may.value, june.value) == (10, 5)
    assert (may.is_sample, june.is_sample) == (False, True)
