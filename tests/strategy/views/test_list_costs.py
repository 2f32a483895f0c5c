"""What list pages cost when they are filtered, corrected, unchanged or asked for in part."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import publish
from tests.factories.world import JUNE, LATE, World, build_world, line_of

LISTS = ["/actions/", "/tasks/", "/projects/", "/enterprises/", "/parks/", "/figures/"]
PAGES = [*LISTS, "/completeness/"]
FILTERED = "?q=x&organisation=industry&action=A1&standing=behind&changed=any&reported=yes"
BUDGET = 11
"""Kept filters included; projects ask for their stages as well."""


@pytest.fixture
def grown(db) -> World:
    """A site with one item of each kind, to grow."""
    return build_world(1)


def costs(world: World, addresses: list[str]) -> dict[str, int]:
    """How many queries each page takes, session and user included."""
    client = Client()
    client.force_login(world.official)
    return {address: queries(client, address) for address in addresses}


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_corrections_of_late_cost_nothing_more(grown):
    plain = costs(grown, PAGES)

    for code in ("T001", "P001", "E001", "K001", "A1"):
        publish(line_of(code), JUNE, 77, at=LATE + timedelta(days=1), reason="更正")

    assert costs(grown, PAGES) == plain


def test_filters_keep_within_the_budget(grown):
    filtered = costs(grown, [f"{address}{FILTERED}" for address in LISTS])

    assert max(filtered.values()) <= BUDGET


def test_fragment_costs_no_more_than_its_page(grown, django_assert_max_num_queries):
    client = Client()
    client.force_login(grown.official)

    with django_assert_max_num_queries(BUDGET):
        client.get("/enterprises/", headers={"HX-Request": "true"})


def test_unchanged_list_is_not_made_again(grown):
    client = Client()
    client.force_login(grown.official)
    client.get("/tasks/")  # sets the cookie of the forms, on which the page depends
    etag = client.get("/tasks/").headers["ETag"]

    assert client.get("/tasks/", headers={"If-None-Match": etag}).status_code == 304
