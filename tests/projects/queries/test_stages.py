"""The stages of a project as the page shows them, as of any day."""

from datetime import date, timedelta

import pytest

from projects.progress import Stage, Timing
from projects.queries.plans import bundling, year_plan
from projects.queries.stages import project_stages
from strategy.clock import end_of_day
from tests.factories import ProjectFactory, SeriesFactory, TargetFactory
from tests.factories.stages import (
    AT,
    AnnualPlanFactory,
    InterruptionFactory,
    office,
    planned,
    reached,
)

pytestmark = pytest.mark.django_db

ON = AT.date()
STARTED, BUILDING, FINISHED = Stage.STARTED, Stage.BUILDING, Stage.FINISHED


@pytest.fixture
def project():
    return ProjectFactory()


def steps(project, on=ON, at=None) -> dict:
    return {step.stage: step for step in project_stages(project.pk, on, at).steps}


def test_seven_stages_are_there_though_nothing_is_known(project):
    found = project_stages(project.pk, ON, None)

    assert [step.stage for step in found.steps] == list(Stage)
    assert found.current is None
    assert not any(step.is_reached or step.is_passed or step.deviation for step in found.steps)


def test_stage_that_was_passed_over_is_neither_reached_nor_overdue(project):
    planned(project, STARTED, date(2022, 6, 30))
    reached(project, BUILDING, date(2022, 8, 1))

    found = steps(project)

    assert (found[STARTED].is_passed, found[STARTED].deviation) == (True, None)
    assert found[BUILDING].is_current
    assert not found[FINISHED].is_passed


def test_page_of_a_past_day_shows_the_plan_of_that_day(project):
    planned(project, STARTED, date(2022, 6, 30), superseded_at=AT)
    reached(project, STARTED, date(2022, 8, 1), planned_on=date(2022, 6, 30), recorded_at=AT)
    day_before = ON - timedelta(days=1)

    then = steps(project, day_before, end_of_day(day_before))[STARTED]
    now = steps(project)[STARTED]

    assert (then.is_reached, then.deviation.timing) == (False, Timing.OVERDUE)
    assert (now.is_reached, now.deviation.timing) == (True, Timing.LATE)


def test_books_of_a_past_day_do_not_know_what_superseded_them(project):
    planned(project, STARTED, date(2022, 6, 30), superseded_at=AT)
    reached(project, STARTED, date(2022, 8, 1), recorded_at=AT)
    day_before = ON - timedelta(days=1)

    (then,) = project_stages(project.pk, day_before, end_of_day(day_before)).entries
    now = project_stages(project.pk, ON, None).entries

    assert then.superseded_at is None
    assert [entry.superseded_at for entry in now] == [None, AT]


def test_stop_is_over_from_the_day_on_which_its_end_was_recorded(project):
    InterruptionFactory(
        project=project, ends_on=date(2022, 8, 1), end_approval="市发改委", ended_at=AT,
        ended_by=office(),
    )  # fmt: skip
    day_before = ON - timedelta(days=1)

    then = project_stages(project.pk, day_before, end_of_day(day_before))
    now = project_stages(project.pk, ON, None)

    assert (then.off.row.kind, then.off.ends_on) == ("suspended", None)
    assert now.off is None
    assert now.interruptions[0].ends_on == date(2022, 8, 1)


def test_nothing_becomes_overdue_after_the_withdrawal(project):
    planned(project, STARTED, date(2022, 7, 31))
    assert steps(project)[STARTED].deviation.timing == Timing.OVERDUE

    InterruptionFactory(project=project, kind="withdrawn")

    assert project_stages(project.pk, ON, None).is_withdrawn
    assert steps(project)[STARTED].deviation.timing == Timing.NOT_DUE


def test_two_queries_whatever_the_number_of_records(project, django_assert_num_queries):
    for stage in Stage:
        planned(project, stage, date(2022, 6, 30), recorded_by=office())
    InterruptionFactory(project=project, recorded_by=office())

    with django_assert_num_queries(2):
        found = project_stages(project.pk, ON, None)
        assert [one.record.recorded_by.organisation.name for one in found.entries]
        assert found.interruptions[0].row.recorded_by.organisation.name


def test_plan_of_the_year_has_the_target_of_the_investment_series(project):
    AnnualPlanFactory(project=project)
    AnnualPlanFactory(project=project, year=2021)
    line = SeriesFactory(item=project, metric__is_capped=True)
    other = SeriesFactory(item=project, is_headline=False)
    TargetFactory(series=line, value=500, decided_at=AT - timedelta(days=2))
    changed = TargetFactory(series=line, value=700, version=2, reason="调整", decided_at=AT)
    TargetFactory(series=other, value=9)

    now = year_plan(project.pk, date(2022, 6, 1), None)
    then = year_plan(project.pk, date(2022, 6, 1), AT - timedelta(days=1))

    assert (now.plan.year, now.investment) == (2022, changed)
    assert then.investment.value == 500
    assert year_plan(project.pk, date(2023, 6, 1), None).investment is None


def test_bundle_tells_how_many_parts_it_has(project):
    assert bundling(project.pk).words == ""

    ProjectFactory.create_batch(3, bundle=project)

    assert bundling(project.pk).words == "打包1项，拆分后3项"
