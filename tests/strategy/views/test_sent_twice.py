"""A form whose button is pressed twice enters one thing: matters, resolutions, meetings."""

import pytest

from strategy.models import Matter, Meeting, Role
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.matters import DUE_ON, office
from tests.pages.markup import Page

from .matters import NOW, client_of, errors_at, page_of
from .meeting_desk import body, build_desk

pytestmark = pytest.mark.django_db
NEW = "/matters/new/"


@pytest.fixture
def demo(settings):
    settings.DEMO = True  # today is 2022-08-10


@pytest.fixture
def lead(settings):
    settings.DEMO_TODAY = NOW.date()
    office()
    return OrganisationFactory(name="市自然资源局")


@pytest.fixture
def official():
    return client_of(UserFactory(role=Role.OFFICIAL))


def key_on(html: str, name: str = "key") -> str:
    """The key that a form carries."""
    (box,) = [one for one in Page(html).all("input", attribute="name") if one["name"] == name]
    return box["value"]


def instruction(lead, key: str, title: str = "抓紧协调用地") -> dict:
    typed = {"kind": "instruction", "title": title, "lead": lead.code, "due_on": DUE_ON}
    return typed | {"key": key}


def test_each_form_that_is_opened_carries_a_key_of_its_own(lead, official):
    keys = {key_on(official.get(NEW).content.decode()) for _ in range(3)}

    assert len(keys) == 3
    assert {len(key) for key in keys} == {32}


def test_second_press_leads_to_the_matter_of_the_first(lead, official):
    data = instruction(lead, key_on(official.get(NEW).content.decode()))

    first, second = official.post(NEW, data), official.post(NEW, data)

    matter = Matter.objects.get()
    assert first.url == second.url == matter.get_absolute_url()
    assert matter.steps.count() == 2
    assert f"已登记：{matter.label}，重复提交未再登记。" in page_of(official, matter)


def test_next_form_enters_the_next_matter_also_with_the_same_words(lead, official):
    for _ in range(2):
        official.post(NEW, instruction(lead, key_on(official.get(NEW).content.decode())))

    assert Matter.objects.count() == 2


def test_key_stays_on_a_form_that_was_refused(lead, official):
    key = key_on(official.get(NEW).content.decode())

    refused = official.post(NEW, instruction(lead, key, title=""))

    assert refused.status_code == 422
    assert key_on(refused.content.decode()) == key
    assert official.post(NEW, instruction(lead, key)).status_code == 302


def test_key_of_another_person_takes_nothing_away(lead, official):
    data = instruction(lead, "0" * 32)
    official.post(NEW, data)

    client_of(UserFactory(role=Role.OFFICIAL)).post(NEW, data)

    assert Matter.objects.count() == 2


@pytest.mark.parametrize("key", ["\x00", "a" * 33])
def test_key_that_no_form_carries_is_refused(lead, official, key):
    response = official.post(NEW, instruction(lead, key))

    assert response.status_code == 422
    assert errors_at(response.content.decode()) == {}
    assert not Matter.objects.exists()


def test_meeting_is_entered_once(demo):
    desk = build_desk()
    client, address = client_of(desk.office), "/meetings/new/?series=weekly"
    data = {"number": 3, "meets_on": "2022-08-17", "series": "weekly"}
    data["key"] = key_on(body(client, address))

    first, second = client.post(address, data), client.post(address, data)

    meeting = Meeting.objects.get(number=3)
    assert first.url == second.url == meeting.get_absolute_url()
    assert f"已登记{meeting}，重复提交未再登记。" in body(client, second.url)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_resolution_is_entered_once(demo, headers):
    desk = build_desk()
    desk.add("道路损坏")
    desk.hold()
    client = client_of(desk.office)
    data = desk.line(key=key_on(body(client, desk.address), "resolution-key"))

    for _ in range(2):
        response = client.post(f"{desk.address}resolutions/", data, headers=headers)

    assert Matter.objects.filter(meeting=desk.meeting).count() == 1
    if headers:  # and the empty line for the next has a key of its own
        assert key_on(response.content.decode(), "resolution-key") != data["resolution-key"]
