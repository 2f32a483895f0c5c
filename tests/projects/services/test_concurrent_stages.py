"""Two who record a project at once, on PostgreSQL with real threads; each race is run twice."""

from datetime import date

import pytest

from projects.models import Interruption, StageRecord
from projects.progress import InterruptionKind, Stage
from projects.queries.stages import stage_version
from projects.services.interruptions import Decision, suspend, withdraw
from projects.services.stage_steps import StageError, StagesMovedError
from projects.services.stages import Reached, plan_stages, reach_stage
from tests.factories.stages import AT, led_project, office, planned, staff_of
from tests.strategy.services.racing import errors, race, winners

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

DAY = date(2022, 8, 1)
DECISION = Decision(DAY, "市发改委", "用地指标尚未落实")


@pytest.fixture(params=range(2))
def project(request):
    project = led_project()
    planned(project, Stage.STARTED, DAY)
    return project


def test_of_two_who_record_the_same_stage_the_second_is_told(project):
    people = [staff_of(project), office()]

    runners = race(
        *(
            lambda by=by: reach_stage(project, Stage.STARTED, Reached(DAY), by=by, at=AT)
            for by in people
        )
    )

    (error,) = errors(runners)
    assert str(error) == "该项目已登记到达“开工”，登记有误的，请由指挥部办公室更正。"
    assert StageRecord.objects.known_at(None).filter(project=project).count() == 1


def test_of_two_who_plan_from_the_same_page_the_second_is_told(project):
    seen, by = stage_version(project.pk), staff_of(project)

    def plan(stage: Stage):
        return plan_stages(project, {stage: date(2023, 1, 1)}, by=by, at=AT, seen=seen)

    runners = race(lambda: plan(Stage.BUILDING), lambda: plan(Stage.FINISHED))

    assert len(winners(runners)) == 1
    assert isinstance(errors(runners)[0], StagesMovedError)


def test_of_a_stop_and_a_withdrawal_at_once_the_second_is_told(project):
    by = office()

    runners = race(
        lambda: suspend(project, InterruptionKind.SUSPENDED, DECISION, by=by, at=AT),
        lambda: withdraw(project, DECISION, by=by, at=AT),
    )

    assert len(winners(runners)) == 1
    assert isinstance(errors(runners)[0], StageError)
    assert Interruption.objects.filter(project=project, ends_on=None).count() == 1


def test_stage_that_is_reached_while_the_project_is_stopped_is_either_written_or_refused(project):
    by = office()

    runners = race(
        lambda: reach_stage(project, Stage.STARTED, Reached(DAY), by=by, at=AT),
        lambda: suspend(project, InterruptionKind.SUSPENDED, DECISION, by=by, at=AT),
    )

    is_reached = StageRecord.objects.filter(project=project, is_reached=True).exists()
    assert is_reached == (len(winners(runners)) == 2)
    assert all("停建" in str(error) for error in errors(runners))
