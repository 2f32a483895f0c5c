"""The page on which stages are recorded: who gets which forms, what a refusal shows."""

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client

from projects.models import Interruption, StageRecord
from projects.progress import Stage
from strategy.models import Role
from tests.factories import UserFactory
from tests.factories.stages import (
    InterruptionFactory,
    office,
    signed_project,
    staff_of,
)

pytestmark = pytest.mark.django_db

SIGNED, STARTED = Stage.SIGNED, Stage.STARTED
JUNE_1, JUNE_30 = date(2022, 6, 1), date(2022, 6, 30)
REACH = {"form": "reach", "stage": "started", "precision": "day", "actual_on": "2022-08-01"}
DECISION = {"starts_on": "2022-08-01", "approval": "市发改委", "reason": "用地指标尚未落实"}
SENT = {
    "reach": REACH,
    "plan": {"form": "plan", "plan_started": "2022-06-30", "plan_finished": "2023-06-30"},
    "correct": {
        "form": "correct", "stage": "signed", "deed": "correct", "precision": "day",
        "actual_on": "2022-06-02", "reason": "原登记日期有误",
    },
    "undo": {"form": "correct", "stage": "signed", "deed": "undo", "reason": "误将他项目登记",
        "actual_on": "八月"},
    "suspend": {"form": "suspend", "kind": "deferred", **DECISION},
    "resume": {"form": "resume", "ends_on": "2022-08-02", "approval": "市发改委"},
    "withdraw": {"form": "withdraw", **DECISION},
}  # fmt: skip


@pytest.fixture(autouse=True)
def day(settings):
    settings.DEMO_TODAY = date(2022, 8, 10)


@pytest.fixture
def project():
    return signed_project(code="P001")


@pytest.fixture
def address(project) -> str:
    return f"{project.get_absolute_url()}stages/"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def clerk(project) -> Client:
    return client_of(staff_of(project))


@pytest.fixture
def coordinator(project) -> Client:
    return client_of(office())


def text_of(response) -> str:
    return response.content.decode()


def seen(client: Client, address: str) -> str:
    return re.search(r'name="seen" value="([^"]*)"', text_of(client.get(address)))[1]


def send(client: Client, address: str, typed: dict):
    """Send a form as it stands on the page."""
    return client.post(address, {"seen": seen(client, address)} | typed)


def offered(text: str) -> set[str]:
    return set(re.findall(r'<details class="foldout matter__step" id="(\w+)"', text))


def current(stage: Stage) -> StageRecord | None:
    return StageRecord.objects.known_at(None).filter(stage=stage).first()


def test_office_is_offered_everything_and_the_lead_unit_what_it_records(
    clerk, coordinator, address
):
    assert offered(text_of(clerk.get(address))) == {"reach", "plan"}
    everything = {"reach", "plan", "correct", "suspend", "withdraw"}
    assert offered(text_of(coordinator.get(address))) == everything


def test_project_that_stands_still_is_offered_its_return(project, clerk, coordinator, address):
    InterruptionFactory(project=project)

    assert offered(text_of(clerk.get(address))) == {"plan"}
    assert offered(text_of(coordinator.get(address))) == {"plan", "correct", "resume", "withdraw"}


def test_withdrawn_project_is_offered_nothing(project, coordinator, address):
    InterruptionFactory(project=project, kind="withdrawn")
    text = text_of(coordinator.get(address))

    assert offered(text) == set()
    assert "该项目已调出，不能再作登记。" in text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "role", [Role.OFFICIAL, Role.STAFF, Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR]
)
def test_page_is_closed_to_others(project, address, role, method):
    assert getattr(client_of(UserFactory(role=role)), method)(address, REACH).status_code == 403


@pytest.mark.parametrize("name", ["correct", "undo", "suspend", "resume", "withdraw"])
def test_lead_unit_cannot_send_what_is_the_offices(clerk, address, name):
    assert send(clerk, address, SENT[name]).status_code == 403
    assert not Interruption.objects.exists()
    assert StageRecord.objects.count() == 2


def test_page_is_kept_nowhere(clerk, address):
    assert "no-store" in clerk.get(address)["Cache-Control"]


def test_unknown_project_is_not_found(coordinator, project):
    assert coordinator.get("/projects/P999/stages/").status_code == 404


def test_stage_is_recorded_and_the_page_of_the_project_says_so(clerk, address, project):
    response = clerk.post(address, {"seen": seen(clerk, address)} | REACH, follow=True)

    assert response.redirect_chain == [(project.get_absolute_url(), 302)]
    assert "已登记到达“开工”。" in text_of(response)
    assert current(STARTED).actual_on == date(2022, 8, 1)
    assert current(STARTED).planned_on == JUNE_30


def test_stage_of_which_only_the_month_is_known(clerk, address):
    send(clerk, address, REACH | {"precision": "month", "actual_on": "2022-07-05"})

    record = current(STARTED)
    assert (record.actual_on, record.actual_precision) == (date(2022, 7, 31), "month")


def test_stage_of_which_no_day_is_known(clerk, address):
    send(clerk, address, REACH | {"precision": "unknown", "actual_on": ""})

    assert (current(STARTED).is_reached, current(STARTED).actual_on) == (True, None)


