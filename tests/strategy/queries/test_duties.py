"""An organisation: its people, and what it leads, supports, reports and reviews."""

from datetime import date

import pytest

from strategy.models import Contact, Role
from strategy.queries.duties import organisation_detail
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.world import build_world

pytestmark = pytest.mark.django_db

JUNE, TODAY = date(2022, 6, 1), date(2022, 8, 10)


def detail_of(organisation, reader):
    return organisation_detail(organisation, reader, JUNE, TODAY, None)


def test_what_a_unit_leads_supports_reports_and_reviews():
    world = build_world(1)

    unit = detail_of(world.reporting, world.official)
    area = detail_of(world.areas[0], world.official)

    assert [row.code for row in unit.led] == ["A1", "E001", "K001", "P001", "T001"]
    assert [row.code for row in area.supported] == ["E001", "K001", "P001", "T001"]
    assert [row.series for row in area.reported] == ["A1-area-output-yuanhui"]
    assert len(unit.reviewed) == 2


def test_whole_numbers_show_to_colleagues_and_to_the_office():
    unit = OrganisationFactory()
    Contact.objects.create(organisation=unit, name="王某", post="科长", phone="18612341402")
    readers = {
        UserFactory(organisation=unit): True,
        UserFactory(role=Role.COORDINATOR): True,
        UserFactory(role=Role.OFFICIAL): False,
        UserFactory(role=Role.STAFF): False,
    }

    for reader, shows in readers.items():
        assert detail_of(unit, reader).contacts[0].shows_phone is shows


def test_who_has_left_stands_apart():
    unit = OrganisationFactory()
    Contact.objects.create(organisation=unit, name="王某", post="科长")
    Contact.objects.create(organisation=unit, name="李某", post="科长", is_active=False)

    detail = detail_of(unit, UserFactory())

    assert [one.contact.name for one in detail.contacts] == ["王某"]
    assert [one.contact.name for one in detail.former_contacts] == ["李某"]


def test_accounts_that_cannot_sign_in_are_left_out():
    unit = OrganisationFactory()
    UserFactory(organisation=unit, name="资料录入", is_active=False)

    assert detail_of(unit, UserFactory()).users == ()


def test_six_queries_whatever_the_number_of_rows(django_assert_num_queries):
    world = build_world(1)
    with django_assert_num_queries(6):
        detail_of(world.reporting, world.official)
    world.grow(5)

    with django_assert_num_queries(6):
        detail_of(world.reporting, world.official)
