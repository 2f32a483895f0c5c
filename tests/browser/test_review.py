"""The review page in Chromium: keys, boxes and buttons, with and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from strategy.models import Organisation, Revision, Role, Status, User

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sample_site")]

PAGE = "/review/"
REASON = "与入统名单不符，请核对后重报"


@pytest.fixture
def review(page, sign_in) -> Page:
    """The queue of 市工信局, whose areas have submitted July."""
    unit = Organisation.objects.get(code="industry")
    reviewer = User.objects.create(
        username="desk", name="审核员", organisation=unit, role=Role.STAFF
    )
    sign_in(reviewer)
    page.goto(PAGE)
    return page


def waiting() -> int:
    reviewer = Organisation.objects.get(code="industry")
    rows = Revision.objects.filter(status=Status.SUBMITTED, figure__series__reviewer=reviewer)
    return rows.count()


def test_chosen_boxes_are_counted_and_the_enter_key_decides_nothing(review):
    before = waiting()
    chosen = review.locator("[data-review-chosen]")
    box = review.locator("[data-review-tick]").first
    expect(chosen).to_be_disabled()

    box.press("Enter")

    expect(box).to_be_checked()
    expect(chosen).to_contain_text("（1）")
    assert waiting() == before


def test_one_click_leaves_only_the_questionable(review):
    review.get_by_role("button", name="通过全部无疑问项").click()

    expect(review.get_by_role("status")).to_contain_text("数据已发布")
    expect(review.get_by_role("button", name="通过全部无疑问项（0）")).to_be_disabled()


def test_row_is_returned_with_a_reason_after_a_bad_one(review):
    before = waiting()
    row = review.locator("tr[id^=row-]").first

    row.locator("summary").click()
    expect(row.locator("textarea")).to_be_focused()
    row.locator("textarea").fill("不对")
    row.get_by_role("button", name="确认退回").click()
    expect(row.locator("textarea")).to_have_value("不对")
    row.locator("textarea").fill(REASON)
    row.get_by_role("button", name="确认退回").click()

    expect(review.get_by_role("status")).to_contain_text("已退回")
    assert waiting() == before - 1


def test_without_javascript_the_enter_key_decides_nothing_either(
    browser: Browser, review, live_server
):
    before = waiting()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(review.context.cookies())
    page = context.new_page()
    page.goto(PAGE)
    page.locator("[data-review-tick]").first.check()

    page.locator("[data-review-tick]").first.press("Enter")
    page.wait_for_url("**/review/approve/")

    expect(page.locator("[data-review-tick]").first).to_be_checked()
    assert waiting() == before
    context.close()


@pytest.mark.parametrize("width", [375, 1440])
def test_page_fits_and_breaks_no_rule_of_accessibility(review, width):
    review.set_viewport_size({"width": width, "height": 900})
    review.locator("tr[id^=row-] summary").first.click()

    assert review.evaluate("document.documentElement.scrollWidth") == width
    assert Axe().run(review).response["violations"] == []
