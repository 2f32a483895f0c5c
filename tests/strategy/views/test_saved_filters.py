"""Kept filters above the lists: the reader's own, never in what is kept for all."""

import re

import pytest
from django.core.cache import cache

from strategy.models import Role, SavedFilter
from tests.factories import UserFactory
from tests.factories.world import build_world

NEW = "/saved-filters/new/"
TYPED = {"page": "strategy:task_list", "name": "我的", "query": "area=yuanhui&month=2022-06&page=2"}


@pytest.fixture
def world(db):
    return build_world(1)


@pytest.fixture
def reader(world, client):
    client.force_login(world.users[Role.STAFF])
    return client


def text(response) -> str:
    return response.content.decode()


def links(response) -> list[str]:
    """The kept filters that a page shows, with a star at the current one."""
    bar = re.search(r'aria-label="常用筛选">(.*?)</nav>', text(response), re.DOTALL)
    found = re.findall(r"<a ([^>]*)>([^<]*)", bar.group(1)) if bar else []
    return [name + "*" * ("aria-current" in attributes) for attributes, name in found]


def test_filter_is_kept_as_an_address_and_used(reader):
    response = reader.post(NEW, TYPED)

    assert response.url == "/tasks/?area=yuanhui"
    assert links(reader.get(response.url)) == ["我的*"]
    assert links(reader.get("/tasks/")) == ["我的"]
    assert links(reader.get("/projects/")) == []
    assert 'href="/tasks/?area=yuanhui&amp;asof=2022-07-20"' in text(
        reader.get("/tasks/?asof=2022-07-20")
    )


def test_colleagues_of_the_unit_see_what_is_shared_and_nobody_else(reader, world, client):
    reader.post(NEW, TYPED)
    reader.post(NEW, TYPED | {"name": "共用", "is_shared": "on"})
    seen = []

    for unit in (world.reporting, world.areas[0]):
        client.force_login(UserFactory(organisation=unit))
        seen.append(links(client.get("/tasks/")))

    assert seen == [["共用"], []]


def test_kept_content_holds_nobodys_filters(world, client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    first = world.users[Role.STAFF]
    client.force_login(first)
    client.post(NEW, TYPED)
    mine = links(client.get("/tasks/"))
    client.force_login(world.official)
    theirs = links(client.get("/tasks/"))
    cache.clear()

    assert (mine, theirs) == (["我的"], [])


def test_current_filter_stands_in_what_htmx_replaces(reader):
    fragment = reader.get("/tasks/?area=yuanhui&q=", headers={"HX-Request": "true"})

    assert 'name="query" value="area=yuanhui" form="save-filter"' in text(fragment)


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ({"name": ""}, 422, "请填写名称。"),
        ({"name": "长" * 31}, 422, "30"),
        ({"query": "month=2022-06"}, 422, "现在没有筛选条件，请先筛选再保存。"),
        ({"page": "strategy:task_detail"}, 400, "没有这个列表"),
        ({"page": "board"}, 400, "没有这个列表"),
        ({"page": "//evil.example"}, 400, "没有这个列表"),
    ],
)
def test_refusals_say_why(reader, typed, status, sentence):
    response = reader.post(NEW, TYPED | typed)

    assert response.status_code == status
    assert sentence in text(response)
    assert not SavedFilter.objects.filter(name="我的").exists()


def test_own_filter_is_renamed_shared_and_deleted(reader):
    reader.post(NEW, TYPED)
    saved = SavedFilter.objects.get(name="我的")
    edit = f"/saved-filters/{saved.pk}/edit/"
    assert 'value="我的"' in text(reader.get(edit))

    reader.post(edit, {"name": "源汇", "is_shared": "on"})

    page = text(reader.get("/saved-filters/"))
    assert 'href="/tasks/?area=yuanhui">源汇</a>' in page
    reader.post(f"/saved-filters/{saved.pk}/delete/")
    assert "还没有常用筛选。" in text(reader.get("/saved-filters/"))


def test_nobody_else_changes_it(reader, world, client):
    reader.post(NEW, TYPED | {"is_shared": "on"})
    saved = SavedFilter.objects.get(name="我的")

    client.force_login(UserFactory(organisation=world.reporting))
    answers = [
        client.get(f"/saved-filters/{saved.pk}/edit/"),
        client.post(f"/saved-filters/{saved.pk}/edit/", {"name": "别名"}),
        client.post(f"/saved-filters/{saved.pk}/delete/"),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert SavedFilter.objects.filter(name="我的").exists()
