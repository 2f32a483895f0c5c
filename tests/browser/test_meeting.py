"""A weekly meeting in Chromium: from its agenda to what the next one hears of its resolutions."""

from datetime import date

import pytest
from django.conf import settings as site
from playwright.sync_api import Page, expect

from strategy.models import Meeting
from tests.strategy.views.meeting_desk import Desk, build_desk

from .test_reading_pages import DESK, PHONE, too_wide, violations

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

RECORD = "会议听取了用地和用电情况汇报。"
RESOLUTIONS = [
    ("完成项目用地组卷报批", "2022-08-12"),
    ("制定临时用电方案", "2022-08-19"),
    ("对接企业用工需求", "2022-08-31"),
]


@pytest.fixture
def desk(transactional_db, settings) -> Desk:
    settings.DEMO = True  # today is 2022-08-10
    return build_desk()


@pytest.fixture
def office(desk, sign_in) -> Page:
    return sign_in(desk.office)


def test_a_meeting_is_held_and_the_next_one_hears_what_became_of_it(desk, office, settings):
    open_the_next_meeting(office)
    write_the_agenda(office)
    hold_it_and_type(desk, office)
    resolve_three_things(desk, office, settings)
    issue_the_minutes(office)

    settings.DEMO_TODAY = date(2022, 8, 17)
    open_next_weeks(office)


def open_the_next_meeting(page: Page) -> None:
    page.goto("/meetings/")
    page.get_by_role("link", name="第2次服务企业周例会").click()
    expect(page.locator("#follow-up")).to_contain_text("完成用地报批")


def write_the_agenda(page: Page) -> None:
    """It has what was left open and what is overdue; one is taken off, one moved."""
    page.get_by_role("button", name="由数据生成议程").click()
    titles = page.locator(".agenda__title")
    expect(titles).to_have_count(2)
    expect(page.locator("#agenda")).to_contain_text("第2次上会")

    page.locator(".agenda__item").first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(titles).to_have_text(["完成用地报批", "项目用地"])
    expect(page.locator(".agenda__item").nth(1)).to_be_focused()

    page.get_by_label("撤下“完成用地报批”").click()
    page.get_by_label("撤下原因").first.fill("会前已专题研究")
    page.get_by_role("button", name="确认撤下").first.click()
    expect(titles).to_have_text(["项目用地"])
    page.get_by_text("已撤下的议题（1）").click()
    expect(page.locator("#agenda")).to_contain_text("会前已专题研究")


def hold_it_and_type(desk: Desk, page: Page) -> None:
    """What is typed is saved by itself, and stands there after a reload."""
    page.get_by_role("button", name="确认召开").click()
    record = page.locator("#record")
    record.get_by_role("textbox").press_sequentially(RECORD)
    expect(record.get_by_role("status")).to_contain_text("已保存")

    item = page.locator(".agenda__item").first
    item.get_by_label("结果").select_option("concluded")
    item.get_by_role("textbox").fill("同意按程序报批。")
    expect(item.get_by_role("status")).to_contain_text("已保存")

    page.reload()
    expect(record.get_by_role("textbox")).to_have_value(RECORD)
    expect(item.get_by_role("textbox")).to_have_value("同意按程序报批。")
    desk.meeting.refresh_from_db()
    assert desk.meeting.record == RECORD


def resolve_three_things(desk: Desk, page: Page, settings) -> None:
    """Each appears in the list at once, and one types on."""
    rows = page.locator("#resolutions tbody tr")
    for place, (title, due_on) in enumerate(RESOLUTIONS, start=1):
        page.get_by_label("议定事项", exact=True).fill(title)
        page.get_by_label("牵头单位").select_option(desk.lead.code)
        page.get_by_label("办理时限").fill(due_on)
        page.get_by_role("button", name="登记议定事项").click()
        expect(rows).to_have_count(place)
        expect(page.get_by_label("议定事项", exact=True)).to_be_focused()


def issue_the_minutes(page: Page) -> None:
    page.get_by_text("核对后印发").click()
    expect(page.locator("#steps")).to_contain_text("将交办的议定事项（3）")
    page.get_by_role("button", name="确认印发纪要").click()
    expect(page.locator("h1 ~ .heading__beside")).to_contain_text("纪要已印发")

    page.get_by_role("link", name="纪要", exact=True).click()
    minutes = page.locator(".minutes")
    for place, (title, _) in enumerate(RESOLUTIONS, start=1):
        expect(minutes).to_contain_text(f"{place}.{title}")


def open_next_weeks(page: Page) -> None:
    page.goto("/meetings/")
    page.get_by_role("link", name="新建会议").click()
    expect(page.get_by_label("次数")).to_have_value("3")
    page.get_by_role("button", name="保存").click()

    expect(page.locator("h1")).to_contain_text("第3次服务企业周例会")
    overdue = page.locator("#follow-overdue + .follow")
    expect(overdue).to_contain_text(RESOLUTIONS[0][0])
    for title, _ in RESOLUTIONS[1:]:
        expect(page.locator("#follow-open + .follow")).to_contain_text(title)
        expect(overdue).not_to_contain_text(title)


