"""The page on which series are handed over."""

import pytest

from strategy.models import Role, Series
from tests.factories import UserFactory

PAGE = "/handover/?organisation=industry"
ASSIGN = "/handover/keepers/?organisation=industry"


@pytest.fixture
def office(world, signed_in):
    return signed_in(world.users[Role.COORDINATOR])


@pytest.fixture
def people(world):
    return [
        UserFactory(username=name, organisation=world.reporting) for name in ("leaver", "colleague")
    ]


def test_all_that_a_leaver_keeps_is_moved(world, office, people):
    leaver, colleague = people
    Series.objects.filter(organisation=world.reporting).update(keeper=leaver)
    kept = leaver.kept_series.count()

    response = office.post(PAGE, {"leaver": "leaver", "colleague": "colleague"}, follow=True)

    assert f"的{kept}个填报项移交" in response.content.decode()
    assert colleague.kept_series.count() == kept > 0


def test_people_of_other_units_cannot_be_chosen(world, office, people):
    Series.objects.filter(code="T001-output-industry").update(keeper=people[0])
    UserFactory(username="foreign", organisation=world.areas[0])

    foreign = office.post(PAGE, {"leaver": "leaver", "colleague": "foreign"})
    same = office.post(PAGE, {"leaver": "leaver", "colleague": "leaver"})

    assert (foreign.status_code, same.status_code) == (422, 422)
    assert "该人员不在这个单位" in foreign.content.decode()
    assert "接收人须是另一名经办人。" in same.content.decode()


def test_keeper_of_ticked_series_is_set(world, office, people):
    ticked = {"series": ["T001-output-industry", "T002-output-industry"], "keeper": "colleague"}

    response = office.post(ASSIGN, ticked, follow=True)

    assert "已调整2个填报项的经办人。" in response.content.decode()
    assert people[1].kept_series.count() == 2
    assert "没有变化" in office.post(ASSIGN, ticked, follow=True).content.decode()
    assert office.post(ASSIGN, ticked | {"keeper": ""}, follow=True).status_code == 200
    assert people[1].kept_series.count() == 0


def test_series_of_another_unit_cannot_be_ticked(world, office, people):
    foreign = Series.objects.filter(organisation=world.areas[0]).first()

    assert office.post(ASSIGN, {"keeper": "colleague"}).status_code == 422
    refused = office.post(ASSIGN, {"series": [foreign.code], "keeper": "colleague"})
    assert refused.status_code == 422
    assert office.get("/handover/?organisation=nothing").status_code == 404


def test_page_and_verbs_are_the_offices_alone(world, signed_in):
    for role in set(Role) - {Role.COORDINATOR}:
        client = signed_in(world.users[role])
        assert client.get(PAGE).status_code == 403
        assert client.post(PAGE).status_code == 403
        assert client.post(ASSIGN).status_code == 403
