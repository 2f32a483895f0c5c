"""Correcting and taking back stages; the order of writing, and who may do what."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from projects.models import StageRecord
from projects.progress import Stage
from projects.queries.stages import stage_version
from projects.services.stage_steps import StagesMovedError
from projects.services.stages import (
    Reached,
    correct_stage,
    plan_stages,
    reach_stage,
    undo_stage,
)
from strategy.clock import SHANGHAI
from strategy.models import Event, Role
from tests.factories import UserFactory
from tests.factories.stages import (
    AT,
    office,
    reached,
    signed_project,
    staff_of,
)

from .stage_books import current, refused

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
