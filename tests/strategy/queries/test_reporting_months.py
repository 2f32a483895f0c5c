"""Which months can be read: as they were known on a day."""

from datetime import datetime, timedelta

import pytest

from strategy.clock import SHANGHAI
from strategy.queries.reporting_months import readable_months
from tests.factories import ReportingMonthFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 7, 13, 12, tzinfo=SHANGHAI)


def test_a_month_was_not_locked_before_it_was():
    ReportingMonthFactory(locked_at=NOON, locked_by=UserFactory())

    then, now = readable_months(NOON)[0], readable_months(NOON + timedelta(seconds=1))[0]

    assert not then.is_locked
    assert now.is_locked
    assert readable_months(None)[0].is_locked
