"""Planning and reaching stages: what is written, and what is refused."""

from datetime import date

import pytest

from projects.models import StageRecord
from projects.progress import Stage
from projects.services.stages import (
    Reached,
    correct_stage,
    plan_stages,
    reach_stage,
    undo_stage,
)
from strategy.models import Event
from strategy.models.fields import Precision
from tests.factories.stages import (
    AT,
    InterruptionFactory,
    led_project,
    office,
    reached,
    signed_project,
    staff_of,
)

from .stage_books import counter, current, refused

pytestmark = pytest.mark.django_db

JUNE_1, JUNE_30, AUGUST_1 = date(2022, 6, 1), date(2022, 6, 30), date(2022, 8, 1)
SIGNED, STARTED, BUILDING, FINISHED = Stage.SIGNED, Stage.STARTED, Stage.BUILDING, Stage.FINISHED
REASON = "原登记日期有误"


@pytest.fixture
def project():
    return signed_project()


@pytest.fixture
def by(project):
    return staff_of(project)


# Planning


def test_several_stages_are_planned_at_once(project, by):
    plans = {BUILDING: date(2022, 9, 1), FINISHED: date(2023, 6, 30), STARTED: JUNE_30}

    changed = plan_stages(project, plans, by=by, at=AT)

    assert changed == [BUILDING, FINISHED]
    assert current(project, FINISHED).planned_on == date(2023, 6, 30)
    assert current(project, FINISHED).recorded_by == by
    event = Event.objects.get()
    assert (event.verb, event.subject_key) == ("登记计划", project.code)
    assert event.detail["words"] == "在建：2022年9月1日，竣工：2023年6月30日"
    assert counter() == 1


def test_changed_plan_is_a_new_record_and_the_former_one_stays(project, by):
    former = current(project, STARTED)

    plan_stages(project, {STARTED: AUGUST_1}, "用地手续未办结", by=by, at=AT)

    former.refresh_from_db()
    new = current(project, STARTED)
    assert (former.planned_on, former.superseded_at) == (JUNE_30, AT)
    assert (new.planned_on, new.reason, new.recorded_at) == (AUGUST_1, "用地手续未办结", AT)
    assert Event.objects.get().verb == "调整计划"


def test_plan_is_taken_away_with_a_reason(project, by):
    plan_stages(project, {STARTED: None}, "项目暂未列入计划", by=by, at=AT)

    assert current(project, STARTED) is None
    assert StageRecord.objects.get(stage=STARTED).superseded_at == AT


@pytest.mark.parametrize(
    ("plans", "reason", "sentence", "field"),
    [
        ({STARTED: JUNE_30}, "", "计划日期没有变化，没有可保存的内容。", ""),
        ({STARTED: AUGUST_1}, "", "请说明原因，不少于5个字。", "reason"),
        ({STARTED: AUGUST_1}, " 延期 ", "请说明原因，不少于5个字。", "reason"),
        ({STARTED: AUGUST_1}, "长" * 201, "不能超过200字，现有201字。", "reason"),
        (
            {SIGNED: JUNE_1},
            REASON,
            "“签约”已经过，计划日期有误的，请由指挥部办公室更正。",
            "plan_signed",
        ),
        (
            {BUILDING: JUNE_1},
            REASON,
            "计划日期前后颠倒：“在建”（2022年6月1日）不能早于“开工”（2022年6月30日）。",
            "plan_building",
        ),
        (
            {FINISHED: date(2202, 6, 30)},
            REASON,
            "日期应在2000年至2100年之间。",
            "plan_finished",
        ),
    ],
)
def test_plan_is_refused_with_a_sentence(project, by, plans, reason, sentence, field):
    error = refused(project, lambda: plan_stages(project, plans, reason, by=by, at=AT))

    assert (str(error), error.field) == (sentence, field)


# Reaching


def test_reached_stage_keeps_its_plan_and_supersedes_the_record(project, by):
    former = current(project, STARTED)

    reach_stage(project, STARTED, Reached(AUGUST_1, note="举行开工仪式"), by=by, at=AT)

    former.refresh_from_db()
    new = current(project, STARTED)
    assert former.superseded_at == new.recorded_at == AT
    assert (new.planned_on, new.is_reached, new.actual_on) == (JUNE_30, True, AUGUST_1)
    assert new.note == "举行开工仪式"
    event = Event.objects.get()
    assert (event.verb, event.actor) == ("登记阶段", by)
    assert event.detail["words"] == "开工：2022年8月1日，举行开工仪式"
    assert counter() == 1


