"""The review page: what its buttons do, and what they refuse to do."""

from decimal import Decimal

import pytest
from django.urls import reverse

from strategy.models import Event, Figure, Revision, Status
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import approve_revisions
from strategy.services.submissions import recall_revisions, submit_revisions
from tests.factories import (
    OrganisationFactory,
    UserFactory,
)

from .review_desk import AT, PAGE, REASON, Desk, pairs, row_of, status_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


# Approving


def test_one_click_approves_all_that_has_no_question(desk):
    clear = [desk.submit() for _ in range(3)]
    flagged = desk.flagged()

    answer = desk.approve_all(*clear)

    assert answer.status_code == 302
    assert {status_of(one) for one in clear} == {Status.APPROVED}
    assert status_of(flagged) == Status.SUBMITTED


def test_page_lists_for_one_click_exactly_the_rows_without_a_question(desk):
    clear = [desk.submit() for _ in range(2)]
    desk.flagged()
    desk.returned_and_sent_again()

    page = desk.get()

    assert page.count('name="unquestioned"') == 2
    assert all(f'name="unquestioned" value="{pair}"' in page for pair in pairs(*clear))


def test_one_click_refuses_a_questionable_row_and_approves_nothing(desk):
    clear, flagged = desk.submit(), desk.flagged()

    answer = desk.approve_all(clear, flagged)

    assert answer.status_code == 409
    assert "已不属于无疑问项，须逐项核对" in answer.content.decode()
    assert {status_of(clear), status_of(flagged)} == {Status.SUBMITTED}


def test_chosen_rows_are_approved_questionable_or_not(desk):
    clear, flagged, left = desk.submit(), desk.flagged(), desk.submit()

    answer = desk.approve(clear, flagged)

    assert answer.url == PAGE
    assert status_of(clear) == status_of(flagged) == Status.APPROVED
    assert status_of(left) == Status.SUBMITTED


def test_one_row_is_approved_by_its_own_button(desk):
    one, other = desk.submit(), desk.submit()

    desk.approve(other, only=pairs(one))

    assert status_of(one) == Status.APPROVED
    assert status_of(other) == Status.SUBMITTED


def test_enter_key_on_a_box_decides_nothing_and_keeps_what_is_chosen(desk):
    one, other = desk.submit(), desk.submit()

    answer = desk.approve(one, nothing="yes")

    page = answer.content.decode()
    assert status_of(one) == Status.SUBMITTED
    assert "checked" in row_of(page, one)
    assert "checked" not in row_of(page, other)


def test_the_filter_is_kept_after_a_decision(desk):
    revision = desk.submit()
    address = f"{reverse('strategy:review_approve')}?unit=zhaoling"

    answer = desk.client.post(address, {"revision": pairs(revision)})

    assert answer.url == f"{PAGE}?unit=zhaoling"


def test_nothing_chosen_is_said(desk):
    answer = desk.client.post(reverse("strategy:review_approve"), follow=True)

    assert "没有选择任何一项" in answer.content.decode()


@pytest.mark.parametrize("text", ["5", "x:1", "1:2:3", "9" * 30 + ":1", "-1:1", ""])
def test_what_is_no_row_of_the_page_is_a_bad_request(desk, text):
    answer = desk.client.post(reverse("strategy:review_approve"), {"revision": text})

    assert answer.status_code == 400


# What changed meanwhile


def recalled(desk, revision):
    recall_revisions([revision], by=desk.reporter, at=AT)


def sent_again(desk, revision):
    recall_revisions([revision], by=desk.reporter, at=AT)
    draft = enter_figures([Entry(revision.figure, Decimal(6))], by=desk.reporter, at=AT)
    submit_revisions(draft, by=desk.reporter, at=AT)


def approved(desk, revision):
    approve_revisions([revision], by=UserFactory(organisation=desk.reviewing, name="丁"), at=AT)


@pytest.mark.parametrize(
    ("change", "words"),
    [(recalled, "已由填报单位撤回"), (sent_again, "撤回后重新上报"), (approved, "市工信局丁")],
)
@pytest.mark.parametrize("button", ["approve", "approve_all"])
def test_row_that_changed_meanwhile_stops_the_whole_click(desk, button, change, words):
    revision, other = desk.submit(), desk.submit()
    change(desk, revision)
    before = status_of(revision)

    answer = getattr(desk, button)(revision, other)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert words in page
    assert revision.figure.series.item.name in page
    assert (status_of(revision), status_of(other)) == (before, Status.SUBMITTED)


