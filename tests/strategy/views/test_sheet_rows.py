"""Saving one row as it is typed: the answer leaves alone the box in which one types on."""

import pytest
from django.test import Client

from strategy.services.figures import Entry, enter_figures
from tests.factories.organisations import UserFactory

from .sheets import CODES, NOW, PAGE, Unit, build_unit, typed

HTMX = {"HX-Request": "true"}


@pytest.fixture
def unit(db) -> Unit:
    return build_unit()


@pytest.fixture
def clerk(unit, signed_in) -> Client:
    return signed_in(unit.clerk)


def save(client, kind, boxes, **more):
    data = typed(**{kind: boxes}) | more
    return client.post(f"{PAGE}{CODES[kind]}/save/", data, headers=HTMX)


def test_answer_has_what_follows_and_not_the_box(clerk, unit):
    response = save(clerk, "to_date", "75")
    html = response.content.decode()

    assert response.status_code == 200
    assert unit.draft("to_date").value == 75
    assert f'<span id="{CODES["to_date"]}-after" hx-swap-oob="true">75</span>' in html
    assert 'value="1" hx-swap-oob="true"' in html
    assert "已保存草稿" in html
    assert f'name="{CODES["to_date"]}-value"' not in html
    assert response.headers["Cache-Control"] == "private, no-store"


def test_next_save_takes_the_new_version(clerk, unit):
    save(clerk, "to_date", "75")

    assert save(clerk, "to_date", {"value": "76", "version": "1"}).status_code == 200
    assert unit.draft("to_date").version == 2


def test_wrong_text_is_told_and_not_saved(clerk, unit):
    response = save(clerk, "flow", "约三百")

    assert response.status_code == 422
    assert "请只填写数字" in response.content.decode()
    assert "已保存草稿" not in response.content.decode()
    assert unit.draft("flow") is None


def test_wrong_text_is_told_alone_without_what_was_said_to_the_kept_value(clerk, unit):
    save(clerk, "to_date", "5")
    wrong = {"value": "约三百", "version": "1"}

    for response in (save(clerk, "to_date", wrong), clerk.post(PAGE, typed(to_date=wrong))):
        assert response.status_code == 422
        assert "请只填写数字" in response.content.decode()
        assert "小于6月止累计" not in response.content.decode()
    assert unit.draft("to_date").value == 5


def test_error_of_another_box_leaves_what_is_said_to_the_value(clerk, unit):
    save(clerk, "to_date", "5")
    long = {"value": "5", "note": "长" * 301, "version": "1"}

    html = save(clerk, "to_date", long).content.decode()

    assert "不能超过300字" in html
    assert "小于6月止累计" in html


def test_conversion_is_told(clerk, unit):
    assert "1.2亿元按单位万元计为12,000" in save(clerk, "flow", "1.2亿").content.decode()


def test_blocking_check_is_told_beside_the_saved_draft(clerk, unit):
    html = save(clerk, "to_date", "5").content.decode()

    assert "小于6月止累计" in html
    assert "data-wrong" in html
    assert unit.draft("to_date").value == 5


def test_two_writers_see_both_values(clerk, unit):
    enter_figures([Entry(unit.figure("flow"), 12)], by=unit.colleague, at=NOW)

    response = save(clerk, "flow", "15")
    html = response.content.decode()

    assert response.status_code == 409
    assert "<td>15.00</td><td>12.00</td>" in html
    assert f'name="{CODES["flow"]}-keep" value="mine:1"' in html
    assert f'name="{CODES["flow"]}-keep" value="theirs:1"' in html
    assert unit.draft("flow").value == 12


def test_choice_of_the_other_value_fills_the_box(clerk, unit):
    enter_figures([Entry(unit.figure("flow"), 12)], by=unit.colleague, at=NOW)

    html = save(clerk, "flow", "15", **{f"{CODES['flow']}-keep": "theirs:1"}).content.decode()

    assert f'name="{CODES["flow"]}-value" form="sheet" value="12.00"' in html
    assert unit.draft("flow").value == 12


def test_same_as_last_month_fills_the_box(clerk, unit):
    html = save(clerk, "stock", "", **{f"{CODES['stock']}-same": "1"}).content.decode()

    assert f'name="{CODES["stock"]}-value" form="sheet" value="26"' in html
    assert unit.draft("stock").value == 26


def test_row_is_for_its_unit_alone(clerk, signed_in, unit):
    stranger = signed_in(UserFactory(organisation=unit.figure("flow").series.reviewer))

    assert save(stranger, "flow", "1").status_code == 403
    assert clerk.get(f"{PAGE}{CODES['flow']}/save/").status_code == 405
    assert clerk.post(f"{PAGE}A9-nothing-zhaoling/save/").status_code == 404
    assert unit.draft("flow") is None
