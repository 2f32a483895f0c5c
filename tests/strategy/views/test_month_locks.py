"""The lock button also opens again what was closed and is still 严重滞后."""

from datetime import datetime

import pytest

from strategy.clock import SHANGHAI
from strategy.models import MatterStatus, Role
from tests.factories import TimeLimitFactory
from tests.factories.matters import problem, stood
from tests.factories.world import line_of

APRIL = datetime(2022, 4, 20, 9, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True  # today is 2022-08-10


@pytest.fixture
def lock(world, signed_in):
    """Press the button for June; gives the page that follows."""
    office = signed_in(world.users[Role.COORDINATOR])
    return lambda: office.post("/months/2022-06/lock/", follow=True).content.decode()


def test_the_page_says_how_many_were_opened_again(world, lock):
    TimeLimitFactory()
    matter = problem(series=line_of("T001"), due_on=APRIL.date(), at=APRIL)
    stood(matter, MatterStatus.CLOSED, at=APRIL)

    page = lock()

    assert "已锁定2022年6月。" in page
    assert "1个已销号事项连续严重滞后，已由系统重新打开。" in page
    assert (matter.current.verb, matter.current.by) == ("reopen", None)


def test_the_page_says_nothing_of_it_where_there_was_none(lock):
    assert "重新打开" not in lock()