@pytest.mark.parametrize(
    ("day", "precision", "kept"),
    [
        (date(2022, 7, 5), Precision.MONTH, date(2022, 7, 31)),
        (date(2022, 6, 2), Precision.DAY, date(2022, 6, 2)),
        (None, Precision.DAY, None),
    ],
)
def test_day_known_to_the_month_is_kept_as_its_last(project, by, day, precision, kept):
    record = reach_stage(project, STARTED, Reached(day, precision), by=by, at=AT)

    assert (record.actual_on, record.actual_precision) == (kept, precision)


def test_day_known_to_the_year_is_kept_as_its_last():
    project = led_project()

    given = Reached(date(2021, 3, 5), Precision.YEAR)
    record = reach_stage(project, STARTED, given, by=staff_of(project), at=AT)

    assert record.actual_on == date(2021, 12, 31)


def test_stages_may_be_passed_over(project, by):
    reach_stage(project, FINISHED, Reached(AUGUST_1), by=by, at=AT)

    assert current(project, FINISHED).is_reached
    assert current(project, BUILDING) is None


@pytest.mark.parametrize(
    ("stage", "given", "sentence", "field"),
    [
        (
            Stage.PLANNED,
            Reached(JUNE_1),
            "阶段只能向前推进：该项目已到“签约”，不能改回“谋划”。",
            "stage",
        ),
        (
            SIGNED,
            Reached(JUNE_30),
            "该项目已登记到达“签约”，登记有误的，请由指挥部办公室更正。",
            "stage",
        ),
        (STARTED, Reached(date(2022, 8, 11)), "实际日期不能晚于登记之日。", "actual_on"),
        (
            STARTED,
            Reached(date(2022, 8, 1), Precision.MONTH),
            "2022年8月尚未结束，请填写具体日期。",
            "actual_on",
        ),
        (
            STARTED,
            Reached(date(2022, 1, 1), Precision.YEAR),
            "2022年尚未结束，请填写具体日期。",
            "actual_on",
        ),
        (
            STARTED,
            Reached(date(2022, 5, 31)),
            "实际日期前后颠倒：“开工”（2022年5月31日）不能早于“签约”（2022年6月1日）。",
            "actual_on",
        ),
        (STARTED, Reached(date(1022, 6, 1)), "日期应在2000年至2100年之间。", "actual_on"),
        (STARTED, Reached(JUNE_30, note="长" * 201), "不能超过200字，现有201字。", "note"),
    ],
)
def test_stage_is_refused_with_a_sentence(project, by, stage, given, sentence, field):
    error = refused(project, lambda: reach_stage(project, stage, given, by=by, at=AT))

    assert (str(error), error.field) == (sentence, field)


def test_building_does_not_go_back_to_started(by, project):
    reached(project, BUILDING, date(2022, 7, 1))

    error = refused(project, lambda: reach_stage(project, STARTED, Reached(JUNE_30), by=by, at=AT))

    assert str(error) == "阶段只能向前推进：该项目已到“在建”，不能改回“开工”。"


def test_nothing_is_reached_while_the_project_stands_still(project, by):
    InterruptionFactory(project=project)

    error = refused(project, lambda: reach_stage(project, STARTED, Reached(AUGUST_1), by=by, at=AT))

    assert str(error) == "该项目自2022年7月1日起停建，登记复工以后才能登记阶段到达。"


def test_day_in_a_stop_that_is_over_is_refused_and_the_day_of_return_is_not(project, by):
    InterruptionFactory(
        project=project, ends_on=AUGUST_1, end_approval="市发改委", ended_at=AT, ended_by=office()
    )

    def reach(day: date):
        return reach_stage(project, STARTED, Reached(day), by=by, at=AT)

    error = refused(project, lambda: reach(date(2022, 7, 31)))
    assert str(error) == "2022年7月31日该项目正在停建，请核对日期。"
    assert reach(AUGUST_1).actual_on == AUGUST_1


@pytest.mark.parametrize(
    "deed",
    [
        lambda project, **who: plan_stages(project, {FINISHED: AUGUST_1}, **who),
        lambda project, **who: reach_stage(project, STARTED, Reached(AUGUST_1), **who),
        lambda project, **who: correct_stage(project, SIGNED, Reached(JUNE_30), REASON, **who),
        lambda project, **who: undo_stage(project, SIGNED, REASON, **who),
    ],
    ids=["plan", "reach", "correct", "undo"],
)
def test_nothing_moves_after_the_withdrawal(project, deed):
    InterruptionFactory(project=project, kind="withdrawn")

    error = refused(project, lambda: deed(project, by=office(), at=AT))

    assert str(error) == "该项目已于2022年7月1日调出（批准：市发改委〔2022〕8号），不能再作登记。"
