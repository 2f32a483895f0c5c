"""What every rendered page keeps to: the content policy, no inline code, nothing from elsewhere."""

import re

import pytest
from django.http import HttpResponse
from django.urls import reverse

from strategy.models import Role

from .markup import Page
from .routes import ITEM_FILES, ITEM_KINDS, OPEN, address, list_routes, routes
from .rules import POST_ONLY, RULES

FILES = {"strategy:sheet_template", "strategy:attachment_file", "projects:photo_file", *ITEM_FILES}
FOREIGN = {*POST_ONLY, *FILES, "healthz", "readyz", "admin:index"}
"""Answered without a page of ours."""

PAGES = sorted(set(routes()) - FOREIGN)
ELSEWHERE = re.compile(r"(?:[a-z]+:)?//", re.IGNORECASE)
BESIDE = {
    "a filter without rows": "/tasks/?q=nothing",
    "a wrong filter": "/tasks/?standing=purple",
    "rows sorted": "/tasks/?sort=-to_date",
    "an earlier day": "/?month=2022-06&asof=2022-07-20",
    "a month under way": "/?month=2022-07",
    "a search": "/search/?q=A1",
    "a search without results": "/search/?q=nothing",
    "an area's total": "/figures/A1-area-output-total/2022-06/",
    "an unopened month's passport": "/figures/A1-output-industry/2020-01/",
    "not found": "/nothing/",
    "a bad request": "/?month=nothing",
    "refused": "/organisations/office/edit/",
}
"""Pages that no example of a route shows."""
ASKED = {
    **{f"{kind}_bulk": f"?item={code}&field=area" for kind, code in ITEM_KINDS.items()},
    "strategy:saved_filter_new": "?page=strategy:task_list&query=standing%3Dred",
}
"""What is asked of pages that without it lead back to a list."""


@pytest.fixture(scope="module")
def opened() -> dict[str, tuple[HttpResponse, Page]]:
    """The pages that were opened for an earlier test: none of them changes anything."""
    return {}


@pytest.fixture(params=[*PAGES, *BESIDE])
def answer(request, world, signed_in, client, opened) -> HttpResponse:
    """The answer to each page, opened by staff, or by the office where only that may."""
    name = request.param
    if name not in opened:
        role = Role.STAFF if Role.STAFF in RULES.get(name, {Role.STAFF}) else Role.COORDINATOR
        person = client if name in OPEN else signed_in(world.users[role])
        answer = person.get(BESIDE.get(name) or address(name) + ASKED.get(name, ""))
        opened[name] = answer, Page(answer.content.decode())
    return opened[name][0]


@pytest.fixture
def page(request, answer, opened) -> Page:
    return opened[request.node.callspec.params["answer"]][1]


def test_policy_allows_the_site_alone(answer):
    directives = dict(
        part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";") if part
    )

    assert directives["default-src"] == "'self'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert not re.search(r"https?:|\*", answer["Content-Security-Policy"])


def test_nothing_is_written_in_line(page):
    inline = [
        one.tag for one in page.all("script")
        if not one.has("src") and one.attributes.get("type") != "application/json"
    ]  # fmt: skip

    assert page.all("style") == []
    assert page.all(attribute="style") == []
    assert inline == []


def test_no_attribute_is_a_program(page):
    handlers = [
        f"{one.tag} {name}" for one in page.elements for name, value in one.attributes.items()
        if name.startswith(("on", "hx-on")) or value.strip().lower().startswith("javascript:")
    ]  # fmt: skip

    assert handlers == []


def test_nothing_is_fetched_from_elsewhere(page):
    foreign = [
        f"{one.tag} {name}={value}" for one in page.elements
        for name, value in one.attributes.items()
        if ELSEWHERE.match(value) and (one.tag, name) != ("a", "href")
    ]  # fmt: skip

    assert foreign == []


def test_link_to_elsewhere_tells_nobody_whence(page):
    leading_away = [one for one in page.all("a", attribute="href") if ELSEWHERE.match(one["href"])]

    for one in leading_away:
        assert one["href"].startswith(("https://", "http://"))
        assert {"noreferrer", "noopener"} <= set(one.attributes.get("rel", "").split())


def test_page_is_chinese_and_has_one_heading(page, answer):
    assert page.all("html")[0]["lang"].startswith("zh")
    assert len(page.all("h1")) == 1
    assert page.all("title")[0].text.strip()


def test_ids_stand_once_and_labels_find_their_field(page):
    ids = [one["id"] for one in page.all(attribute="id")]

    assert len(ids) == len(set(ids))
    assert {one["for"] for one in page.all("label", attribute="for")} <= set(ids)


def test_form_that_writes_carries_a_token(page):
    for form in page.all("form"):
        if form.attributes.get("method", "get").lower() == "post":
            names = [one.attributes.get("name") for one in descendants(form)]
            assert "csrfmiddlewaretoken" in names


def descendants(element):
    """The elements inside an element."""
    for child in element.children:
        yield child
        yield from descendants(child)


@pytest.mark.parametrize("name", list_routes())
def test_fragment_of_a_list_is_no_whole_page(world, reader, name):
    answer = reader.get(address(name), headers={"HX-Request": "true", "HX-Target": "rows"})
    page = Page(answer.content.decode())

    assert page.all("html") == []
    assert page.all(attribute="id")[0]["id"] == "rows"


def test_expired_session_sends_a_fragment_to_the_login_page(client, world):
    answer = client.get(reverse("strategy:task_list"), headers={"HX-Request": "true"})

    assert answer["HX-Redirect"].startswith("/accounts/login/")
