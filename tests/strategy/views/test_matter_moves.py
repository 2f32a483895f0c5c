"""What the page of a matter answers when something is sent: done, refused, or too late."""

import pytest

from strategy.models import Matter, MatterStatus
from strategy.services.matter_requests import ask_extension
from strategy.services.matters import report_progress
from tests.factories import OrganisationFactory
from tests.factories.evidence import PDF
from tests.factories.matters import DUE_ON, REGISTERED_AT, coordinator, problem, staff_of, stood

from .matters import LATER, NOW, client_of, errors_at, page_of, send, typed, upload

pytestmark = pytest.mark.django_db

S = MatterStatus


@pytest.fixture(autouse=True)
def day(settings):
    settings.DEMO_TODAY = NOW.date()


@pytest.fixture
def lead():
    return OrganisationFactory(name="市自然资源局")


@pytest.fixture
def matter(lead) -> Matter:
    return problem(lead)


def test_step_leads_back_to_the_page_and_says_so(matter, lead):
    stood(matter, S.ASSIGNED)
    client = client_of(staff_of(lead))

    response = send(client, "receive", matter, typed("receive", matter, lead))

    assert response.url == f"/matters/{matter.pk}/"
    assert "已签收，请按时限办理。" in page_of(client, matter)
    assert matter.current.status == S.RECEIVED


def test_missing_word_is_asked_for_at_its_field_and_nothing_is_done(matter, lead):
    stood(matter, S.HANDLING)
    data = typed("ask", matter, lead) | {"note": ""}

    response = send(client_of(staff_of(lead)), "ask", matter, data)

    html = response.content.decode()
    assert response.status_code == 422
    assert errors_at(html) == {"ask_note": "请填写延期理由。"}
    assert LATER.isoformat() in html
    assert not matter.requests.exists()


def test_refusal_of_the_service_stands_at_its_field_with_what_was_typed(matter, lead):
    stood(matter, S.HANDLING)
    data = typed("ask", matter, lead) | {"due_on": DUE_ON, "note": "须上报省厅审批"}

    response = send(client_of(staff_of(lead)), "ask", matter, data)

    html = response.content.decode()
    assert response.status_code == 422
    assert list(errors_at(html)) == ["ask_due_on"]
    assert "须上报省厅审批" in html


def test_second_of_two_people_is_told_who_was_first_and_keeps_what_was_typed(matter, lead):
    stood(matter, S.HANDLING)
    data = typed("progress", matter, lead) | {"note": "第二个人的进展"}
    report_progress(matter, "第一个人的进展", by=staff_of(lead), at=NOW)

    response = send(client_of(staff_of(lead)), "progress", matter, data)

    html = response.content.decode()
    assert response.status_code == 409
    assert "该事项已由他人操作（办理进展）" in html
    assert "第二个人的进展</textarea>" in html
    assert f'name="seen" value="{matter.current.number}"' in html
    assert not matter.steps.filter(note="第二个人的进展").exists()


def test_what_was_typed_is_kept_where_its_form_is_gone(matter, lead):
    stood(matter, S.HANDLING)
    data = typed("progress", matter, lead) | {"note": "来不及的进展"}
    stood(matter, S.APPLIED)

    response = send(client_of(staff_of(lead)), "progress", matter, data)

    assert response.status_code == 409
    assert "您填写的内容：来不及的进展" in response.content.decode()


def test_step_that_the_status_does_not_allow_is_refused_with_a_sentence(matter, lead):
    data = typed("receive", matter, lead)

    response = send(client_of(staff_of(lead)), "receive", matter, data)

    assert response.status_code == 409
    assert "该事项已登记，不能签收。" in response.content.decode()


@pytest.mark.parametrize("seen", ["", "abc", "０", "9" * 50, "-1"])
def test_step_without_the_number_that_was_seen_is_not_taken(matter, lead, seen):
    stood(matter, S.ASSIGNED)

    response = send(client_of(staff_of(lead)), "receive", matter, {"seen": seen})

    assert response.status_code == 409
    assert matter.current.status == S.ASSIGNED


def test_application_needs_evidence_and_is_kept_whole_or_not_at_all(matter, lead):
    stood(matter, S.HANDLING)
    client = client_of(staff_of(lead))
    without = typed("apply", matter, lead) | {"attachments": ""}
    wrong = typed("apply", matter, lead) | {"attachments": [upload(), upload("a.pdf", b"MZ")]}

    assert "申请销号须上传佐证材料" in send(client, "apply", matter, without).content.decode()
    refused = send(client, "apply", matter, wrong)
    assert list(errors_at(refused.content.decode())) == ["apply_attachments"]
    assert not matter.attachments.exists()

    data = typed("apply", matter, lead) | {"attachments": [upload(), upload("b.pdf", PDF + b"2")]}
    assert send(client, "apply", matter, data).status_code == 302
    assert matter.attachments.count() == 2
    assert matter.current.status == S.APPLIED


def test_application_that_comes_too_late_leaves_no_file(matter, lead):
    stood(matter, S.HANDLING)
    data = typed("apply", matter, lead)
    report_progress(matter, "又有进展", by=staff_of(lead), at=NOW)

    assert send(client_of(staff_of(lead)), "apply", matter, data).status_code == 409
    assert not matter.attachments.exists()


def test_office_assigns_with_units_and_day(matter, lead):
    other, helper, checker = OrganisationFactory.create_batch(3)
    data = {"seen": 1, "lead": other.code, "due_on": LATER, "supporting": [helper.code]}
    client = client_of(coordinator())

    send(client, "assign", matter, data | {"checker": checker.code})

    step = matter.current
    matter.refresh_from_db()
    assert (step.lead, step.due_on, matter.checker) == (other, LATER, checker)
    assert list(matter.supporting.all()) == [helper]
    assert f"已交办{other.short_name}。" in page_of(client, matter)


@pytest.mark.parametrize(("decision", "until"), [("grant", LATER), ("refuse", DUE_ON)])
def test_office_answers_a_request(matter, lead, decision, until):
    stood(matter, S.HANDLING)
    ask_extension(matter, "须上报省厅", LATER, by=staff_of(lead), at=REGISTERED_AT)
    data = {"decision": decision, "note": "请抓紧办理"}

    assert send(client_of(coordinator()), "decide", matter, data).status_code == 302
    assert matter.current.due_on == until


def test_refusal_of_a_request_needs_its_reason(matter, lead):
    stood(matter, S.HANDLING)
    ask_extension(matter, "须上报省厅", LATER, by=staff_of(lead), at=REGISTERED_AT)

    response = send(client_of(coordinator()), "decide", matter, {"note": ""})

    assert response.status_code == 422
    assert list(errors_at(response.content.decode())) == ["decide_note"]


def test_typed_words_come_back_after_a_new_sign_in(matter, lead, client):
    stood(matter, S.RECEIVED)
    user = staff_of(lead)
    data = {"seen": 3, "form": "progress", "typed_by": user.pk, "note": "已报市局审查"}

    sent = client.post(f"/matters/{matter.pk}/progress/", data)
    client.force_login(user)
    html = page_of(client, matter)

    assert sent.url == f"/accounts/login/?next=/matters/{matter.pk}/"
    assert "已报市局审查</textarea>" in html
    assert "尚未提交" in html
    assert matter.current.status == S.RECEIVED
