"""What the pages of the headquarters' office ask of the database does not grow with rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy.models import Role
from tests.factories.due_rules import DueRuleFactory
from tests.factories.world import build_world

PAGES = [
    "/months/",
    "/months/2022-07/",
    "/months/due-rules/",
    "/months/2022-07/reminders/",
    "/years/2023/",
    "/notices/",
    "/handover/?organisation=industry",
]


def costs(client) -> dict[str, int]:
    counts = {}
    for address in PAGES:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts[address] = len(captured)
    return counts


@pytest.mark.django_db
def test_queries_do_not_grow_with_rows(settings, signed_in):
    settings.DEMO = True  # today is 2022-08-10
    DueRuleFactory()
    world = build_world(1)
    office = signed_in(world.users[Role.COORDINATOR])
    few = costs(office)

    world.grow(4)

    assert costs(office) == few
    assert max(few.values()) <= 14
