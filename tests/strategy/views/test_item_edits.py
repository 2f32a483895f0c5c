"""The pages on which the office enters and changes items: what they show, keep and refuse."""

from html.parser import HTMLParser

import pytest

from projects.models import Project
from strategy.models import Event, ListEntry, Role, TrackedItem
from tests.factories.world import build_world
from tests.pages.markup import Page

PASSWORD = "Shaoling-2022"
NEW = {"code": "P016", "name": "新项目", "source": "S01", "lead": "industry"}
KINDS = [
    ("/projects/", "P", "P001"), ("/enterprises/", "E", "E001"), ("/parks/", "K", "K001"),
    ("/tasks/", "T", "T001"),
]  # fmt: skip


@pytest.fixture
def world(db):
    return build_world(1)


@pytest.fixture
def office(world, client):
    client.force_login(world.users[Role.COORDINATOR])
    return client


def text(response) -> str:
    return response.content.decode()


def edited(office, path="/projects/P001/edit/", form=None, **typed):
    """Send a form as it stands, or stood, with some fields typed anew."""
    return office.post(path, (form or form_of(office.get(path))) | typed)


def form_of(response) -> dict:
    """What the form of a page would send."""
    boxes = Boxes()
    boxes.feed(text(response).partition('class="item-edit"')[2])
    return boxes.data


class Boxes(HTMLParser):
    """The names and values of the fields of a form."""

    def __init__(self):
        super().__init__()
        self.data, self.name = {}, ""

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "input" and "name" in told and told.get("type") != "checkbox":
            self.data[told["name"]] = told.get("value", "")
        elif tag == "input" and "checked" in told:
            self.data.setdefault(told["name"], []).append(told.get("value", "on"))
        elif tag in {"select", "textarea"}:
            self.name = told["name"]
            self.data[self.name] = ""
        elif tag == "option" and "selected" in told:
            self.data[self.name] = told["value"]

    def handle_data(self, data):
        if self.lasttag == "textarea":
            self.data[self.name] += data.strip()


@pytest.mark.parametrize(("path", "letter", "code"), KINDS)
def test_new_item_is_offered_the_next_code_and_entered(office, path, letter, code):
    page = office.get(f"{path}new/")
    assert f'value="{letter}002"' in text(page)

    response = office.post(f"{path}new/", NEW | {"code": f"{letter}016"}, follow=True)

    item = TrackedItem.objects.get(code=f"{letter}016")
    assert response.redirect_chain == [(item.get_absolute_url(), 302)]
    assert "尚未列入清单" in text(response)
    assert "新增" in text(response)


@pytest.mark.parametrize(("path", "letter", "code"), KINDS)
def test_change_stands_in_the_history_as_a_sentence(office, path, letter, code):
    response = edited(office, f"{path}{code}/edit/", short_name="简名")
    page = text(office.get(f"{path}{code}/"))

    assert response.status_code == 302
    assert "简称：由（空）改为简名" in page


def test_errors_stand_above_the_form_and_what_was_typed_stays(office):
    response = office.post("/projects/new/", NEW | {"code": "P001", "total_investment": "-3"})

    assert response.status_code == 422
    page = text(response)
    assert "有2处需要改正" in page
    assert "编号P001已用于“事项P001”，请改用其他编号。" in page
    assert 'value="-3"' in page
    assert not Project.objects.filter(name="新项目").exists()


@pytest.mark.parametrize(
    "path",
    [
        "/projects/new/", "/enterprises/E001/edit/", "/parks/K001/listing/", "/posts/new/",
        "/posts/vice-mayor/appoint/", "/saved-filters/new/?page=strategy:task_list&query=q%3Dx",
    ],
)  # fmt: skip
def test_no_box_cuts_what_is_pasted(office, path):
    boxes = Page(text(office.get(path))).all(attribute="maxlength")

    assert [one["name"] for one in boxes if one["name"] != "q"] == []


def test_name_that_is_too_long_is_told_with_its_length(office):
    page = text(edited(office, name="长" * 121))

    assert "不能超过120字，现有121字。" in page
    assert "长" * 121 in page


def test_second_of_two_browsers_sees_both_and_loses_nothing(office, world):
    mine = form_of(office.get("/projects/P001/edit/"))
    edited(office, industry="装备")

    response = edited(office, form=mine, industry="化工")

    assert response.status_code == 409
    page = text(response)
    assert "这条记录刚被别人改过，请核对后再保存。" in page
    assert ">装备</td>" in page
    assert ">化工</td>" in page
    assert 'name="version" value="2"' in page
    assert Project.objects.get(code="P001").industry == "装备"
    again = edited(office, form=form_of(response))
    assert again.status_code == 302
    assert Project.objects.get(code="P001").industry == "化工"


@pytest.mark.parametrize("version", ["", "x", "９", "-1", "9" * 40])
def test_version_that_nobody_was_shown_is_no_version(office, version):
    assert edited(office, industry="化工", version=version).status_code == 409


def test_what_was_typed_survives_the_end_of_the_session(office, world):
    keeper = world.users[Role.COORDINATOR]
    keeper.set_password(PASSWORD)
    keeper.save()
    office.logout()

    sent = office.post("/projects/new/", NEW | {"typed_by": keeper.pk})
    login = {"username": keeper.username, "password": PASSWORD}
    page = text(office.post(sent.url, login, follow=True))

    assert "已恢复登录超时前填写的内容" in page
    assert 'value="新项目"' in page
    assert not Project.objects.filter(name="新项目").exists()


def test_item_is_put_on_its_list_and_taken_off(office):
    office.post("/projects/new/", NEW)
    listing = "/projects/P016/listing/"
    assert 'value="2"' in text(office.get(listing))

    refused = office.post(listing, {"number": 1, "basis": "official", "listed_on": "2022-08-01"})
    office.post(listing, {"number": 2, "basis": "official", "listed_on": "2022-08-01"})

    assert "第1项现为P001“事项P001”，请改用其他序号。" in text(refused)
    assert ListEntry.objects.filter(item__code="P016", delisted_on=None).exists()
    assert "新项目" in text(office.get("/projects/"))
    assert "移出清单" in text(office.get("/projects/P016/"))
    assert office.post(listing, {"delisted_on": "2022-08-09", "reason": ""}).status_code == 422
    office.post(listing, {"delisted_on": "2022-08-09", "reason": "停建"})
    page = text(office.get("/projects/P016/"))
    assert "曾列重点项目清单第2项，2022年8月9日移出：停建" in page
    assert "移出清单" in Event.objects.latest("pk").verb
    assert "新项目" not in text(office.get("/projects/"))


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.STAFF])
def test_others_see_no_buttons_and_no_boxes(world, client, role):
    client.force_login(world.users[role])

    for path, _, code in KINDS:
        assert f"{code}/edit/" not in text(client.get(f"{path}{code}/"))
        page = text(client.get(path))
        assert "新增" not in page
        assert 'name="item"' not in page


def test_past_day_is_only_read(office):
    assert "P001/edit/" in text(office.get("/projects/P001/"))
    assert "P001/edit/" not in text(office.get("/projects/P001/?asof=2022-07-20"))
    assert 'name="item"' not in text(office.get("/projects/?asof=2022-07-20"))


def test_form_costs_the_same_however_many_items_there_are(
    office, world, django_assert_max_num_queries
):
    for times in (2, 8):
        world.grow(times)
        with django_assert_max_num_queries(20):
            office.get("/projects/P001/edit/")