def test_row_that_was_sent_again_is_highlighted_and_the_others_stay_chosen(desk):
    revision, other = desk.submit(), desk.submit()
    sent_again(desk, revision)

    page = desk.approve(revision, other).content.decode()

    assert f'id="row-{revision.pk}" class="review__moved"' in page
    assert "打开页面后已变化" in row_of(page, revision)
    assert "checked" not in row_of(page, revision)
    assert "checked" in row_of(page, other)


@pytest.mark.parametrize("verb", ["approve", "return"])
def test_row_that_is_gone_stops_the_whole_click(desk, verb):
    revision = desk.submit()
    rows = ["999999:1", *pairs(revision)] if verb == "approve" else "999999:1"

    answer = desk.client.post(f"{PAGE}{verb}/", {"revision": rows, "reason": REASON})

    assert answer.status_code == 409
    assert "有的数据已不存在" in answer.content.decode()
    assert status_of(revision) == Status.SUBMITTED


# Returning


def test_row_is_returned_with_its_reason(desk):
    revision = desk.submit()

    answer = desk.give_back(revision)

    assert answer.url == PAGE
    returned = Revision.objects.get(pk=revision.pk)
    assert (returned.status, returned.return_reason) == (Status.RETURNED, REASON)


@pytest.mark.parametrize("reason", ["", "不对", "  四个字啊  ", "长" * 201])
def test_return_without_a_proper_reason_is_refused_at_the_field(desk, reason):
    revision = desk.submit()

    answer = desk.give_back(revision, reason)

    row = row_of(answer.content.decode(), revision)
    assert answer.status_code == 200
    assert "退回原因" in row.partition('class="field__error"')[2]
    assert f">{reason}</textarea>" in row
    assert "open>" in row
    assert status_of(revision) == Status.SUBMITTED


def test_typed_reason_is_kept_when_the_row_changed_meanwhile(desk):
    revision = desk.submit()
    sent_again(desk, revision)

    answer = desk.give_back(revision)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"您填写的退回原因：{REASON}" in page
    assert f">{REASON}</textarea>" in row_of(page, revision)
    assert status_of(revision) == Status.SUBMITTED


def test_typed_reason_is_kept_when_the_row_was_recalled(desk):
    revision = desk.submit()
    recalled(desk, revision)

    answer = desk.give_back(revision, "不对")

    assert answer.status_code == 409
    assert "您填写的退回原因：不对" in answer.content.decode()


# Who may, and what a reviewer cannot


def test_reviewer_changes_no_value_and_the_attempt_is_logged(desk):
    revision = desk.submit(5)
    code = revision.figure.series.code

    desk.approve(revision, value="99", **{f"{code}-value": "99"})

    figure = Figure.objects.get()
    assert (figure.value, figure.published_at is not None) == (5, True)
    event = Event.objects.get(verb="审核中提交数值（已忽略）")
    assert event.actor == desk.reviewer
    assert event.detail["ignored"] == {"value": "99", f"{code}-value": "99"}


def test_an_ordinary_click_logs_no_attempt(desk):
    desk.approve(desk.submit())
    desk.give_back(desk.submit())

    assert not Event.objects.filter(verb="审核中提交数值（已忽略）").exists()


def test_own_submission_is_left_to_a_colleague(desk):
    revision = desk.submit()
    desk.reporter.organisation = desk.reviewing
    desk.reporter.save()
    desk.client.force_login(desk.reporter)

    page = desk.get()

    assert "本人上报，须由同事审核" in row_of(page, revision)
    assert "unquestioned" not in page
    assert desk.approve(revision).status_code == 403
    assert desk.give_back(revision).status_code == 403
    assert status_of(revision) == Status.SUBMITTED


def test_whoever_reviews_nothing_of_it_is_refused_and_learns_nothing(desk):
    revision = desk.submit()
    desk.client.force_login(UserFactory(organisation=OrganisationFactory()))

    assert desk.approve(revision).status_code == 403
    assert desk.give_back(revision).status_code == 403
    assert status_of(revision) == Status.SUBMITTED
