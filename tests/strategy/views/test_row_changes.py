"""Correcting one row, and two people at it at once."""

import pytest

from strategy.models import Figure, Revision, Status
from strategy.services.publications import approve_revisions
from strategy.services.submissions import submit_revisions
from tests.factories import (
    UserFactory,
    publish,
)
from tests.factories.figures import EXPLANATION, NOON, owed_figure

from .rows import JUNE, address, enter, lock, page_of, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure():
    return owed_figure(metric__name="新签约额")


@pytest.fixture
def reporter(figure):
    return UserFactory(organisation=figure.series.organisation, name="王经办")


@pytest.fixture
def client(signed_in, reporter):
    return signed_in(reporter)


def test_two_people_see_both_values_and_nothing_is_lost(client, figure, reporter):
    colleague = UserFactory(organisation=reporter.organisation, name="李同事")
    enter(figure, colleague, 41, note="李的说明")

    response = post(client, figure, value="42", note="王的说明", version="0")

    page = page_of(response)
    assert response.status_code == 409
    for words in ("您填写的", "李同事", ">42<", ">41<", "王的说明", "李的说明"):
        assert words in page
    assert Revision.objects.get().value == 41
    assert 'value="42"' in page
    assert '-version" value="1"' in page

    post(client, figure, value="42", note="王的说明", version="1")
    assert Revision.objects.get().value == 42


def test_an_error_on_the_way_does_not_hide_a_conflict(client, figure, reporter):
    enter(figure, reporter, 41)

    response = post(client, figure, value="很多", version="0")

    assert response.status_code == 422
    assert '-version" value="0"' in page_of(response)


def test_saving_what_was_submitted_meanwhile_is_refused_with_both_values(client, figure, reporter):
    submit_revisions(enter(figure, reporter, 41), by=reporter, at=NOON)

    response = post(client, figure, value="42", version="1")

    page = page_of(response)
    assert response.status_code == 409
    assert "正在审核，不能修改" in page
    assert ">42<" in page
    assert Revision.objects.get().value == 41


def test_a_recall_after_the_decision_is_refused(client, figure, reporter):
    submitted = submit_revisions(enter(figure, reporter, 41), by=reporter, at=NOON)
    approve_revisions(submitted, by=UserFactory(organisation=figure.series.reviewer), at=NOON)

    response = post(client, figure, action="recall")

    assert response.status_code == 409
    assert Revision.objects.get().status == Status.APPROVED


def test_a_recall_of_nothing_is_refused(client, figure):
    assert post(client, figure, action="recall").status_code == 409


def test_a_correction_shows_the_old_value_and_asks_for_the_reason(client, figure):
    publish(figure.series, JUNE, 5)

    page = page_of(client.get(address(figure)))
    response = post(
        client, figure, action="submit", value="6", explanation=EXPLANATION, version="0"
    )

    assert "原数 <b>5</b>" in page
    assert "修正原因" in page
    assert response.status_code == 422
    assert "请填写修正原因" in page_of(response)
    assert Revision.objects.count() == 1


def test_a_correction_after_the_lock_goes_its_whole_way(client, figure):
    publish(figure.series, JUNE, 5)
    lock()

    assert "锁定后修正" in page_of(client.get(address(figure)))
    typed = {"value": "6", "reason": "漏报一户", "explanation": EXPLANATION}
    post(client, figure, action="submit", version="0", **typed)

    correction = Revision.objects.get(number=2)
    assert (correction.is_correction, correction.status) == (True, Status.SUBMITTED)
    assert Figure.objects.get().value == 5
    approve_revisions([correction], by=UserFactory(organisation=figure.series.reviewer), at=NOON)
    assert Figure.objects.get().value == 6


def test_a_correction_given_up_leaves_the_old_value_and_room_for_another(client, figure):
    publish(figure.series, JUNE, 5)
    post(client, figure, value="6", reason="漏报一户", version="0")

    response = post(client, figure, action="give_up", version="1")

    assert response.status_code == 302
    page = page_of(client.get(address(figure)))
    assert "已放弃修正，原数据继续有效" in page
    assert "第2版" not in page
    assert Figure.objects.get().value == 5
    post(client, figure, value="7", reason="多报一户", version="2")
    assert Revision.objects.get(number=2).value == 7


def test_a_month_locked_before_anything_was_reported_takes_nothing(client, figure):
    lock()

    page = page_of(client.get(address(figure)))
    response = post(client, figure, value="6", version="0")

    assert "锁定前未报送，不能填报" in page
    assert "保存草稿" not in page
    assert response.status_code == 409
    assert not Revision.objects.exists()
