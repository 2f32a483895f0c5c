"""Notices stand from one day to another, for all or for one kind of units, until taken down."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from strategy import clock
from strategy.models import Notice, Role
from strategy.queries.notices import notice_lines, notices_for
from strategy.services.notices import NoticeError, post_notice, withdraw_notice
from tests.factories import OrganisationFactory, UserFactory

TODAY = date(2022, 8, 10)
NOW = datetime(2022, 8, 10, 9, tzinfo=clock.SHANGHAI)
DAY = timedelta(days=1)


@pytest.fixture
def coordinator(db):
    return UserFactory(role=Role.COORDINATOR)


def post(coordinator, **fields) -> Notice:
    notice = Notice(**({"title": "报送通知", "text": "请按时报送。", "from_on": TODAY} | fields))
    return post_notice(notice, by=coordinator, at=NOW)


def test_notice_stands_from_its_first_day_to_its_last(coordinator):
    notice, reader = post(coordinator, until_on=TODAY + DAY), UserFactory()

    days = [TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY]
    assert [notices_for(reader, day) for day in days] == [[], [notice], [notice], []]
    assert [line.stands for day in days for line in notice_lines(day)] == [False, True, True, False]
    assert [line.is_ahead for line in notice_lines(TODAY - DAY)] == [True]


def test_notice_for_a_kind_is_shown_to_its_units_alone(coordinator):
    notice = post(coordinator, kind="area")
    area = UserFactory(organisation=OrganisationFactory(kind="area"))

    assert notices_for(area, TODAY) == [notice]
    assert notices_for(UserFactory(), TODAY) == []


def test_withdrawn_notice_is_kept_and_not_shown(coordinator):
    notice = post(coordinator)

    withdraw_notice(notice, by=coordinator, at=NOW)

    assert notices_for(UserFactory(), TODAY) == []
    (line,) = notice_lines(TODAY)
    assert (line.stands, line.is_ahead) == (False, False)
    with pytest.raises(NoticeError):
        withdraw_notice(notice, by=coordinator, at=NOW)


def test_only_a_coordinator_posts_and_withdraws(coordinator):
    notice, other = post(coordinator), UserFactory()

    with pytest.raises(PermissionDenied):
        post(other)
    with pytest.raises(PermissionDenied):
        withdraw_notice(notice, by=other, at=NOW)
