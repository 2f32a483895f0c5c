"""Counties with figures, and those who read their ranks."""

import pytest
from django.test import Client

from strategy.models import Role
from tests.factories.rankings import counties

from .ranking_pages import signed_in


@pytest.fixture
def group():
    return counties()


@pytest.fixture
def reader(group) -> Client:
    return signed_in(Role.STAFF)


@pytest.fixture
def office(group) -> Client:
    return signed_in(Role.COORDINATOR)
