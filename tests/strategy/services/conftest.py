"""A series that two people race for, and a meeting; other tests bring a `line` of their own."""

import pytest

from strategy.models import Meeting, Series, User
from tests.factories import ReportingMonthFactory, RuleFactory, SeriesFactory, UserFactory
from tests.factories.matters import coordinator

from .holding import concluded, prepared


@pytest.fixture(params=range(2))
def line(request) -> Series:
    """A series with an opened June; each test is run twice."""
    ReportingMonthFactory()
    RuleFactory()
    return SeriesFactory(metric__accumulation="stock")


@pytest.fixture
def reporters(line) -> list[User]:
    return [UserFactory(organisation=line.organisation) for _ in range(2)]


@pytest.fixture
def reviewers(line) -> list[User]:
    return [UserFactory(organisation=line.reviewer) for _ in range(2)]


@pytest.fixture
def by() -> User:
    return coordinator()


@pytest.fixture
def meeting(by) -> Meeting:
    """A meeting of today with one item on its agenda."""
    return prepared(by)


@pytest.fixture
def held(meeting, by) -> Meeting:
    """The same, held, with a result of its item."""
    return concluded(meeting, by)
