"""Opening a year: what it carries over, what lapses, which targets it lacks."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from strategy import clock
from strategy.models import Event, ReportingYear, Role
from strategy.queries.reporting_years import year_plan
from strategy.services.reporting_years import YearError, open_year
from tests.factories import RuleFactory, SeriesFactory, TargetFactory, UserFactory
from tests.factories.due_rules import DueRuleFactory

NOW = datetime(2022, 12, 20, 9, tzinfo=clock.SHANGHAI)


@pytest.fixture
def coordinator(db):
    return UserFactory(role=Role.COORDINATOR)


def test_plan_lists_what_is_carried_over_and_what_lapses(db):
    carried = SeriesFactory()
    SeriesFactory(starts_in=date(2023, 2, 1))
    SeriesFactory(ends_in=date(2021, 12, 1))
    lapsing = SeriesFactory(ends_in=date(2022, 12, 1))

    plan = year_plan(2023)

    assert (plan.carried, plan.metrics) == (1, 1)
    assert [unit.name for unit in plan.units] == [carried.organisation.short_name]
    assert [line.series for line in plan.lapsing] == [lapsing]


def test_plan_asks_for_targets_first_of_what_had_one(db):
    never, before = SeriesFactory(), SeriesFactory()
    TargetFactory(series=before, value=80)
    TargetFactory(series=before, value=90, version=2, reason="调整", from_month=date(2022, 6, 1))
    told = SeriesFactory()
    TargetFactory(series=told, year=2023, from_month=date(2023, 1, 1))

    plan = year_plan(2023)

    asked = [(line.series, line.former) for line in plan.without_target]
    assert asked == [(before, 90), (never, None)]
    assert (plan.carried, plan.with_target) == (3, 1)


def test_target_that_is_a_sample_is_told_as_one(db):
    TargetFactory(series=SeriesFactory(), is_sample=True)
    TargetFactory(series=SeriesFactory())

    assert [line.is_sample for line in year_plan(2023).without_target] == [True, False]


def test_plan_has_the_rules_in_force_in_january(db):
    light, due = RuleFactory(), DueRuleFactory()
    RuleFactory(code="R2", from_month=date(2023, 2, 1))
    department = DueRuleFactory(kind="department", day=8)
    DueRuleFactory(from_month=date(2023, 6, 1))

    plan = year_plan(2023)

    assert plan.light_rule == light
    assert set(plan.due_rules) == {due, department}


def test_plan_takes_six_queries(db, django_assert_num_queries):
    for _ in range(3):
        TargetFactory(series=SeriesFactory())
        SeriesFactory(ends_in=date(2022, 12, 1))

    with django_assert_num_queries(6):
        year_plan(2023)


def test_year_is_opened_once(coordinator):
    SeriesFactory()

    opened, is_new = open_year(2023, by=coordinator, at=NOW)
    again, is_new_again = open_year(2023, by=coordinator, at=NOW)

    assert (is_new, is_new_again) == (True, False)
    assert opened == again == ReportingYear.objects.get()
    counts = {"carried": 1, "lapsing": 0, "without_target": 1}
    assert Event.objects.get(verb="开启年度").detail == counts


def test_year_beyond_the_next_is_refused(coordinator):
    with pytest.raises(YearError):
        open_year(2024, by=coordinator, at=NOW)


def test_only_a_coordinator_opens_a_year(db):
    with pytest.raises(PermissionDenied):
        open_year(2023, by=UserFactory(), at=NOW)