def test_two_who_type_at_once_see_both_texts(desk, office, complaints):
    held(desk)
    box = office.locator("#record").get_by_role("textbox")
    office.goto(desk.address)
    colleague = office.context.new_page()
    colleague.goto(desk.address)
    colleague.locator("#record").get_by_role("textbox").fill("甲的记录")
    expect(colleague.locator("#record").get_by_role("status")).to_contain_text("已保存")

    box.fill("乙的记录")

    both = office.locator("#record").get_by_role("alert")
    expect(both).to_contain_text("甲的记录")
    expect(both).to_contain_text("乙的记录")
    expect(box).to_have_value("乙的记录")
    office.get_by_role("button", name="保留我填写的").click()
    expect(office.locator("#record").get_by_role("status")).to_contain_text("已保存")
    assert Meeting.objects.get(pk=desk.meeting.pk).record == "乙的记录"
    assert all("409" in complaint for complaint in complaints)
    complaints.clear()


def test_what_was_typed_outlives_the_session(desk, office, sign_in):
    held(desk)
    office.goto(desk.address)
    office.context.clear_cookies(name=site.SESSION_COOKIE_NAME)
    office.locator("#record").get_by_role("textbox").fill(RECORD)
    office.wait_for_url("**/accounts/login/**")

    sign_in(desk.office)
    office.goto(desk.address)

    record = office.locator("#record")
    expect(record.get_by_role("textbox")).to_have_value(RECORD)
    expect(record.get_by_role("status")).to_contain_text("已保存")
    assert Meeting.objects.get(pk=desk.meeting.pk).record == RECORD


def test_resolution_that_was_typed_outlives_the_session(desk, office, sign_in):
    held(desk)
    office.goto(desk.address)
    title = office.get_by_label("议定事项", exact=True)
    title.fill("完成项目用地组卷报批")
    office.get_by_label("牵头单位").select_option(desk.lead.code)
    office.get_by_label("办理时限").fill("2022-08-19")
    office.context.clear_cookies(name=site.SESSION_COOKIE_NAME)
    office.get_by_role("button", name="登记议定事项").click()
    office.wait_for_url("**/accounts/login/**")

    sign_in(desk.office)
    office.goto(desk.address)
    expect(title).to_have_value("完成项目用地组卷报批")
    office.get_by_role("button", name="登记议定事项").click()

    expect(office.locator("#resolutions tbody")).to_contain_text("完成项目用地组卷报批")
    office.reload()
    expect(title).to_have_value("")


def test_projector_is_turned_by_keys_and_never_scrolls(desk, office):
    desk.add("项目用地" * 12, owner=desk.lead)
    desk.add("项目用电")
    for width, height in ((1920, 1080), (1280, 800)):
        office.set_viewport_size({"width": width, "height": height})
        office.goto(f"{desk.address}screen/")
        assert not office.evaluate(SCROLLS)
    assert violations(office) == []

    office.keyboard.press("ArrowRight")
    expect(office.locator("h1")).to_contain_text("2. 项目用电")
    office.keyboard.press("ArrowLeft")
    expect(office.locator("h1")).to_contain_text("1. 项目用地")
    office.keyboard.press(" ")
    expect(office.locator("h1")).to_contain_text("2. 项目用电")


SCROLLS = """() => [document.documentElement, document.querySelector("main")]
    .some((one) => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth)"""


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_pages_fit_the_screen_and_are_accessible(desk, office, width):
    row = desk.add("项目用地", owner=desk.lead)
    office.set_viewport_size({"width": width, "height": 900})
    pages = ["/meetings/", "/meetings/new/", desk.address]
    parts = ["edit/", "attendance/", "agenda/add/", "screen/"]
    pages += [f"{desk.address}{part}" for part in parts]
    pages += [f"/agenda-items/{row.pk}/{verb}/" for verb in ("change", "record")]
    pages += [f"/meetings/{desk.last.pk}/", f"/meetings/{desk.last.pk}/minutes/"]

    found = {path: flaws for path in pages if (flaws := flaws_of(office, path))}
    desk.hold()
    found |= {desk.address: flaws} if (flaws := flaws_of(office, desk.address)) else {}

    assert found == {}


def flaws_of(page: Page, path: str) -> list[str]:
    """What is wrong with a page of the office: its status, its width, what axe finds."""
    response = page.goto(path)
    flaws = [] if response.status == 200 else [f"status {response.status}"]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        flaws.append(f"too wide: {too_wide(page)}")
    return flaws + violations(page)


def held(desk: Desk) -> None:
    desk.add("项目用地")
    desk.hold()
