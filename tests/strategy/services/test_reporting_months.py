"""Opening and locking months, and moving their due moments."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from strategy import clock
from strategy.models import Event, Figure, KindDue, PageCounter, ReportingMonth, Role
from strategy.progress import January
from strategy.services.reporting_months import (
    DueError,
    FutureMonthError,
    LockedError,
    NoDueRuleError,
    NotOpenedError,
    change_due,
    lock_month,
    open_month,
)
from tests.factories import (
    FigureFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    UserFactory,
    publish,
)
from tests.factories.due_rules import DueRuleFactory

JANUARY, JULY, AUGUST = date(2022, 1, 1), date(2022, 7, 1), date(2022, 8, 1)
NOW = datetime(2022, 8, 10, 9, tzinfo=clock.SHANGHAI)


def moment(*parts) -> datetime:
    return datetime(*parts, tzinfo=clock.SHANGHAI)


@pytest.fixture
def coordinator(db):
    RuleFactory()
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def rule(db):
    return DueRuleFactory()


def test_month_is_due_by_the_rule_in_force(coordinator, rule):
    DueRuleFactory(from_month=AUGUST, day=20)

    done = open_month(JULY, by=coordinator, at=NOW)

    assert done.month.due_at == moment(2022, 8, 12, 17)
    assert (done.month.opened_at, done.month.opened_by) == (NOW, coordinator)
    assert not KindDue.objects.exists()


def test_kind_with_a_rule_of_its_own_is_due_at_another_moment(coordinator, rule):
    DueRuleFactory(kind="department", day=8)

    done = open_month(JULY, by=coordinator, at=NOW)

    (own,) = done.month.kind_dues.all()
    assert (own.kind, own.due_at) == ("department", moment(2022, 8, 8, 17))


def test_moment_that_is_given_goes_before_every_rule(coordinator, rule):
    DueRuleFactory(kind="department", day=8)

    done = open_month(JULY, due_at=moment(2022, 8, 31, 12), by=coordinator, at=NOW)

    assert done.month.due_at == moment(2022, 8, 31, 12)
    assert not done.month.kind_dues.exists()


def test_month_without_a_rule_is_refused(coordinator):
    DueRuleFactory(kind="department")

    with pytest.raises(NoDueRuleError, match="2022年7月"):
        open_month(JULY, by=coordinator, at=NOW)

    assert not ReportingMonth.objects.exists()


def test_month_that_has_not_begun_is_refused(coordinator, rule):
    open_month(AUGUST, by=coordinator, at=NOW)

    with pytest.raises(FutureMonthError):
        open_month(date(2022, 9, 1), by=coordinator, at=NOW)


@pytest.mark.parametrize(
    ("january", "owed"), [(January.REPORTED, 1), (January.EXEMPT, 0), (January.MERGED, 0)]
)
def test_january_is_owed_by_the_rule_of_its_metric(coordinator, rule, january, owed):
    SeriesFactory(metric__january=january)

    assert open_month(JANUARY, by=coordinator, at=NOW).owed == owed
    assert open_month(date(2022, 2, 1), by=coordinator, at=NOW).owed == 1


def test_only_active_typed_series_owe(coordinator, rule):
    SeriesFactory(ends_in=date(2022, 6, 1))
    SeriesFactory(starts_in=AUGUST)
    SeriesFactory(is_total=True, organisation=None, reviewer=None)
    active = SeriesFactory(starts_in=JULY, ends_in=JULY)

    open_month(JULY, by=coordinator, at=NOW)

    assert [figure.series for figure in Figure.objects.all()] == [active]


def test_opening_again_changes_nothing(coordinator, rule):
    SeriesFactory()
    first = open_month(JULY, by=coordinator, at=NOW)
    before = Event.objects.count(), PageCounter.objects.get().value

    again = open_month(JULY, due_at=NOW, by=UserFactory(role=Role.COORDINATOR), at=NOW)

    assert first.is_changed
    assert not again.is_changed
    assert again.month == first.month
    assert again.month.due_at == first.month.due_at
    assert (Event.objects.count(), PageCounter.objects.get().value) == before


def test_series_that_came_later_owes_when_the_month_is_opened_again(coordinator, rule):
    open_month(JULY, by=coordinator, at=NOW)
    SeriesFactory()

    again = open_month(JULY, by=coordinator, at=NOW)

    assert (again.is_new, again.owed, again.is_changed) == (False, 1, True)


def test_locked_month_owes_nothing_more(coordinator, rule):
    open_month(JULY, by=coordinator, at=NOW)
    lock_month(JULY, by=coordinator, at=NOW)
    SeriesFactory()

    assert not open_month(JULY, by=coordinator, at=NOW).is_changed


def test_locking_tells_what_is_left_open(coordinator):
    ReportingMonthFactory(month=JULY)
    FigureFactory(month=JULY)
    publish(SeriesFactory(), JULY, 1)

    done = lock_month(JULY, by=coordinator, at=NOW)

    assert (done.unreported, done.waiting) == (1, 0)
    fresh = ReportingMonth.objects.get()
    assert (fresh.locked_at, fresh.locked_by) == (NOW, coordinator)
    assert Event.objects.get(verb="锁定报告期").detail == {"unreported": 1, "waiting": 0}


def test_month_that_was_never_opened_is_not_locked(coordinator):
    with pytest.raises(NotOpenedError):
        lock_month(JULY, by=coordinator, at=NOW)


def test_locked_month_is_not_locked_again(coordinator):
    ReportingMonthFactory(month=JULY)
    lock_month(JULY, by=coordinator, at=NOW)

    with pytest.raises(LockedError):
        lock_month(JULY, by=UserFactory(role=Role.COORDINATOR), at=moment(2022, 8, 11))

    assert ReportingMonth.objects.get().locked_at == NOW


def test_due_moment_is_moved_for_everybody_or_for_a_kind(coordinator):
    ReportingMonthFactory(month=JULY, due_at=moment(2022, 8, 12, 17))
    later = moment(2022, 8, 15, 17)

    change_due(JULY, later, reason="汛期", by=coordinator, at=NOW)
    change_due(JULY, NOW, reason="提前会商", kind="area", by=coordinator, at=NOW)
    change_due(JULY, later, reason="改回", kind="area", by=coordinator, at=NOW)

    assert ReportingMonth.objects.get().due_at == later
    assert KindDue.objects.get().due_at == later
    first, second, third = Event.objects.order_by("pk")
    assert first.detail["from"] == "2022-08-12T09:00:00+00:00"
    assert (second.detail["kind"], second.detail["reason"]) == ("area", "提前会商")
    assert third.detail["from"] == "2022-08-10T01:00:00+00:00"


def test_due_moment_needs_a_reason_and_a_later_day(coordinator):
    ReportingMonthFactory(month=JULY)

    with pytest.raises(DueError):
        change_due(JULY, NOW, reason="", by=coordinator, at=NOW)
    with pytest.raises(DueError):
        change_due(JULY, moment(2022, 6, 30), reason="汛期", by=coordinator, at=NOW)


def test_due_moment_of_a_locked_month_stands(coordinator):
    ReportingMonthFactory(month=JULY)
    lock_month(JULY, by=coordinator, at=NOW)

    with pytest.raises(LockedError):
        change_due(JULY, NOW, reason="汛期", by=coordinator, at=NOW)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
def test_only_a_coordinator_opens_locks_and_moves(coordinator, rule, role):
    ReportingMonthFactory(month=JULY)
    other = UserFactory(role=role)

    with pytest.raises(PermissionDenied):
        open_month(AUGUST, by=other, at=NOW)
    with pytest.raises(PermissionDenied):
        lock_month(JULY, by=other, at=NOW)
    with pytest.raises(PermissionDenied):
        change_due(JULY, NOW, reason="汛期", by=other, at=NOW)
