"""What the tests of pages share: one small site for each module, and people who are signed in."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings

from strategy.models import Role, User
from tests.factories.world import World, build_world


@pytest.fixture(scope="module")
def shared_world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """A site with three items of each kind, built once for the tests of a module."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.getbasetemp() / "media")
    with files, django_db_blocker.unblock(), transaction.atomic():
        yield build_world(3)
        transaction.set_rollback(True)


@pytest.fixture
def world(shared_world: World, db) -> World:
    """The site of the module; what a test changes in it is undone after the test."""
    return shared_world


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """Give a function that makes a client of a user."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def reader(world: World, signed_in) -> Client:
    """An official, who reads everything."""
    return signed_in(world.users[Role.OFFICIAL])
