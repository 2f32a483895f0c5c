"""A series that two people race for; tests of other things bring a `line` of their own."""

import pytest

from strategy.models import Series, User
from tests.factories import ReportingMonthFactory, RuleFactory, SeriesFactory, UserFactory


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
