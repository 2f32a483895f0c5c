"""The monthly sheet in Chromium: keys, rows that save themselves, two writers, lost sessions."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from strategy.services.figures import Entry, enter_figures
from tests.strategy.views.sheets import CODES, NOW, PAGE, Unit, build_unit

from .test_reading_pages import violations

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

PASSWORD = "Shaoling-2022"


@pytest.fixture
def unit(transactional_db) -> Unit:
    unit = build_unit()
    unit.clerk.set_password(PASSWORD)
    unit.clerk.save()
    return unit


@pytest.fixture
def sheet(sign_in, unit) -> Page:
    page = sign_in(unit.clerk)
    page.goto(PAGE)
    return page


def box(page: Page, kind: str, name: str = "value"):
    return page.locator(f'[name="{CODES[kind]}-{name}"]')


def told(page: Page, kind: str):
    return page.locator(f"#{CODES[kind]}-told")


def saved(page: Page):
    return page.expect_response(lambda response: response.url.endswith("/save/"))


@pytest.mark.parametrize("width", [1440, 375])
def test_sheet_fits_the_screen_and_is_accessible(sheet, unit, width):
    enter_figures([Entry(unit.figure("to_date"), 5)], by=unit.colleague, at=NOW)
    sheet.set_viewport_size({"width": width, "height": 900})
    sheet.goto(PAGE)
    for summary in sheet.locator(".sheet summary").all():
        summary.click()

    assert violations(sheet) == []
    assert sheet.evaluate("document.documentElement.scrollWidth") <= width


def test_keys_move_and_rows_save_themselves(sheet, unit):
    box(sheet, "flow").focus()
    with saved(sheet):
        sheet.keyboard.type("1.2亿")
        sheet.keyboard.press("Enter")
    expect(box(sheet, "stock")).to_be_focused()
    expect(box(sheet, "flow")).to_have_value("12000.00")
    expect(sheet.locator(f"#{CODES['flow']}-after")).to_have_text("12,100.00")
    expect(told(sheet, "flow")).to_contain_text("按单位万元计为12,000")
    expect(sheet.locator('[data-count="filled"]')).to_have_text("1")

    sheet.keyboard.press("ArrowDown")
    expect(box(sheet, "to_date")).to_be_focused()
    with saved(sheet):
        sheet.keyboard.type("5")
        sheet.keyboard.press("ArrowUp")
    expect(box(sheet, "stock")).to_be_focused()
    expect(told(sheet, "to_date")).to_contain_text("小于6月止累计")
    expect(sheet.get_by_role("button", name=re.compile("还有 1 处必须改正"))).to_be_visible()
    sheet.keyboard.press("Shift+Enter")
    expect(box(sheet, "flow")).to_be_focused()
    assert unit.draft("flow").value == 12000


def test_buttons_of_a_row_fill_its_box(sheet, unit):
    row = sheet.locator(f"#{CODES['stock']}")
    row.get_by_text("本月无此项、形象进度、备注").click()
    with saved(sheet):
        row.get_by_role("button", name="与上月相同").click()

    expect(box(sheet, "stock")).to_have_value("26")
    expect(box(sheet, "stock")).to_be_focused()
    assert unit.draft("stock").value == 26


def test_two_writers_see_both_values_side_by_side(sheet, unit, complaints):
    enter_figures([Entry(unit.figure("stock"), 30)], by=unit.colleague, at=NOW)
    with saved(sheet):
        box(sheet, "stock").fill("28")
        box(sheet, "stock").press("Enter")

    expect(told(sheet, "stock")).to_contain_text("李某")
    expect(told(sheet, "stock").locator("td")).to_have_text(["28", "30"])
    expect(box(sheet, "stock")).to_have_value("28")
    with saved(sheet):
        sheet.get_by_role("button", name="采用我填的").click()
    expect(told(sheet, "stock").locator("td")).to_have_count(0)
    assert unit.draft("stock").value == 28
    assert [one for one in complaints if "409" not in one] == []
    complaints.clear()


def test_typed_values_outlive_the_session(sheet, unit):
    Session.objects.all().delete()
    box(sheet, "flow").fill("68500")
    box(sheet, "flow").press("Enter")
    sheet.wait_for_url("**/accounts/login/**")
    sheet.get_by_label("用户名").fill("clerk")
    sheet.get_by_label("密码").fill(PASSWORD)
    with saved(sheet):
        sheet.get_by_role("button", name="登录").click()

    expect(box(sheet, "flow")).to_have_value("68500.00")
    expect(sheet.get_by_text("已恢复登录超时或刷新前填写的内容")).to_be_visible()
    assert unit.draft("flow").value == 68500
    sheet.reload()
    expect(sheet.get_by_text("已恢复登录超时或刷新前填写的内容")).to_be_hidden()


def test_paper_has_the_signature_line_and_no_controls(sheet):
    sheet.emulate_media(media="print")

    expect(sheet.get_by_text("单位负责人：")).to_be_visible()
    for hidden in [".toolbar", ".sheet__fold >> nth=0", ".sheet__pick input >> nth=0"]:
        expect(sheet.locator(hidden).first).to_be_hidden()
