"""Keeping reference records: who may, what follows for the results, and what the log says."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from strategy.clock import SHANGHAI
from strategy.models import Assessment, Event, Fact, Role
from strategy.progress import Standing
from strategy.services.publications import keep_record
from tests.factories import (
    MilestoneFactory,
    ProjectFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    SourceFactory,
    TaskFactory,
    UserFactory,
    publish,
)

pytestmark = pytest.mark.django_db

JUNE = date(2022, 6, 1)
NOON = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)
LATER = NOON + timedelta(days=5)


@pytest.fixture
def coordinator():
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def opened():
    ReportingMonthFactory()
    RuleFactory()


def current_standing(item) -> str:
    results = Assessment.objects.known_at(None).of_items()
    return results.get(item=item.pk, month=JUNE).standing


def test_a_change_of_an_item_stands_in_its_history_under_its_code(coordinator):
    task = TaskFactory(code="T007", name="重点工作七")

    keep_record(task, by=coordinator, at=NOON)

    event = Event.objects.get()
    assert (event.subject_kind, event.subject_key) == ("strategy.task", "T007")


def test_a_long_statement_fits_into_the_log(coordinator):
    fact = Fact(code="F90", subject="主" * 100, statement="述" * 300, source=SourceFactory())

    keep_record(fact, by=coordinator, at=NOON)

    assert len(Event.objects.get().subject_key) <= Event._meta.get_field("subject_key").max_length


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.STAFF, Role.SYSTEM_ADMINISTRATOR])
def test_who_may_not_keep_an_item_is_refused_by_the_service_too(role):
    with pytest.raises(PermissionDenied):
        keep_record(TaskFactory(), by=UserFactory(role=role), at=NOON)


def test_the_system_administrator_keeps_organisations():
    system = UserFactory(role=Role.SYSTEM_ADMINISTRATOR)

    keep_record(system.organisation, by=system, at=NOON)

    assert Event.objects.get().subject_key == system.organisation.code


def test_a_milestone_given_to_another_item_lets_the_former_one_go(coordinator, opened):
    former, other = ProjectFactory(), ProjectFactory()
    milestone = MilestoneFactory(item=former, planned_on=date(2022, 6, 1))
    keep_record(milestone, by=coordinator, at=NOON)
    assert current_standing(former) == Standing.BEHIND

    milestone.item = other
    keep_record(milestone, by=coordinator, at=LATER)

    assert current_standing(former) == Standing.NO_PLAN
    assert current_standing(other) == Standing.BEHIND


def test_a_series_that_ended_earlier_leaves_no_result_behind(coordinator, opened):
    line = SeriesFactory(metric__accumulation="stock")
    publish(line, JUNE, 39)

    line.ends_in = date(2022, 5, 1)
    keep_record(line, by=coordinator, at=LATER)

    results = Assessment.objects.of_series().filter(series=line, month=JUNE)
    assert not results.known_at(None).exists()
    assert results.known_at(LATER).exists()
