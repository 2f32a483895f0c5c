"""The buttons of a sheet: submit whole or part, recall, 零报告; each keeps what is typed first."""

import pytest
from django.test import Client

from strategy.models import Revision, Status
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import approve_revisions
from strategy.services.submissions import submit_revisions
from tests.factories.figures import EXPLANATION
from tests.factories.organisations import UserFactory

from .sheets import CODES, NOW, PAGE, Unit, box, build_unit, page_data, typed

SUBMIT, RECALL, ZERO = (f"{PAGE}{verb}/" for verb in ("submit", "recall", "zero"))


@pytest.fixture
def unit(db) -> Unit:
    return build_unit()


@pytest.fixture
def clerk(unit, signed_in) -> Client:
    return signed_in(unit.clerk)


def statuses(unit) -> list:
    drafts = [unit.draft(kind) for kind in CODES]
    return [draft and Status(draft.status).name for draft in drafts]


def messages_of(response) -> str:
    return response.content.decode()


def test_all_that_is_typed_is_saved_and_submitted(clerk, unit):
    response = clerk.post(SUBMIT, typed(flow="100", to_date="75", stock="28"), follow=True)

    assert response.redirect_chain == [(PAGE, 302)]
    assert statuses(unit) == ["SUBMITTED"] * 3
    assert "已上报3项，等待审核；本月应报数据已全部上报。" in messages_of(response)


def test_marked_rows_alone_are_submitted(clerk, unit):
    data = typed(flow="100", to_date="75", stock="28") | {"row": CODES["to_date"]}

    response = clerk.post(SUBMIT, data, follow=True)

    assert statuses(unit) == ["DRAFT", "SUBMITTED", "DRAFT"]
    assert "已上报1项，等待审核；还有2项没有上报。" in messages_of(response)


def test_all_in_order_are_submitted_and_the_rest_waits(clerk, unit):
    data = typed(flow="100", to_date="5", stock="很多") | {"scope": "ready"}

    response = clerk.post(SUBMIT, data)

    assert response.status_code == 422
    assert statuses(unit) == ["SUBMITTED", "DRAFT", None]
    assert box(messages_of(response), f"{CODES['stock']}-value") == "很多"
    assert "已上报1项" in messages_of(response)


def test_blocked_row_stops_the_whole_and_says_so_at_the_row(clerk, unit):
    response = clerk.post(SUBMIT, typed(flow="100", to_date="5"))
    page = messages_of(response)

    assert response.status_code == 422
    assert statuses(unit) == ["DRAFT", "DRAFT", None]
    assert "有1项不能上报" in page
    assert "未上报：本月止累计5万元小于6月止累计60万元" in page
    assert "（填写的内容已保存2项）" in page


def test_question_must_be_explained_first(clerk, unit):
    data = typed(flow="2000000")

    assert "未上报：须对审核提示作出说明" in messages_of(clerk.post(SUBMIT, data))

    data |= {f"{CODES['flow']}-explanation": EXPLANATION, f"{CODES['flow']}-version": "1"}
    assert clerk.post(SUBMIT, data).status_code == 302
    assert statuses(unit)[0] == "SUBMITTED"


def test_unreadable_and_empty_rows_are_named_when_marked(clerk, unit):
    data = typed(flow="约三百", stock="") | {"row": [CODES["flow"], CODES["stock"]]}

    page = messages_of(clerk.post(SUBMIT, data))

    assert "未上报：所填内容没有保存" in page
    assert "未上报：尚未填报" in page
    assert page.count("checked") == 2


def test_nothing_to_submit_is_said(clerk, unit):
    response = clerk.post(SUBMIT, {})

    assert response.status_code == 422
    assert "没有可上报的数据" in messages_of(response)


def test_conflict_stops_the_submission(clerk, unit):
    enter_figures([Entry(unit.figure("flow"), 12)], by=unit.colleague, at=NOW)

    response = clerk.post(SUBMIT, typed(flow="15", to_date="75"))

    assert response.status_code == 409
    assert statuses(unit) == ["DRAFT", "DRAFT", None]
    assert "采用我填的" in messages_of(response)


def test_row_that_a_colleague_has_changed_is_not_submitted_unseen(clerk, unit):
    enter_figures([Entry(unit.figure("flow"), 11)], by=unit.clerk, at=NOW)
    data = page_data(clerk.get(PAGE).content.decode())
    enter_figures([Entry(unit.figure("flow"), 12)], by=unit.colleague, at=NOW)

    response = clerk.post(SUBMIT, data)

    assert response.status_code == 409
    assert "已变化" in messages_of(response)
    assert statuses(unit)[0] == "DRAFT"
    assert unit.draft("flow").value == 12


def test_submission_in_the_name_of_a_colleague_keeps_both_names(clerk, unit):
    data = typed(to_date="75") | {"on_behalf_of": unit.colleague.pk}

    response = clerk.post(SUBMIT, data, follow=True)

    revision = unit.draft("to_date")
    assert (revision.submitted_by, revision.submitted_for) == (unit.clerk, unit.colleague)
    assert "受李某委托，已上报1项" in messages_of(response)


def test_stranger_is_no_colleague(clerk, unit):
    data = typed(to_date="75") | {"on_behalf_of": UserFactory().pk}

    response = clerk.post(SUBMIT, data)

    assert response.status_code == 422
    assert statuses(unit) == [None, "DRAFT", None]


def submit_two(unit) -> list[Revision]:
    entries = [Entry(unit.figure("to_date"), 75), Entry(unit.figure("stock"), 28)]
    return submit_revisions(enter_figures(entries, by=unit.clerk, at=NOW), by=unit.clerk, at=NOW)


def test_recall_takes_one_row_or_all(clerk, unit):
    submit_two(unit)

    clerk.post(RECALL, {"recall": CODES["stock"]})
    assert statuses(unit) == [None, "SUBMITTED", "DRAFT"]

    response = clerk.post(RECALL, typed(flow="100"), follow=True)
    assert statuses(unit) == ["DRAFT", "DRAFT", "DRAFT"]
    assert "已撤回1项" in messages_of(response)


def test_recall_after_the_decision_changes_nothing(clerk, unit):
    drafts = submit_two(unit)
    reviewer = UserFactory(organisation=unit.figure("stock").series.reviewer)
    approve_revisions(drafts, by=reviewer, at=NOW)

    response = clerk.post(RECALL, {"recall": CODES["stock"]})

    assert response.status_code == 409
    assert "没有可撤回的数据" in messages_of(response)


def test_zero_report_fills_what_can_be_said_with_a_number(clerk, unit):
    response = clerk.post(ZERO, typed(), follow=True)

    assert [unit.draft(kind) and unit.draft(kind).value for kind in CODES] == [0, 60, None]
    assert "本月数填0的1项，累计数按上月止累计填写的1项；时点数、位次等1项未填" in messages_of(
        response
    )


def test_zero_report_leaves_what_is_filled(clerk, unit):
    clerk.post(ZERO, typed(flow="7"))

    assert unit.draft("flow").value == 7
    assert "没有可按零报告填写的数据" in messages_of(clerk.post(ZERO, {}, follow=True))


@pytest.mark.parametrize("path", [SUBMIT, RECALL, ZERO])
def test_step_is_a_post_by_the_unit(clerk, signed_in, unit, path):
    stranger = signed_in(UserFactory(organisation=unit.figure("flow").series.reviewer))

    assert clerk.get(path).status_code == 405
    assert stranger.post(path, typed(flow="1")).status_code == 403
    assert statuses(unit) == [None, None, None]
