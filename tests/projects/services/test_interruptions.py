"""Stop, delay, return and withdrawal: each with an approval, and what each refuses."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from projects.models import Interruption
from projects.progress import InterruptionKind as Kind
from projects.progress import Stage
from projects.queries.stages import stage_version
from projects.services.interruptions import Decision, resume, suspend, withdraw
from projects.services.stage_steps import StageError, StagesMovedError
from strategy.models import Event, PageCounter, Role
from tests.factories import UserFactory
from tests.factories.stages import AT, InterruptionFactory, led_project, office, reached, staff_of

pytestmark = pytest.mark.django_db

JULY_1, AUGUST_1, TOMORROW = date(2022, 7, 1), date(2022, 8, 1), date(2022, 8, 11)
APPROVAL, REASON = "市政府常务会议纪要〔2022〕12号", "用地指标尚未落实"


def decision(day: date = JULY_1, approval: str = APPROVAL, reason: str = REASON) -> Decision:
    return Decision(day, approval, reason)


@pytest.fixture
def project():
    """Started on 1 June."""
    project = led_project()
    reached(project, Stage.STARTED, date(2022, 6, 1))
    return project


@pytest.fixture
def by():
    return office()


def refused(project, deed, error=StageError) -> StageError:
    def stands():
        rows = Interruption.objects.order_by("pk").values_list()
        return list(rows), Event.objects.count(), list(PageCounter.objects.values_list())

    before = stands()
    with pytest.raises(error) as caught:
        deed()
    assert stands() == before
    return caught.value


@pytest.mark.parametrize("kind", [Kind.SUSPENDED, Kind.DEFERRED])
def test_stop_is_kept_with_its_approval_and_reason(project, by, kind):
    row = suspend(project, kind, decision(), by=by, at=AT)

    row.refresh_from_db()
    assert (row.kind, row.starts_on, row.approval, row.reason) == (kind, JULY_1, APPROVAL, REASON)
    assert (row.recorded_at, row.recorded_by, row.ends_on) == (AT, by, None)
    event = Event.objects.get()
    assert (event.verb, event.subject_key) == (kind.label, project.code)
    assert event.detail["words"] == f"自2022年7月1日起，批准：{APPROVAL}，{REASON}"


def test_return_is_kept_with_its_approval(project, by):
    InterruptionFactory(project=project)

    row = resume(project, AUGUST_1, "市发改委批复", by=by, at=AT)

    row.refresh_from_db()
    assert (row.ends_on, row.end_approval) == (AUGUST_1, "市发改委批复")
    assert (row.ended_at, row.ended_by) == (AT, by)
    assert Event.objects.get().verb == "复工"


def test_project_that_returned_may_be_stopped_again(project, by):
    suspend(project, Kind.SUSPENDED, decision(), by=by, at=AT)
    resume(project, AUGUST_1, APPROVAL, by=by, at=AT)

    error = refused(
        project,
        lambda: suspend(project, Kind.DEFERRED, decision(date(2022, 7, 31)), by=by, at=AT),
    )
    assert str(error) == "缓建开始日期不能早于上次复工日期（2022年8月1日）。"
    assert suspend(project, Kind.DEFERRED, decision(AUGUST_1), by=by, at=AT).pk


def test_withdrawal_ends_a_stop(project, by):
    stop = InterruptionFactory(project=project)

    row = withdraw(project, decision(AUGUST_1), by=by, at=AT)

    stop.refresh_from_db()
    assert row.kind == Kind.WITHDRAWN
    assert (stop.ends_on, stop.end_approval) == (AUGUST_1, APPROVAL)


@pytest.mark.parametrize(
    ("given", "sentence", "field"),
    [
        (decision(TOMORROW), "停建开始日期不能晚于登记之日。", "starts_on"),
        (decision(date(1022, 7, 1)), "日期应在2000年至2100年之间。", "starts_on"),
        (
            decision(date(2022, 5, 31)),
            "停建开始日期不能早于已到达的阶段“开工”（2022年6月1日）。",
            "starts_on",
        ),
        (decision(approval="  "), "请填写批准文件或批准人。", "approval"),
        (decision(approval="长" * 101), "不能超过100字，现有101字。", "approval"),
        (decision(reason="不详"), "请说明原因，不少于5个字。", "reason"),
    ],
)
def test_stop_is_refused_with_a_sentence(project, by, given, sentence, field):
    error = refused(project, lambda: suspend(project, Kind.SUSPENDED, given, by=by, at=AT))

    assert (str(error), error.field) == (sentence, field)


def test_project_that_stands_still_is_not_stopped_again(project, by):
    InterruptionFactory(project=project)

    error = refused(
        project,
        lambda: suspend(project, Kind.DEFERRED, decision(AUGUST_1), by=by, at=AT),
    )

    assert str(error) == "该项目自2022年7月1日起已在停建，不能重复登记。"


@pytest.mark.parametrize(
    ("day", "approval", "sentence", "field"),
    [
        (TOMORROW, APPROVAL, "复工日期不能晚于登记之日。", "ends_on"),
        (JULY_1, APPROVAL, "复工日期应晚于停建开始之日。", "ends_on"),
        (AUGUST_1, " ", "请填写批准文件或批准人。", "approval"),
    ],
)
def test_return_is_refused_with_a_sentence(project, by, day, approval, sentence, field):
    InterruptionFactory(project=project)

    error = refused(project, lambda: resume(project, day, approval, by=by, at=AT))

    assert (str(error), error.field) == (sentence, field)


def test_project_that_goes_on_does_not_return(project, by):
    error = refused(project, lambda: resume(project, AUGUST_1, APPROVAL, by=by, at=AT))

    assert str(error) == "该项目没有停建或缓建，不需要登记复工。"


def test_withdrawal_lies_after_the_start_of_a_stop(project, by):
    InterruptionFactory(project=project)

    error = refused(project, lambda: withdraw(project, decision(JULY_1), by=by, at=AT))

    assert str(error) == "调出日期应晚于停建开始之日。"


def test_refused_withdrawal_leaves_a_stop_as_it_was(project, by):
    InterruptionFactory(project=project)

    error = refused(project, lambda: withdraw(project, decision(TOMORROW), by=by, at=AT))

    assert str(error) == "调出开始日期不能晚于登记之日。"


@pytest.mark.parametrize(
    "deed",
    [
        lambda project, **who: suspend(project, Kind.SUSPENDED, decision(AUGUST_1), **who),
        lambda project, **who: resume(project, AUGUST_1, APPROVAL, **who),
        lambda project, **who: withdraw(project, decision(AUGUST_1), **who),
    ],
    ids=["suspend", "resume", "withdraw"],
)
def test_withdrawn_project_stays_withdrawn(project, by, deed):
    InterruptionFactory(project=project, kind="withdrawn")

    error = refused(project, lambda: deed(project, by=by, at=AT))

    assert str(error) == "该项目已于2022年7月1日调出（批准：市发改委〔2022〕8号），不能再作登记。"


def test_second_of_two_who_saw_the_same_page_is_told(project, by):
    seen = stage_version(project.pk)
    suspend(project, Kind.SUSPENDED, decision(), by=by, at=AT, seen=seen)

    refused(
        project,
        lambda: resume(project, AUGUST_1, APPROVAL, by=by, at=AT, seen=seen),
        StagesMovedError,
    )


@pytest.mark.parametrize("role", [*(one for one in Role if one != Role.COORDINATOR), "lead"])
def test_only_the_office_decides(project, role):
    user = staff_of(project) if role == "lead" else UserFactory(role=role)
    who = {"by": user, "at": AT}

    refused(
        project,
        lambda: suspend(project, Kind.SUSPENDED, decision(), **who),
        PermissionDenied,
    )
    refused(project, lambda: withdraw(project, decision(), **who), PermissionDenied)
    refused(project, lambda: resume(project, AUGUST_1, APPROVAL, **who), PermissionDenied)
