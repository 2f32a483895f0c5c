"""A due rule holds from a month on; one that a month was opened by is never rewritten."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from strategy import clock
from strategy.models import DueRule, Event, Role
from strategy.services.due_rules import DueRuleError, keep_due_rule
from tests.factories import ReportingMonthFactory, UserFactory
from tests.factories.due_rules import DueRuleFactory

AUGUST = date(2022, 8, 1)
NOW = datetime(2022, 8, 10, 9, tzinfo=clock.SHANGHAI)


@pytest.fixture
def coordinator(db):
    return UserFactory(role=Role.COORDINATOR)


def test_new_rule_stands_beside_the_old_one(coordinator):
    DueRuleFactory()

    keep_due_rule(DueRule(from_month=AUGUST, day=15), by=coordinator, at=NOW)

    assert sorted(DueRule.objects.values_list("day", flat=True)) == [12, 15]
    assert Event.objects.get().verb == "设定截止规则"


def test_rule_that_no_month_has_used_is_replaced(coordinator):
    ReportingMonthFactory(month=date(2022, 7, 1))
    former = DueRuleFactory(from_month=AUGUST, day=15, roll="none")

    keep_due_rule(DueRule(from_month=AUGUST, day=20), by=coordinator, at=NOW)

    (rule,) = DueRule.objects.all()
    assert (rule.pk, rule.day, rule.roll) == (former.pk, 20, "later")


def test_rule_by_which_a_month_was_opened_is_kept(coordinator):
    ReportingMonthFactory(month=AUGUST)
    DueRuleFactory(from_month=AUGUST, day=15)

    with pytest.raises(DueRuleError):
        keep_due_rule(DueRule(from_month=AUGUST, day=20), by=coordinator, at=NOW)

    assert DueRule.objects.get().day == 15


def test_only_a_coordinator_sets_rules(db):
    with pytest.raises(PermissionDenied):
        keep_due_rule(DueRule(from_month=AUGUST), by=UserFactory(), at=NOW)
