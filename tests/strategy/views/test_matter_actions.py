"""The page of a matter offers exactly what its reader may do, and the addresses do no more."""

from datetime import timedelta

import pytest
from django.db import transaction

from strategy.models import Matter, MatterStatus, Role
from strategy.queries.matter_actions import Action
from strategy.services.matter_requests import ask_extension, object_to, refuse_request
from strategy.wording.matter_actions import APPLY_LATER
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.matters import DUE_ON, coordinator, problem, staff_of, stood

from .matters import LATER, NOW, client_of, offered, page_of, people, send, typed

pytestmark = pytest.mark.django_db

S = MatterStatus
WORK = {"attach"}
KINDS = {"ask": "extension", "object": "objection"}
EXPECTED = {
    S.REGISTERED: {"office": {"assign", "attach", "withdraw"}, "lead": WORK, "helper": WORK},
    S.ASSIGNED: {
        "lead": {"receive", "object", "attach"},
        "helper": WORK,
        "office": {"attach", "withdraw"},
    },
    S.RECEIVED: {
        "lead": {"progress", "ask", "object", "attach"},
        "helper": WORK,
        "office": WORK,
    },
    S.HANDLING: {
        "lead": {"progress", "apply", "ask", "attach"},
        "helper": {"progress", "attach"},
        "office": WORK,
    },
    S.APPLIED: {
        "checker": {"verify", "return"},
        "office": {"verify", "return", "attach"},
        "lead": WORK,
        "helper": WORK,
    },
    S.VERIFIED: {"office": {"close", "return", "attach"}, "lead": WORK, "helper": WORK},
    S.CLOSED: {"office": {"reopen", "visit"}},
    S.WITHDRAWN: {},
}
"""Who is offered what while time is left; all others nothing."""


@pytest.fixture(autouse=True)
def day(settings):
    """The day on which the matter was registered."""
    settings.DEMO_TODAY = NOW.date()


@pytest.fixture
def lead():
    return OrganisationFactory(name="市自然资源局")


@pytest.fixture
def helper():
    return OrganisationFactory(name="市生态环境局")


@pytest.fixture
def matter(lead, helper) -> Matter:
    origin = Matter.Origin.ENTERPRISE
    return problem(lead, supporting=(helper,), origin=origin)


@pytest.mark.parametrize("status", S)
def test_each_reader_is_offered_what_the_status_asks_of_them(matter, lead, helper, status):
    stood(matter, status, at=NOW)

    for who, user in people(lead, helper).items():
        assert offered(page_of(client_of(user), matter)) == EXPECTED[status].get(who, set()), who


@pytest.mark.parametrize(
    "status", [S.REGISTERED, S.ASSIGNED, S.RECEIVED, S.HANDLING, S.APPLIED, S.CLOSED]
)
@pytest.mark.parametrize("who", ["lead", "office"])
def test_what_is_offered_can_be_done_and_nothing_else(matter, lead, helper, status, who):
    stood(matter, status, at=NOW)
    client, done = client_of(people(lead, helper)[who]), set()

    for action in Action:
        with transaction.atomic():
            response = send(client, action, matter, typed(action, matter, lead))
            transaction.set_rollback(True)
        assert response.status_code in {302, 403, 404, 409, 422}
        done |= {action.value} if response.status_code == 302 else set()

    assert done == EXPECTED[status].get(who, set())


def test_overdue_matter_offers_the_slip_and_no_extension(matter, lead, helper, settings):
    stood(matter, S.HANDLING, at=NOW)
    settings.DEMO_TODAY = DUE_ON + timedelta(days=3)
    everyone = people(lead, helper)

    assert offered(page_of(client_of(everyone["office"]), matter)) == {"slip", "attach"}
    assert "ask" not in offered(page_of(client_of(everyone["lead"]), matter))


def test_open_request_is_answered_by_the_office_before_the_close(matter, lead, helper):
    stood(matter, S.HANDLING, at=NOW)
    ask_extension(matter, "须上报省厅", LATER, by=staff_of(lead), at=NOW)
    everyone = people(lead, helper)

    assert "decide" in offered(page_of(client_of(everyone["office"]), matter))
    assert offered(page_of(client_of(everyone["lead"]), matter)) == {"progress", "attach"}


@pytest.mark.parametrize(("who", "is_told"), [("lead", True), ("helper", False), ("office", False)])
def test_who_could_apply_for_the_close_is_told_what_it_waits_for(
    matter, lead, helper, who, is_told
):
    stood(matter, S.HANDLING, at=NOW)
    client = client_of(people(lead, helper)[who])
    assert APPLY_LATER not in page_of(client, matter)

    asked = ask_extension(matter, "须上报省厅", LATER, by=staff_of(lead), at=NOW)
    assert (APPLY_LATER in page_of(client, matter)) == is_told
    refuse_request(asked, "按原时限办理", by=coordinator(), at=NOW)

    assert APPLY_LATER not in page_of(client, matter)


