"""Planning, reaching, correcting and taking back stages: what is written, and what is refused."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from projects.models import StageRecord
from projects.progress import Stage
from projects.queries.stages import stage_version
from projects.services.stage_steps import StageError, StagesMovedError
from projects.services.stages import (
    Reached,
    correct_stage,
    plan_stages,
    reach_stage,
    undo_stage,
)
from strategy.clock import SHANGHAI
from strategy.models import Event, PageCounter, Role
from strategy.models.fields import Precision
from tests.factories import UserFactory
from tests.factories.stages import (
    AT,
    InterruptionFactory,
    led_project,
    office,
    planned,
    reached,
    staff_of,
)

pytestmark = pytest.mark.django_db

JUNE_1, JUNE_30, AUGUST_1 = date(2022, 6, 1), date(2022, 6, 30), date(2022, 8, 1)
SIGNED, STARTED, BUILDING, FINISHED = Stage.SIGNED, Stage.STARTED, Stage.BUILDING, Stage.FINISHED
REASON = "原登记日期有误"


@pytest.fixture
def project():
    """Signed on 1 June, to be started by the 30th."""
    project = led_project()
    reached(project, SIGNED, JUNE_1)
    planned(project, STARTED, JUNE_30)
    return project


@pytest.fixture
def by(project):
    return staff_of(project)


def books(project) -> list[tuple]:
    """Everything on the books, as it is compared after a refusal."""
    return list(StageRecord.objects.filter(project=project).order_by("pk").values_list())


def current(project, stage) -> StageRecord | None:
    return StageRecord.objects.known_at(None).filter(project=project, stage=stage).first()


def counter() -> int:
    return PageCounter.objects.values_list("value", flat=True).first() or 0


def refused(project, deed, error=StageError) -> StageError:
    """Do what is refused, and see that nothing has changed."""
    before = books(project), Event.objects.count(), counter()

    with pytest.raises(error) as caught:
        deed()

    assert (books(project), Event.objects.count(), counter()) == before
    return caught.value


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


# Correcting


def test_correction_is_a_new_record_with_a_reason(project):
    former = current(project, SIGNED)

    given = Reached(date(2022, 6, 3), note="以协议为准")
    record = correct_stage(project, SIGNED, given, REASON, by=office(), at=AT)

    former.refresh_from_db()
    assert (former.actual_on, former.superseded_at) == (JUNE_1, AT)
    assert (record.actual_on, record.reason) == (date(2022, 6, 3), REASON)
    assert Event.objects.get().verb == "更正阶段"


def test_stage_that_was_passed_over_is_added_later(project):
    added = Reached(date(2022, 5, 1))

    correct_stage(project, Stage.PLANNED, added, "补登谋划阶段", by=office(), at=AT)

    assert current(project, Stage.PLANNED).actual_on == date(2022, 5, 1)


def test_planned_day_of_a_reached_stage_is_corrected_by_the_office(project):
    same = Reached(JUNE_1)

    record = correct_stage(
        project, SIGNED, same, REASON, planned_on=date(2022, 5, 31), by=office(), at=AT
    )

    assert (record.planned_on, record.actual_on) == (date(2022, 5, 31), JUNE_1)


@pytest.mark.parametrize(
    ("stage", "given", "options", "sentence", "field"),
    [
        (SIGNED, Reached(JUNE_30), {"reason": "有误"}, "请说明原因，不少于5个字。", "reason"),
        (SIGNED, Reached(JUNE_1), {}, "与现有登记相同，没有可更正的内容。", ""),
        (STARTED, Reached(JUNE_30), {}, "“开工”尚未登记到达，没有可更正的内容。", "stage"),
        (SIGNED, Reached(date(2022, 8, 11)), {}, "实际日期不能晚于登记之日。", "actual_on"),
        (
            Stage.PLANNED,
            Reached(JUNE_30),
            {},
            "实际日期前后颠倒：“签约”（2022年6月1日）不能早于“谋划”（2022年6月30日）。",
            "actual_on",
        ),
        (
            SIGNED,
            Reached(JUNE_30),
            {"planned_on": AUGUST_1},
            "计划日期前后颠倒：“开工”（2022年6月30日）不能早于“签约”（2022年8月1日）。",
            "planned_on",
        ),
    ],
)
def test_correction_is_refused_with_a_sentence(project, stage, given, options, sentence, field):
    named = {"reason": REASON} | options

    error = refused(
        project, lambda: correct_stage(project, stage, given, by=office(), at=AT, **named)
    )

    assert (str(error), error.field) == (sentence, field)


def test_newest_stage_is_taken_back_and_its_plan_stays(project):
    reached(project, BUILDING, date(2022, 7, 1), planned_on=AUGUST_1)

    undo_stage(project, BUILDING, "误将他项目登记", by=office(), at=AT)

    back = current(project, BUILDING)
    assert (back.is_reached, back.planned_on, back.reason) == (False, AUGUST_1, "误将他项目登记")
    assert Event.objects.get().detail["words"] == "在建，误将他项目登记"


def test_stage_without_a_plan_that_is_taken_back_leaves_the_books_and_may_come_again(project, by):
    undo_stage(project, SIGNED, "误将他项目登记", by=office(), at=AT)
    assert current(project, SIGNED) is None

    reach_stage(project, SIGNED, Reached(JUNE_30), by=by, at=AT)

    times = StageRecord.objects.filter(stage=SIGNED).order_by("pk")
    assert times.count() == 2
    assert times[0].superseded_at < times[1].recorded_at


@pytest.mark.parametrize(
    ("stage", "reason", "sentence"),
    [
        (SIGNED, "误", "请说明原因，不少于5个字。"),
        (STARTED, REASON, "“开工”尚未登记到达，没有可撤销的内容。"),
        (
            Stage.PLANNED,
            REASON,
            "只能撤销最新到达的阶段：该项目已到“签约”，不能撤销“谋划”。",
        ),
    ],
)
def test_taking_back_is_refused_with_a_sentence(project, stage, reason, sentence):
    error = refused(project, lambda: undo_stage(project, stage, reason, by=office(), at=AT))

    assert str(error) == sentence


# Order of writing, rights


def test_second_of_two_who_saw_the_same_page_is_told(project, by):
    seen = stage_version(project.pk)
    reach_stage(project, STARTED, Reached(AUGUST_1), by=by, at=AT, seen=seen)

    error = refused(
        project,
        lambda: plan_stages(project, {FINISHED: AUGUST_1}, by=by, at=AT, seen=seen),
        StagesMovedError,
    )

    assert str(error) == "该项目的进度刚刚由他人登记，请核对最新情况后重新提交。"


def test_every_write_gives_another_version(project, by):
    versions = [stage_version(project.pk)]
    for deed in (
        lambda: reach_stage(project, STARTED, Reached(AUGUST_1), by=by, at=AT),
        lambda: plan_stages(project, {FINISHED: date(2023, 1, 1)}, by=by, at=AT),
        lambda: plan_stages(project, {FINISHED: None}, REASON, by=by, at=AT),
        lambda: undo_stage(project, STARTED, REASON, by=office(), at=AT),
    ):
        deed()
        versions.append(stage_version(project.pk))

    assert len(set(versions)) == len(versions)


def test_clock_that_was_set_back_writes_after_what_stands(project, by):
    before = AT - timedelta(hours=2)
    reach_stage(project, STARTED, Reached(AUGUST_1), by=by, at=AT)

    correct_stage(project, STARTED, Reached(JUNE_30), REASON, by=office(), at=before)

    first, second = StageRecord.objects.filter(stage=STARTED, is_reached=True).order_by("pk")
    assert first.superseded_at == second.recorded_at > AT


def test_books_can_be_read_as_of_any_past_day(project, by):
    reach_stage(project, STARTED, Reached(AUGUST_1), by=by, at=AT)
    undo_stage(project, STARTED, REASON, by=office(), at=AT + timedelta(days=3))

    def known(day: int) -> bool:
        moment = datetime(2022, 8, day, tzinfo=SHANGHAI)
        records = StageRecord.objects.known_at(moment)
        return records.get(stage=STARTED, project=project).is_reached

    assert [known(day) for day in (10, 11, 13, 14)] == [False, True, True, False]


DEEDS = {
    "plan": lambda project, **who: plan_stages(project, {FINISHED: AUGUST_1}, **who),
    "reach": lambda project, **who: reach_stage(project, STARTED, Reached(AUGUST_1), **who),
    "correct": lambda project, **who: correct_stage(
        project, SIGNED, Reached(JUNE_30), REASON, **who
    ),
    "undo": lambda project, **who: undo_stage(project, SIGNED, REASON, **who),
}
MAY = {
    "office": {"plan", "reach", "correct", "undo"},
    "lead": {"plan", "reach"},
    "area": {"plan", "reach"},
    "stranger": set(),
    "official": set(),
    "inactive": set(),
    "auditor": set(),
}


@pytest.mark.parametrize("who", MAY)
@pytest.mark.parametrize("name", DEEDS)
def test_who_may_do_what(project, who, name):
    area = UserFactory(organisation__kind="area", organisation__area_group="county")
    project.area = area.organisation
    project.save()
    users = {
        "office": office(),
        "lead": staff_of(project),
        "area": area,
        "stranger": UserFactory(),
        "official": UserFactory(role=Role.OFFICIAL, organisation=project.lead),
        "inactive": UserFactory(organisation=project.lead, is_active=False),
        "auditor": UserFactory(role=Role.AUDITOR, organisation=project.lead),
    }

    if name in MAY[who]:
        DEEDS[name](project, by=users[who], at=AT)
        assert Event.objects.exists()
        return
    refused(project, lambda: DEEDS[name](project, by=users[who], at=AT), PermissionDenied)
