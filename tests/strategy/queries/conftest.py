"""What the tests of the agenda start from: published months, and three meetings of a series."""

import pytest

from strategy.models import Meeting, Organisation
from tests.factories.agendas import publish_months, three_meetings


@pytest.fixture
def published(db) -> Organisation:
    """May to July are published; the unit that reported them."""
    return publish_months()


@pytest.fixture
def meetings(db) -> list[Meeting]:
    return three_meetings()


@pytest.fixture
def third(meetings) -> Meeting:
    return meetings[-1]
