"""How many queries a page may ask, session and user included, and that rows add none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy.models import Role
from tests.factories.world import build_world

from .routes import address, list_routes, reading_routes

BOARD, LIST, REGISTER, DETAIL = 14, 10, 11, 19
LIBRARY = LIST + 7
BUDGETS = {
    "board": BOARD,
    "search": REGISTER + 2,
    **dict.fromkeys(["rankings", "rankings_sheet"], REGISTER + 2),
    "rankings_timeliness": LIST,
    "strategy:completeness": LIST,
    "strategy:matter_units": LIST,
    "strategy:meeting_screen": DETAIL,
    "strategy:meeting_minutes": DETAIL,
    **{name: LIST for name in reading_routes() if name.endswith("_list")},
    **{name: DETAIL for name in reading_routes() if name.endswith("_detail")},
    "strategy:matter_list": REGISTER,
    "projects:project_list": LIST + 1,
    "projects:library": LIBRARY,
    "projects:pipeline": LIBRARY,
    "enterprises:enterprise_detail": DETAIL + 3,
    "enterprises:park_detail": DETAIL + 6,
    "projects:project_detail": DETAIL + 7,
}
BUDGETS |= {name: BUDGETS[name] + 1 for name in list_routes()}  # the kept filters
QUERIES = {
    "search": {"q": "事项"},
    **{name: {"changed": "any", "q": "0", "sort": "-gap"} for name in list_routes()},
}
"""What makes a page do all its work."""


@pytest.fixture
def count_queries(db, signed_in):
    """Give a function that counts the queries of each reading page, and fails where it fails."""

    def count_queries(user, **reading) -> dict[str, int]:
        counts = {}
        for name in reading_routes():
            client = signed_in(user)
            with CaptureQueriesContext(
                connection,
            ) as captured:
                response = client.get(address(name), QUERIES.get(name, {}) | reading)
            assert response.status_code == 200, name
            counts[name] = len(captured)
        return counts

    return count_queries


def test_every_reading_page_has_a_budget():
    assert set(BUDGETS) == set(reading_routes())


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.STAFF])
@pytest.mark.parametrize("reading", [{}, {"asof": "2022-07-20"}], ids=["now", "as of a day"])
def test_budget_holds_and_does_not_grow_with_rows(count_queries, role, reading):
    world = build_world(1)
    small = count_queries(world.users[role], **reading)

    world.grow(10)
    large = count_queries(world.users[role], **reading)

    counts_work = role == Role.STAFF  # of the menu, one query
    budgets = {name: budget + counts_work for name, budget in BUDGETS.items()}
    assert large == small
    assert {name: large[name] for name in large if large[name] > budgets[name]} == {}


def test_rows_of_all_sizes_were_really_shown(db, signed_in):
    world = build_world(1)
    client = signed_in(world.official)
    small = len(client.get("/enterprises/").content)

    world.grow(10)

    assert len(client.get("/enterprises/").content) > small + 9 * 500
