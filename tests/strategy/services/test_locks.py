"""One unit may still report a locked month until a moment, or until its exception is ended."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from strategy import clock
from strategy.models import Event, LockException, Role
from strategy.queries.locks import exceptions_on, locks_of
from strategy.services.locks import ExceptionError, end_exception, grant_exception
from strategy.services.reporting_months import NotLockedError, NotOpenedError
from tests.factories import OrganisationFactory, ReportingMonthFactory, UserFactory

JULY = date(2022, 7, 1)
NOW = datetime(2022, 8, 20, 9, tzinfo=clock.SHANGHAI)
UNTIL = datetime(2022, 8, 25, 17, tzinfo=clock.SHANGHAI)
DAY = timedelta(days=1)


@pytest.fixture
def coordinator(db):
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def locked(coordinator):
    return ReportingMonthFactory(month=JULY, locked_at=NOW - DAY, locked_by=coordinator)


@pytest.fixture
def unit(db):
    return OrganisationFactory()


@pytest.fixture
def granted(locked, unit, coordinator) -> LockException:
    return grant_exception(JULY, unit, until=UNTIL, reason="系统迁移", by=coordinator, at=NOW)


def holds(unit, at) -> bool:
    return locks_of([JULY], at).holds(JULY, unit.pk)


def test_excepted_unit_alone_may_report_until_the_moment(granted, unit):
    assert not holds(unit, NOW)
    assert not holds(unit, UNTIL - timedelta(seconds=1))
    assert holds(unit, UNTIL)
    assert holds(OrganisationFactory(), NOW)
    assert Event.objects.get().detail["reason"] == "系统迁移"


def test_ended_exception_holds_no_longer(granted, unit, coordinator):
    end_exception(granted, by=coordinator, at=NOW + DAY)

    assert holds(unit, NOW + DAY)
    with pytest.raises(ExceptionError):
        end_exception(granted, by=coordinator, at=NOW + DAY)


def test_exception_answers_as_the_query_does(granted):
    for moment in (NOW - DAY, NOW, UNTIL):
        asked = LockException.objects.active(moment).filter(pk=granted.pk)

        assert granted.is_active(moment) == asked.exists()


def test_exception_that_is_over_is_not_ended(granted, coordinator):
    with pytest.raises(ExceptionError):
        end_exception(granted, by=coordinator, at=UNTIL)


def test_unit_has_one_exception_at_a_time(granted, unit, coordinator):
    again = {"until": UNTIL + DAY, "reason": "仍未完成", "by": coordinator}

    with pytest.raises(ExceptionError, match="已有有效的锁定例外"):
        grant_exception(JULY, unit, at=NOW, **again)

    assert grant_exception(JULY, unit, at=UNTIL, **again).until == UNTIL + DAY


@pytest.mark.parametrize("wrong", [{"until": NOW}, {"reason": ""}])
def test_exception_needs_a_later_moment_and_a_reason(locked, unit, coordinator, wrong):
    asked = {"until": UNTIL, "reason": "系统迁移"} | wrong

    with pytest.raises(ExceptionError):
        grant_exception(JULY, unit, by=coordinator, at=NOW, **asked)


def test_open_month_needs_no_exception(unit, coordinator):
    asked = {"until": UNTIL, "reason": "系统迁移", "by": coordinator, "at": NOW}

    with pytest.raises(NotOpenedError):
        grant_exception(JULY, unit, **asked)
    ReportingMonthFactory(month=JULY)
    with pytest.raises(NotLockedError):
        grant_exception(JULY, unit, **asked)


def test_only_a_coordinator_grants_and_ends(granted, unit):
    other = UserFactory(role=Role.OFFICIAL)

    with pytest.raises(PermissionDenied):
        grant_exception(JULY, unit, until=UNTIL, reason="系统迁移", by=other, at=NOW)
    with pytest.raises(PermissionDenied):
        end_exception(granted, by=other, at=NOW)


def test_exceptions_of_a_day_are_those_that_hold_on_it(granted, coordinator):
    days = [NOW.date() - DAY, NOW.date(), UNTIL.date(), UNTIL.date() + DAY]

    assert [bool(exceptions_on([JULY], day)) for day in days] == [False, True, True, False]
    end_exception(granted, by=coordinator, at=NOW + DAY)
    assert [bool(exceptions_on([JULY], day)) for day in days] == [False, True, False, False]
