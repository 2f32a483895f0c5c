"""Charts in a browser: with either bundle, without JavaScript, when the library fails, on paper."""

from pathlib import Path

import plotly
import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from .charts_page import blocks

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.charts_page")]

FULL = Path(plotly.__file__).parent / "package_data/plotly.min.js"
BASIC = settings.BASE_DIR / "node_modules/plotly.js-basic-dist-min/plotly-basic.min.js"
BUNDLES = [path for path in (FULL, BASIC) if path.is_file()]
DRAWN = [block for block in blocks() if not block.is_empty]


def draw_all(page: Page) -> None:
    """Open the page and scroll to each chart; the fixture `page` fails on any complaint."""
    page.goto("/charts/")
    for chart in page.locator("[data-chart]").all():
        chart.scroll_into_view_if_needed()
        expect(chart.locator(".main-svg").first).to_be_attached()


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [1440, 375])
def test_charts_are_drawn_without_a_complaint(page: Page, bundle, width):
    page.route(f"**/{settings.PLOTLY_BUNDLE}", lambda route: route.fulfill(path=bundle))
    page.set_viewport_size({"width": width, "height": 900})

    draw_all(page)

    assert page.locator(".js-plotly-plot").count() == len(DRAWN)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for chart in page.locator("[data-chart]").all():
        assert chart.locator(".trace, .point").count() > 0


def test_hover_speaks_chinese_with_unit_and_sample(page: Page):
    draw_all(page)
    plot = page.locator("[data-chart-plot]").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()

    for step in (0.4, 0.45, 0.5):
        page.mouse.move(box["x"] + box["width"] * step, box["y"] + box["height"] / 2)

    expect(plot.locator(".hoverlayer")).to_contain_text("亿元（示例）")


def test_no_chart_offers_to_upload_itself(page: Page):
    draw_all(page)

    assert page.locator(".modebar-btn").count() == 0
    assert page.locator("[data-chart] a").count() == 0


def test_table_is_folded_and_holds_what_is_drawn(page: Page):
    draw_all(page)

    for block, chart in zip(DRAWN, page.locator("[data-chart]").all(), strict=True):
        table = chart.locator("table")
        expect(table).to_be_hidden()
        chart.locator("summary").click()
        expect(table).to_be_visible()
        rows = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
        assert rows == [list(row) for row in block.rows]


def test_drawn_numbers_are_those_of_the_table(page: Page):
    draw_all(page)

    plot = page.locator("[data-chart-plot]").first
    drawn = plot.evaluate("plot => plot.data[1].y")
    printed = [row[1].removesuffix("（示例）") for row in DRAWN[0].rows]
    assert [str(value) if value is not None else "--" for value in drawn] == printed


def test_chart_has_a_name_for_the_ear(page: Page):
    page.goto("/charts/")

    for block in DRAWN:
        expect(page.get_by_role("img", name=block.summary)).to_have_count(1)


def test_box_is_reserved_before_the_chart_is_drawn(page: Page):
    page.goto("/charts/")
    last = page.locator("[data-chart]").last
    before = last.bounding_box()["height"]

    last.scroll_into_view_if_needed()
    expect(last.locator(".main-svg").first).to_be_attached()

    assert last.bounding_box()["height"] == before


def test_chart_far_below_waits(page: Page):
    page.set_viewport_size({"width": 375, "height": 400})
    page.goto("/charts/")

    expect(page.locator("[data-chart] .main-svg").first).to_be_attached()

    assert page.locator("[data-chart]").last.locator(".main-svg").count() == 0


def test_chart_that_htmx_brings_is_drawn(page: Page):
    page.goto("/charts/")
    page.locator("[data-chart]").first.evaluate(
        """chart => {
            const late = document.createElement("div");
            late.id = "late";
            chart.closest("main").prepend(late);
            return htmx.ajax("GET", "/charts/", {target: late, select: ".chart"});
        }"""
    )

    expect(page.locator("#late [data-chart] .main-svg").first).to_be_attached()


def test_table_opens_when_the_library_does_not_come(page: Page, complaints):
    page.route(f"**/{settings.PLOTLY_BUNDLE}", lambda route: route.abort())

    page.goto("/charts/")

    chart = page.locator("[data-chart]").first
    expect(chart.locator("table")).to_be_visible()
    expect(chart.locator("[data-chart-plot]")).to_be_hidden()
    complaints.clear()


def test_table_stands_open_without_javascript(browser: Browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()

    page.goto("/charts/")

    for chart in page.locator("[data-chart]").all():
        expect(chart.locator("table")).to_be_visible()
        expect(chart.locator("[data-chart-plot]")).to_be_hidden()
    context.close()


def test_paper_shows_every_chart_at_its_own_width(page: Page):
    draw_all(page)
    widths = [one.bounding_box()["width"] for one in page.locator("[data-chart-plot]").all()]

    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    on_paper = page.locator("[data-chart]").first
    svg, plot = on_paper.locator(".main-svg").first, on_paper.locator("[data-chart-plot]")
    expect(svg).to_be_visible()
    assert svg.bounding_box()["width"] == pytest.approx(plot.bounding_box()["width"], abs=1)

    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    after = [one.bounding_box()["width"] for one in page.locator(".js-plotly-plot").all()]
    assert after == widths
