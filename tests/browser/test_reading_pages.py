"""The reading pages in Chromium with all shipped data: desk, phone, paper, no JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from strategy.models import Organisation, Role, User

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sample_site")]

PASSWORD = "Shaoling-2022"
PAGES = [
    "/",
    "/?month=2022-05&asof=2022-07-01",
    "/actions/",
    "/tasks/",
    "/tasks/?q=nothing",
    "/projects/",
    "/enterprises/",
    "/parks/",
    "/actions/A3/",
    "/tasks/T001/",
    "/tasks/T055/",
    "/projects/P001/",
    "/projects/P015/",
    "/enterprises/E001/",
    "/enterprises/E051/",
    "/parks/K001/",
    "/parks/K024/",
    "/figures/A3-key-project-investment-industry/2022-06/",
    "/figures/?month=2022-07",
    "/metrics/",
    "/metrics/key-project-investment/",
    "/sources/",
    "/search/?q=食品",
    "/completeness/",
    "/organisations/zhaoling/",
    "/accounts/password/",
    "/matters/",
    "/matters/units/",
    "/meetings/",
    "/projects/pipeline/",
    "/projects/library/",
    "/enterprises/pools/",
    "/enterprises/pools/specialised/",
    "/posts/",
    "/posts/vice-mayor/",
    "/rankings/",
    "/rankings/sheet/",
    "/rankings/timeliness/",
]
PHONE, DESK = 375, 1440


@pytest.fixture
def official(sample_site) -> User:
    office = Organisation.objects.get(code="office")
    return User.objects.create_user(
        "reader", PASSWORD, name="示例领导", organisation=office, role=Role.OFFICIAL
    )


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_pages_fit_the_screen_and_are_accessible(sign_in, official, width):
    page = sign_in(official)
    page.set_viewport_size({"width": width, "height": 900})

    found = {path: flaws for path in PAGES if (flaws := flaws_of(page, path))}

    assert found == {}


def flaws_of(page: Page, path: str) -> list[str]:
    """What is wrong with a page once all its charts are drawn."""
    response = page.goto(path)
    draw_charts(page)
    flaws = [f"status {response.status}"] if response.status != 200 else []
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > page.viewport_size["width"]:
        flaws.append(f"{width} pixels wide: {too_wide(page)}")
    if page.locator(".modebar-btn, .chart--failed, [data-chart] input[type=file]").count():
        flaws.append("a chart failed, or offers to take something elsewhere")
    return flaws + violations(page)


def draw_charts(page: Page) -> None:
    """Let every chart come near the screen, and wait until it is drawn."""
    for chart in page.locator("[data-chart]").all():
        chart.scroll_into_view_if_needed()
        chart.locator(".main-svg").first.wait_for()


def too_wide(page: Page) -> list[str]:
    """The innermost elements that reach beyond the screen."""
    return page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
            .filter((one) => !one.children.length)
            .slice(0, 5).map((one) => `${one.tagName}.${one.getAttribute("class")}`)"""
    )


def violations(page: Page) -> list[str]:
    """What axe finds: the rule, and the first element that breaks it."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found]


@pytest.fixture
def plain_page(browser: Browser, live_server):
    """A page of a browser that runs no JavaScript."""
    context = browser.new_context(
        base_url=live_server.url, locale="zh-CN", java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def sign_in_by_form(page: Page, password: str) -> None:
    page.get_by_label("用户名").fill("reader")
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def test_everything_works_without_javascript(plain_page, official):
    page = plain_page
    page.goto("/")
    sign_in_by_form(page, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_contain_text("总览")

    page.get_by_label("报告期").select_option("2022-05")
    page.get_by_role("button", name="查看").click()
    assert "month=2022-05" in page.url
    expect(page.get_by_label("报告期")).to_have_value("2022-05")

    page.get_by_role("navigation", name="主菜单").first.get_by_text("重点工作").click()
    rows = page.locator("#rows tbody tr")
    expect(rows).to_have_count(55)
    page.locator("thead").get_by_role("link", name="年度目标").click()
    expect(page.locator("th[aria-sort]")).to_have_count(1)

    page.get_by_label("搜索", exact=True).and_(page.locator("#filters input")).fill("示例")
    page.get_by_role("button", name="筛选", exact=True).click()
    expect(rows).to_have_count(26)


def test_data_of_charts_is_there_without_javascript(plain_page, official):
    page = plain_page
    page.goto("/accounts/login/?next=/actions/A3/")
    sign_in_by_form(page, PASSWORD)

    tables = page.locator(".data-table table")

    assert tables.count() > 0
    for table in tables.all():
        expect(table).to_be_visible()


def test_wrong_password_is_said_clearly_and_the_right_one_opens_the_board(page, official):
    page.goto("/tasks/?standing=behind")
    sign_in_by_form(page, "Wrong-2022")
    expect(page.get_by_role("alert")).to_contain_text("密码")
    expect(page.get_by_role("alert")).not_to_contain_text("error")

    sign_in_by_form(page, PASSWORD)

    assert page.url.endswith("/tasks/?standing=behind")
    page.get_by_text("示例领导").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()


def test_paper_shows_no_menus_and_no_forms(sign_in, official):
    page = sign_in(official)
    page.goto("/")

    page.emulate_media(media="print")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for hidden in [".masthead", ".menu", ".picker", ".skip-link"]:
        expect(page.locator(hidden).first).to_be_hidden()


def test_filter_and_month_act_without_a_button(sign_in, official):
    page = sign_in(official)
    page.goto("/tasks/")
    rows = page.locator("#rows tbody tr")
    expect(rows).to_have_count(55)

    page.locator("#filters input[type=text], #filters input[type=search]").first.fill("示例")
    expect(rows).to_have_count(26)
    assert "q=" in page.url

    page.go_back()
    expect(rows).to_have_count(55)