def test_plans_are_saved_together(clerk, address):
    assert send(clerk, address, SENT["plan"]).status_code == 302

    assert current(Stage.FINISHED).planned_on == date(2023, 6, 30)
    assert StageRecord.objects.count() == 3


@pytest.mark.parametrize("name", ["correct", "undo", "suspend", "withdraw"])
def test_office_may_do_the_rest(coordinator, address, name):
    assert send(coordinator, address, SENT[name]).status_code == 302

    done = {
        "correct": lambda: current(SIGNED).actual_on == date(2022, 6, 2),
        "undo": lambda: current(SIGNED) is None,
        "suspend": lambda: Interruption.objects.get().kind == "deferred",
        "withdraw": lambda: Interruption.objects.get().kind == "withdrawn",
    }
    assert done[name]()


def test_return_is_recorded(project, coordinator, address):
    InterruptionFactory(project=project)

    assert send(coordinator, address, SENT["resume"]).status_code == 302
    assert Interruption.objects.get().ends_on == date(2022, 8, 2)


def test_correction_begins_with_what_is_on_record(coordinator, address):
    text = text_of(coordinator.get(f"{address}?correct=signed"))

    assert 'value="2022-06-01"' in text
    assert "更正：签约" in text


@pytest.mark.parametrize(
    ("typed", "anchor", "sentence"),
    [
        (
            REACH | {"stage": "planned"},
            "reach_stage",
            "阶段只能向前推进：该项目已到“签约”，不能改回“谋划”。",
        ),
        (REACH | {"actual_on": "2022-08-11"}, "reach_actual_on", "实际日期不能晚于登记之日。"),
        (
            REACH | {"actual_on": ""},
            "reach_actual_on",
            "请填写实际日期；不知道的，请选“日期不详”。",
        ),
        (
            REACH | {"precision": "unknown"},
            "reach_actual_on",
            "已选“日期不详”，请清除日期，或改选日期精确程度。",
        ),
        (
            REACH | {"actual_on": "八月一日"},
            "reach_actual_on",
            "日期无法识别，应写作“2022-08-15”的形式。",
        ),
        (
            REACH | {"actual_on": "0022-08-01"},
            "reach_actual_on",
            "日期应在2000年至2100年之间。",
        ),
        (
            SENT["plan"] | {"plan_started": "2022-09-30"},
            "plan_reason",
            "请说明原因，不少于5个字。",
        ),
        (
            SENT["plan"] | {"plan_finished": "2022-06-01"},
            "plan_plan_finished",
            "计划日期前后颠倒：“竣工”（2022年6月1日）不能早于“开工”（2022年6月30日）。",
        ),
    ],
)
def test_refusal_stands_above_and_leads_to_the_field_with_what_was_typed(
    clerk, address, typed, anchor, sentence
):
    response = send(clerk, address, typed | {"note": "举行开工仪式", "reason": ""})
    text = text_of(response)

    assert response.status_code == 422
    assert f'<a href="#{anchor}">' in text
    assert f'id="{anchor}"' in text
    assert text.count(sentence) == 2
    assert StageRecord.objects.count() == 2
    assert ("举行开工仪式" in text) == (typed["form"] == "reach")


def test_refusal_of_a_project_that_was_stopped_meanwhile_keeps_what_was_typed(
    project, clerk, address
):
    version = seen(clerk, address)
    InterruptionFactory(project=project)

    stale = clerk.post(address, REACH | {"seen": version, "note": "举行开工仪式"})
    again = send(clerk, address, REACH | {"note": "举行开工仪式"})

    assert (stale.status_code, again.status_code) == (409, 422)
    assert "该项目的进度刚刚由他人登记" in text_of(stale)
    assert "登记复工以后才能登记阶段到达。" in text_of(again)
    assert "举行开工仪式" in text_of(stale)
    assert "举行开工仪式" in text_of(again)


@pytest.mark.parametrize("version", ["", "1-2-3", "x-y-z-0", "9999999999999999999999-1-1-1"])
def test_form_without_a_real_version_is_refused(clerk, address, version):
    assert clerk.post(address, REACH | {"seen": version}).status_code == 409
    assert not current(STARTED).is_reached


@pytest.mark.parametrize("name", ["", "burn"])
def test_unknown_form_is_a_bad_request(clerk, address, name):
    assert clerk.post(address, REACH | {"form": name}).status_code == 400


def test_what_was_typed_is_there_after_a_new_sign_in(project, address):
    clerk = staff_of(project)
    client = Client()
    typed = REACH | {"note": "举行开工仪式", "typed_by": clerk.pk, "seen": "1-0-0-0"}
    urlencoded = "application/x-www-form-urlencoded"

    sent = client.post(address, urlencode(typed), content_type=urlencoded)
    assert sent.url == f"/accounts/login/?next={address}"
    client.force_login(clerk)
    text = text_of(client.get(address))

    assert "已恢复登录超时前填写的内容" in text
    assert "举行开工仪式" in text
    assert not current(STARTED).is_reached
    assert "举行开工仪式" not in text_of(client.get(address))


def test_page_asks_few_queries(clerk, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        clerk.get(address)
