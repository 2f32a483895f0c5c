"""Pages of one thing ask no more of a database with ten times as many rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.world import build_world

LIMIT = 18
LIMITS = {"/parks/K001/": LIMIT + 6}
"""Pages that ask more: a park tells what lies in it and what that sums to."""
ADDRESSES = [
    "/actions/A1/",
    "/parks/K001/",
    "/enterprises/E001/",
    "/organisations/industry/",
    "/metrics/output/",
    "/metrics/area-output/",
    "/figures/A1-area-output-total/2022-06/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_ten_times_the_rows_take_the_same_queries(db, signed_in, address):
    world = build_world(1)
    client = signed_in(world.official)

    def ask() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    small = ask()
    world.grow(10)

    assert ask() == small <= LIMITS.get(address, LIMIT)
