"""Contacts: added, changed, marked as left, and logged."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from strategy.clock import SHANGHAI
from strategy.models import Contact, Event, Role
from strategy.queries.events import page_counter
from strategy.services.contacts import ContactEntry, keep_contacts
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)


@pytest.fixture
def clerk():
    return UserFactory()


def keep(clerk, *entries, organisation=None):
    return keep_contacts(organisation or clerk.organisation, entries, by=clerk, at=NOON)


def existing(clerk, **fields) -> Contact:
    known = {"name": "王某", "post": "科长", "phone": "18612341402"} | fields
    return Contact.objects.create(organisation=clerk.organisation, **known)


def test_a_new_contact_is_kept_and_logged_with_its_number_masked(clerk):
    before = page_counter()

    assert keep(clerk, ContactEntry(None, "王某", "科长", "18612341402")) == 1

    contact = Contact.objects.get()
    assert (contact.organisation, contact.phone) == (clerk.organisation, "18612341402")
    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject_key) == (
        "新增联系人",
        clerk,
        clerk.organisation.code,
    )
    assert event.detail["changes"]["phone"] == [None, "186****1402"]
    assert page_counter() == before + 1


def test_a_change_logs_what_was_and_what_is(clerk):
    contact = existing(clerk)

    keep(clerk, ContactEntry(contact.pk, "王某", "副局长", "18612341402"))

    contact.refresh_from_db()
    assert contact.post == "副局长"
    assert Event.objects.get().detail["changes"] == {"post": ["科长", "副局长"]}


def test_who_leaves_is_kept(clerk):
    contact = existing(clerk)

    keep(clerk, ContactEntry(contact.pk, "王某", "科长", "18612341402", is_active=False))

    contact.refresh_from_db()
    assert not contact.is_active
    assert Event.objects.get().verb == "联系人离任"


def test_nothing_changed_logs_nothing(clerk):
    contact = existing(clerk)

    assert keep(clerk, ContactEntry(contact.pk, "王某", "科长", "18612341402")) == 0
    assert not Event.objects.exists()


def test_a_row_of_another_unit_is_refused(clerk):
    foreign = existing(UserFactory())

    with pytest.raises(Contact.DoesNotExist):
        keep(clerk, ContactEntry(foreign.pk, "张某", "科长"))

    foreign.refresh_from_db()
    assert foreign.name == "王某"


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.SYSTEM_ADMINISTRATOR])
def test_only_staff_and_the_office_keep_their_own(role):
    with pytest.raises(PermissionDenied):
        keep(UserFactory(role=role), ContactEntry(None, "王某", "科长"))


def test_nobody_keeps_the_contacts_of_another_unit(clerk):
    with pytest.raises(PermissionDenied):
        keep(clerk, ContactEntry(None, "王某", "科长"), organisation=OrganisationFactory())
