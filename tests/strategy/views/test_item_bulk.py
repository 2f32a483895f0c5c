"""Changing one field of the ticked rows: nothing is written before the preview is confirmed."""

import re

import pytest
from django.core.cache import cache

from projects.models import Project
from strategy.models import Event, Role
from tests.factories.world import build_world

BULK = "/projects/bulk/"


@pytest.fixture
def world(db):
    return build_world(3)


@pytest.fixture
def office(world, client):
    client.force_login(world.users[Role.COORDINATOR])
    return client


def text(response) -> str:
    return response.content.decode()


def previewed(office, *codes, field="area", value="yuanhui") -> dict:
    """The form that confirms a preview."""
    asked = {"item": codes, "field": field, "value": value, "back": "area=zhaoling"}
    page = text(office.get(BULK, asked))
    confirm = page[page.index("bulk__confirm") :] if "bulk__confirm" in page else ""
    seen = re.findall(r'name="item" value="([^"]+)"', confirm)
    return asked | {"item": seen}


def test_list_lets_the_office_tick_rows_and_choose_a_field(office):
    page = text(office.get("/projects/?q=P"))

    assert page.count('form="bulk" name="item"') == 3
    assert '<option value="lead">牵头单位</option>' in page
    assert 'name="back" value="q=P&amp;month=2022-06"' in page


def test_kept_content_of_the_office_is_not_that_of_others(world, client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    pages = {}
    for role in (Role.COORDINATOR, Role.OFFICIAL, Role.COORDINATOR):
        client.force_login(world.users[role])
        pages[role] = text(client.get("/projects/"))
    cache.clear()

    assert 'name="item"' in pages[Role.COORDINATOR]
    assert 'name="item"' not in pages[Role.OFFICIAL]
    assert "新增项目" not in pages[Role.OFFICIAL]


def test_export_has_no_column_of_boxes(office):
    first = text(office.get("/projects/?export=csv")).splitlines()

    assert not any(line.startswith("选,") for line in first)


def test_value_is_sent_under_one_name_whatever_the_field(office):
    for field in ("area", "industry", "level"):
        page = text(office.get(BULK, {"item": ["P001"], "field": field}))
        (box,) = re.findall(r'<(?:select|input)[^>]*id="id_value"[^>]*>', page)
        assert re.findall(r' name="(\w+)"', box) == ["value"]


@pytest.mark.parametrize("ticked", [[], ["T001"], ["P001\x00"]])
def test_nothing_ticked_leads_back_to_the_list(office, ticked):
    asked = {"item": ticked, "field": "area", "back": "area=zhaoling"}
    response = office.get(BULK, asked, follow=True)

    assert response.redirect_chain == [("/projects/?area=zhaoling", 302)]
    assert "请先勾选要修改的条目。" in text(response)


def test_preview_shows_each_row_and_writes_nothing(office, world):
    Project.objects.filter(code="P002").update(area=world.areas[0])

    page = text(office.get(BULK, {"item": ["P001", "P002"], "field": "area", "value": "yuanhui"}))

    area = str(world.areas[0])
    assert f"<b>{area}</b>" in page
    assert "不变" in page
    assert "确认修改1条" in page
    assert Project.objects.filter(area=world.areas[0]).count() == 1


def test_confirmed_rows_change_together_with_a_line_each(office, world):
    response = office.post(BULK, previewed(office, "P001", "P003"), follow=True)

    assert response.redirect_chain == [("/projects/?area=zhaoling", 302)]
    assert "已修改2条的“所在县区”。" in text(response)
    assert [*Project.objects.filter(area=world.areas[0]).values_list("code", "version")] == [
        ("P001", 2), ("P003", 2),
    ]  # fmt: skip
    assert Event.objects.filter(verb="批量修改").count() == 2
    assert "所在县区：由（空）改为" in text(office.get("/projects/P001/"))


def test_value_can_be_taken_away(office):
    office.post(BULK, previewed(office, "P001", field="lead", value=""))

    assert Project.objects.get(code="P001").lead is None


def test_row_that_moved_meanwhile_keeps_all_back(office, world):
    confirm = previewed(office, "P001", "P003")
    office.post(BULK, previewed(office, "P003", field="industry", value="食品"))

    response = office.post(BULK, confirm)

    assert response.status_code == 409
    assert "P003“事项P003”刚被别人改过，未作任何修改" in text(response)
    assert not Project.objects.filter(area=world.areas[0]).exists()
    assert "P003:2" in text(response)


def test_row_that_may_not_have_the_value_is_left_out(office, world):
    page = text(office.get(BULK, {"item": ["P001", "P002"], "field": "lead", "value": "yuanhui"}))

    assert page.count("是牵头单位，不能同时是配合单位") == 2
    assert "没有需要修改的条目。" in page


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        ({"field": "area", "value": "nowhere"}, 422, "没有这个单位，请重新选择。"),
        ({"field": "industry", "value": "长" * 61}, 422, "60"),
        ({"field": "industry", "value": "甲\u200b"}, 422, "看不见的字符"),
        ({"field": "name", "value": "甲"}, 400, "这个字段不能批量修改"),
        ({"field": "version", "value": "9"}, 400, "这个字段不能批量修改"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_previewed(office, asked, status, sentence):
    response = office.get(BULK, {"item": ["P001"]} | asked)

    assert response.status_code == status
    assert sentence in text(response)
    assert "bulk__confirm" not in text(response)


@pytest.mark.parametrize("seen", ["P001", "P001:", "P001:x", "P001:" + "9" * 30])
def test_confirmation_without_versions_is_refused(office, seen):
    response = office.post(BULK, {"item": [seen], "field": "area", "value": "yuanhui"})

    assert response.status_code == 400
    assert not Event.objects.filter(verb="批量修改").exists()


def test_preview_costs_the_same_however_many_rows_are_ticked(
    office, world, django_assert_max_num_queries
):
    for times in (4, 10):
        world.grow(times)
        codes = [*Project.objects.values_list("code", flat=True)]
        with django_assert_max_num_queries(14):
            office.get(BULK, {"item": codes, "field": "lead", "value": "industry"})
