"""Kept content: made once for all readers, and anew after every change."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy.services.events import raise_page_counter
from tests.factories import UserFactory
from tests.factories.world import build_world

KEPT = ["/", "/tasks/", "/enterprises/?sort=-gap", "/figures/"]


@pytest.fixture(autouse=True)
def kept_in_memory(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def world(db):
    return build_world(1)


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", KEPT)
def test_the_second_reader_costs_session_user_and_counter(client, world, address):
    client.force_login(world.official)
    client.get(address)
    client.force_login(UserFactory(role="official"))

    assert queries(client, address) == 3


@pytest.mark.parametrize("address", KEPT)
def test_every_reader_finds_the_own_name_around_the_same_content(client, world, address):
    def main(user) -> str:
        client.force_login(user)
        page = client.get(address).content.decode()
        assert user.name in page
        return page[page.index("<main") : page.index("</main>")]

    assert main(UserFactory(role="official", name="李某")) == main(UserFactory(name="赵某"))


@pytest.mark.parametrize("address", KEPT)
def test_a_change_is_shown_to_the_next_reader(client, world, address):
    client.force_login(world.official)
    client.get(address)

    raise_page_counter()

    assert queries(client, address) > 3


def test_a_day_in_the_past_is_kept_apart_and_says_so(client, world):
    client.force_login(world.official)
    client.get("/")

    page = client.get("/?asof=2022-07-20").content.decode()

    assert "正在查看截至2022年7月20日的数据" in page
    assert "正在查看截至" not in client.get("/").content.decode()


def test_a_wrong_day_is_refused_and_never_kept(client, world):
    client.force_login(world.official)

    assert [client.get("/?asof=gestern").status_code for _ in range(2)] == [400, 400]