def test_nobody_is_told_to_wait_with_a_close_that_is_not_reached_yet(matter, lead):
    stood(matter, S.RECEIVED, at=NOW)
    ask_extension(matter, "须上报省厅", LATER, by=staff_of(lead), at=NOW)

    assert APPLY_LATER not in page_of(client_of(staff_of(lead)), matter)


def test_assigned_matter_is_not_withdrawn_before_its_objection_is_answered(matter, lead, helper):
    stood(matter, S.ASSIGNED, at=NOW)
    object_to(matter, "不属本单位职责", by=staff_of(lead), at=NOW)
    office = client_of(coordinator())

    assert offered(page_of(office, matter)) == {"decide", "attach"}
    refused = send(office, "withdraw", matter, typed("withdraw", matter, lead))
    assert refused.status_code == 422
    assert "交办异议尚未答复，请待答复后再撤销。" in refused.content.decode()
    assert matter.current.status == S.ASSIGNED


def test_mistyped_instruction_is_withdrawn_with_the_reason_until_it_is_signed_for(lead):
    matter = stood(problem(lead, kind=Matter.Kind.INSTRUCTION), S.ASSIGNED, at=NOW)
    office, unit = client_of(coordinator()), client_of(staff_of(lead))
    data = typed("withdraw", matter, lead)
    assert "待签收" in unit.get("/reporting/").content.decode()

    assert send(office, "withdraw", matter, data | {"note": ""}).status_code == 422
    assert send(office, "withdraw", matter, data | {"note": "文字有误"}).status_code == 302

    assert (matter.current.status, matter.current.lead) == (S.WITHDRAWN, lead)
    assert "原定由市自然资源局牵头" in page_of(office, matter)
    assert "文字有误" in page_of(unit, matter)
    assert "待签收" not in unit.get("/reporting/").content.decode()
    assert offered(page_of(unit, matter)) == set()


def test_objection_is_not_offered_after_one_work_day(matter, lead, helper, settings):
    stood(matter, S.ASSIGNED, at=NOW)
    settings.DEMO_TODAY = NOW.date() + timedelta(days=2)

    assert offered(page_of(client_of(staff_of(lead)), matter)) == {"receive", "attach"}


def test_who_has_handled_it_is_offered_neither_the_check_nor_the_close(lead):
    """Somebody who has moved from the lead unit to the one that checks."""
    checker = OrganisationFactory()
    matter = stood(problem(lead, checker=checker), S.APPLIED, at=NOW)
    handler = staff_of(lead)
    handler.organisation = checker
    handler.save()

    assert offered(page_of(client_of(handler), matter)) == {"return"}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICIAL, Role.STAFF, Role.COORDINATOR}))
@pytest.mark.parametrize("unit", ["office", "lead"])
def test_administrators_get_nothing_of_it(matter, lead, role, unit):
    stood(matter, S.HANDLING, at=NOW)
    organisation = lead if unit == "lead" else matter.checker
    client = client_of(UserFactory(role=role, organisation=organisation))

    assert client.get(f"/matters/{matter.pk}/").status_code == 403
    assert client.get("/matters/new/").status_code == 403
    assert client.post("/matters/new/", {"kind": "problem"}).status_code == 403
    for action in set(Action) - {Action.DECIDE}:
        assert send(client, action, matter, typed(action, matter, lead)).status_code == 403


def test_others_task_is_refused_before_what_was_typed_is_read(matter, lead):
    stood(matter, S.HANDLING, at=NOW)
    stranger, official = UserFactory(), UserFactory(role=Role.OFFICIAL, organisation=lead)

    for user in (stranger, official):
        for action in set(Action) - {Action.DECIDE}:
            response = send(client_of(user), action, matter, {"kind": KINDS.get(action, "")})
            assert response.status_code == 403, action


@pytest.mark.parametrize("verb", ["nothing", "register", "extend", "release", "uphold", "decide"])
def test_unknown_verb_is_not_found(matter, lead, verb):
    client = client_of(people(lead, lead)["office"])

    assert client.post(f"/matters/{matter.pk}/{verb}/").status_code == 404


def test_matter_that_is_not_there_is_not_found(matter, lead):
    client = client_of(staff_of(lead))

    assert client.get("/matters/99999/").status_code == 404
    assert client.post("/matters/99999/receive/").status_code == 404
