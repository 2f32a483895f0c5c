"""The whole round of a month in Chromium: from opening it to a correction after its lock."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from .rounds import Round, build_round, published

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

JULY = date(2022, 7, 1)
SHEET = "/reporting/2022-07/zhaoling/"
REASON = "重点企业新投产两条生产线，已与台账核对。"


@pytest.fixture
def work(transactional_db) -> Round:
    return build_round()


@pytest.fixture
def act_as(page: Page, sign_in) -> Callable:
    """Give a function that changes who sits at the screen, and opens a page."""

    def act_as(user, path: str) -> Page:
        page.context.clear_cookies()
        sign_in(user)
        page.goto(path)
        return page

    return act_as


def test_a_month_goes_its_whole_round(work, act_as, settings, complaints):
    open_the_month(work, act_as)
    paste_forty_rows(work, act_as)
    submit_all_but_what_is_not_explained(work, act_as, complaints)
    approve_the_clear_ones_and_return_one(work, act_as)
    correct_what_was_returned(work, act_as)
    see_it_on_the_board_and_in_the_passport(work, act_as)

    settings.DEMO_TODAY = date(2022, 8, 12)
    correct_after_the_lock(work, act_as)

    read_the_board_as_it_was(work, act_as)


def open_the_month(work: Round, act_as: Callable) -> None:
    page = act_as(work.coordinator, "/months/")
    page.get_by_role("button", name="开放2022年7月").click()

    expect(page.get_by_role("status")).to_contain_text("2022年7月")
    assert work.series["A1"].figures.filter(month=JULY).exists()


def paste_forty_rows(work: Round, act_as: Callable) -> None:
    """The first block is refused whole for one cell; the second one is written whole."""
    page = act_as(work.clerk, f"{SHEET}paste/")
    page.get_by_label("表格内容").fill(work.block(A1=40))
    page.get_by_role("button", name="预览").click()
    expect(page.locator("main")).to_contain_text("有1处不能导入，全部没有写入")
    expect(page.locator("main")).to_contain_text("小于6月止累计50")

    page.goto(f"{SHEET}paste/")
    page.get_by_label("表格内容").fill(work.block(A1=60))
    page.get_by_role("button", name="预览").click()
    page.get_by_role("button", name="确认导入40项").click()

    expect(page.locator("h1")).to_contain_text("第1批导入")


def submit_all_but_what_is_not_explained(work: Round, act_as: Callable, complaints) -> None:
    """Two rows leap: the sheet is not taken until both are explained."""
    page = act_as(work.clerk, SHEET)
    page.get_by_role("button", name="上报", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("2项")
    assert complaints == [complaint for complaint in complaints if "422" in complaint]
    complaints.clear()

    for item in ("T001", "T002"):
        page.locator(f'[name="{work.code(item)}-explanation"]').fill(REASON)
    page.get_by_role("button", name="上报", exact=True).click()

    expect(page.get_by_role("status").first).to_contain_text("40项")


def approve_the_clear_ones_and_return_one(work: Round, act_as: Callable) -> None:
    page = act_as(work.reviewer, "/review/")
    page.get_by_role("button", name="通过全部无疑问项（38）").click()
    expect(page.get_by_role("status").first).to_contain_text("38项")

    rows = page.locator("table.review tbody tr")
    expect(rows).to_have_count(2)
    returned = rows.filter(has=page.locator(f'a[href*="{work.code("T001")}"]'))
    returned.locator("summary").click()
    returned.get_by_label("退回原因").fill("请附新投产生产线的清单。")
    returned.get_by_role("button", name="确认退回").click()
    page.get_by_role("button", name="通过", exact=False).nth(2).click()

    expect(page.locator("main")).to_contain_text("没有待审核的数据")
    assert published("T002", JULY) == 100


def correct_what_was_returned(work: Round, act_as: Callable) -> None:
    page = act_as(work.clerk, "/reporting/")
    expect(page.locator("main")).to_contain_text("请附新投产生产线的清单。")
    page.goto(f"{SHEET}{work.code('T001')}/")
    page.locator(f'[name="{work.code("T001")}-value"]').fill("25")
    page.get_by_role("button", name="保存并上报").click()
    expect(page.get_by_role("status").first).to_contain_text("上报")

    page = act_as(work.reviewer, "/review/")
    page.get_by_role("button", name="通过", exact=False).nth(2).click()

    expect(page.locator("main")).to_contain_text("没有待审核的数据")
    assert published("T001", JULY) == 25


def see_it_on_the_board_and_in_the_passport(work: Round, act_as: Callable) -> None:
    page = act_as(work.coordinator, "/")
    code = work.code("A1")
    expect(page.locator(f'[data-figure*="{code}/2022-07"]').first).to_contain_text("60")

    page.goto(f"/figures/{code}/2022-07/")

    passport = page.locator("main")
    for words in ("粘贴", "第1批", "60", work.clerk.name, work.reviewer.name):
        expect(passport).to_contain_text(words)
    page.goto(f"/figures/{work.code('T001')}/2022-07/")
    expect(passport).to_contain_text("25")


def correct_after_the_lock(work: Round, act_as: Callable) -> None:
    page = act_as(work.coordinator, "/months/2022-07/")
    page.locator("summary", has_text="锁定").first.click()
    page.get_by_role("button", name="确认锁定2022年7月").click()

    page = act_as(work.clerk, f"/figures/{work.code('A1')}/2022-07/")
    page.get_by_role("link", name="修正").click()
    page.locator(f'[name="{work.code("A1")}-value"]').fill("70")
    page.locator(f'[name="{work.code("A1")}-reason"]').fill("企业补报7月投资，据实修正。")
    page.get_by_role("button", name="保存并上报").click()

    page = act_as(work.reviewer, "/review/")
    expect(page.locator("main")).to_contain_text("企业补报7月投资，据实修正。")
    page.get_by_role("button", name="通过", exact=False).nth(2).click()
    expect(page.locator("main")).to_contain_text("没有待审核的数据")
    assert published("A1", JULY) == 70


def read_the_board_as_it_was(work: Round, act_as: Callable) -> None:
    code = work.code("A1")
    page = act_as(work.coordinator, "/?month=2022-07")
    shown = page.locator("tr", has=page.locator(f'[data-figure*="{code}/2022-07"]')).first
    expect(shown).to_contain_text("70")
    expect(shown).to_contain_text("修订")

    page.goto("/?month=2022-07&asof=2022-08-10")

    expect(shown).to_contain_text("60")
    expect(shown).not_to_contain_text("70")
    page.goto(f"/figures/{code}/2022-07/")
    expect(page.locator("main")).to_contain_text("锁定后修正")
