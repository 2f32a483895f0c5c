"""Kept content: made once for all readers, and anew after every change."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from strategy import clock
from strategy.models import LockException, ReportingMonth
from strategy.services.events import raise_page_counter
from strategy.views.reading import kept_to_dos
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


@pytest.mark.parametrize("role", ["staff", "coordinator"])
def test_who_has_work_costs_the_count_of_it_once_besides(client, world, role):
    client.force_login(world.official)
    client.get("/")
    client.force_login(UserFactory(role=role))

    assert [queries(client, "/"), queries(client, "/")] == [4, 3]


def test_count_of_work_is_that_of_the_moment_when_an_exception_has_ended(client, world):
    """The count of a moment ago is kept, but no longer than the exception holds."""
    now = clock.now()
    LockException.objects.create(
        reporting_month=lock_july(), organisation=world.reporting, until=now + timedelta(hours=1),
        reason="补报", granted_at=now, granted_by=world.official,
    )  # fmt: skip
    user = UserFactory(organisation=world.reporting)

    counts = [kept_count(user, now), kept_count(user, now + timedelta(hours=2))]

    assert counts[0] > counts[1] == 0


def lock_july() -> ReportingMonth:
    ReportingMonth.objects.update(locked_at=clock.now(), locked_by=UserFactory())
    return ReportingMonth.objects.get(month=date(2022, 7, 1))


def kept_count(user, at) -> int:
    request = RequestFactory().get("/")
    request.user = user
    return kept_to_dos(request, at).to_report


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
