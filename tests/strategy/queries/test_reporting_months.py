"""Which months can be read: as they were known on a day."""

from datetime import date, datetime, timedelta

import pytest

from strategy.clock import SHANGHAI
from strategy.models import KindDue
from strategy.queries.reporting_months import opening_month, readable_months
from tests.factories import (
    FigureFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    UserFactory,
    publish,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 7, 13, 12, tzinfo=SHANGHAI)


def test_a_month_was_not_locked_before_it_was():
    ReportingMonthFactory(locked_at=NOON, locked_by=UserFactory())

    then, now = readable_months(NOON)[0], readable_months(NOON + timedelta(seconds=1))[0]

    assert not then.is_locked
    assert now.is_locked
    assert readable_months(None)[0].is_locked


def test_month_has_the_due_moments_of_kinds_in_one_query(django_assert_num_queries):
    months = [ReportingMonthFactory(month=date(2022, number, 1)) for number in (5, 6)]
    for kind in ("department", "area"):
        KindDue.objects.create(reporting_month=months[0], kind=kind, due_at=NOON)

    with django_assert_num_queries(1):
        june, may = readable_months(None)

    assert june.kind_dues == ()
    assert may.kind_dues == (("area", NOON), ("department", NOON))
    assert may.due_for("area") == NOON
    assert may.due_for("other") == june.due_for("area") == months[0].due_at
    assert may.dues == (months[0].due_at, NOON, NOON)


def test_board_opens_on_a_month_under_way_only_when_it_is_complete():
    june, july = date(2022, 6, 1), date(2022, 7, 1)
    ReportingMonthFactory(month=june, due_at=NOON)
    ReportingMonthFactory(month=july, due_at=NOON + timedelta(days=31))
    RuleFactory()
    line, other = SeriesFactory(), SeriesFactory()
    for one in (line, other):
        publish(one, june, 5, at=NOON)
        FigureFactory(series=one, month=july)
    publish(line, july, 6, at=NOON + timedelta(days=20))
    under_way = NOON + timedelta(days=25)

    assert opening_month(readable_months(None), under_way) == june
    assert opening_month(readable_months(under_way), under_way) == june
    assert opening_month(readable_months(None), NOON + timedelta(days=32)) == july

    publish(other, july, 6, at=NOON + timedelta(days=21))

    assert opening_month(readable_months(None), under_way) == july
    assert opening_month(readable_months(under_way), under_way) == july


def test_only_month_is_opened_on_though_it_is_under_way():
    ReportingMonthFactory(month=date(2022, 6, 1), due_at=NOON)

    assert opening_month(readable_months(None), NOON) == date(2022, 6, 1)
