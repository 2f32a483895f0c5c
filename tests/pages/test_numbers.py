"""Every published number leads to its passport, or to exactly the rows that it counts."""

from functools import cache
from urllib.parse import urlsplit

import pytest

from .markup import Element, Page
from .routes import address, list_routes, reading_routes

SIGNS = "+-−"
LISTS = {address(name) for name in list_routes()}
PAGES = {
    **dict.fromkeys(reading_routes(), ""),
    "an earlier day": "/?month=2022-06&asof=2022-07-20",
    "a month under way": "/?month=2022-07",
    "the ledger of a month under way": "/figures/?month=2022-07",
    "rows of some standings": "/tasks/?standing=behind&standing=on_pace",
    "what has changed": "/tasks/?changed=any",
    "an area's total": "/figures/A1-area-output-total/2022-06/",
    "a metric of areas": "/metrics/area-output/",
    "an area": "/organisations/yuanhui/",
}


@pytest.fixture(scope="module")
def seen() -> dict[str, tuple[int, Page]]:
    """Pages that were already opened: the same passport is named many times."""
    return {}


@pytest.fixture
def visit(reader, seen):
    """Give a function that opens an address and gives status and page."""

    def visit(path: str) -> tuple[int, Page]:
        if path not in seen:
            response = reader.get(path)
            seen[path] = response.status_code, Page(response.content.decode(errors="replace"))
        return seen[path]

    return visit


@pytest.fixture(params=PAGES)
def page(request, visit) -> Page:
    status, page = visit(PAGES[request.param] or address(request.param))
    assert status == 200
    return page


def marked(page: Page, name: str) -> list[Element]:
    return page.all(attribute=name)


def test_every_number_is_at_home_somewhere(page, visit):
    homes = [one["data-figure"] for one in marked(page, "data-figure")]
    homes += [one["data-computed"] for one in marked(page, "data-computed")]

    assert {home: visit(home)[0] for home in homes} == dict.fromkeys(homes, 200)


def test_every_link_of_the_site_leads_somewhere(page, visit):
    links = {one["href"].split("#")[0] for one in page.all("a", attribute="href")}
    inside = {link for link in links if link.startswith("/") and "export=" not in link}

    assert {link: visit(link)[0] for link in inside} == dict.fromkeys(inside, 200)


def test_figure_leads_to_a_passport_that_shows_it(page, visit):
    for one in marked(page, "data-figure"):
        home = one["data-figure"]
        assert urlsplit(home).path.startswith("/figures/")
        for number in one.numbers:
            assert number.lstrip(SIGNS) in numbers_of(visit(home)[1]), (home, one.text)


def test_count_equals_the_rows_where_it_leads(page, visit):
    for one in marked(page, "data-computed"):
        target = urlsplit(one["data-computed"])
        if target.path not in LISTS or target.fragment or "tfoot" in one.within:
            continue  # with a fragment it is no count, but made from the rows
        rows = visit(one["data-computed"])[1]
        assert counted(one) == listed(rows) == len(rows_of(rows)), one["data-computed"]


def test_light_says_its_standing_in_words(page):
    for one in marked(page, "data-standing"):
        assert one.text.strip() or one.attributes.get("aria-label")


def test_board_counts_by_standing_add_up_to_the_list(visit):
    _, board = visit("/")

    for card in board.all("section", css="list-card"):
        total, *parts = [one for one in inside(card) if one.has("data-computed")]
        shares = [one for one in parts if one.has("data-standing")]
        assert counted(total) == sum(counted(one) for one in shares) > 0


def test_sums_of_a_list_say_how_many_rows_are_in_them(visit):
    _, page = visit("/tasks/")

    sums = [one for one in marked(page, "data-computed") if "tfoot" in one.within]

    assert any(one.text.startswith("已报") for one in sums)


def inside(element: Element):
    """The elements inside an element, in order."""
    for child in element.children:
        yield child
        yield from inside(child)


@cache
def numbers_of(page: Page) -> set[str]:
    """All numbers that a page shows, without their signs: a sentence says “差” instead."""
    return {number.lstrip(SIGNS) for number in page.elements[0].numbers}


def counted(one: Element) -> int:
    """The number that an element shows, or says to those who cannot see its drawing."""
    words = one.attributes.get("aria-label")
    numbers = Element("", {}, (), words).numbers if words else one.numbers
    assert len(numbers) == 1, one.text
    return int(numbers[0])


def listed(page: Page) -> int:
    """How many rows a list says it has."""
    (note,) = [one for one in page.all(css="toolbar__note") if one.has("role")]
    return int(note.numbers[0])


def rows_of(page: Page) -> list[Element]:
    """The rows that a list shows."""
    return [
        one for one in page.all("tr")
        if "tbody" in one.within and "summary__row" not in one.classes
        and not any("table__empty" in c.classes for c in one.children)
    ]  # fmt: skip
