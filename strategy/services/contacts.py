"""Verbs: keep_contacts (add, change, mark as left)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from strategy.models import Contact, Organisation, User
from strategy.permissions import insist, may_keep_contacts
from strategy.ui.formatting import masked_phone

from .events import Happening, raise_page_counter, record_events


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """A contact as it shall be; `contact` is the row's pk, None for a new one."""

    contact: int | None
    name: str
    post: str
    phone: str = ""
    is_active: bool = True


@transaction.atomic
def keep_contacts(
    organisation: Organisation, entries: Sequence[ContactEntry], *, by: User, at: datetime
) -> int:
    """Add and change contacts, and mark those as left who have. Gives how many rows changed.

    Raises Contact.DoesNotExist for a row of another organisation.
    """
    insist(may_keep_contacts(by, organisation))
    kept = organisation.contacts.select_for_update().in_bulk()
    happenings = []
    for entry in entries:
        if entry.contact is not None and entry.contact not in kept:
            raise Contact.DoesNotExist
        contact = kept.get(entry.contact) or Contact(organisation=organisation)
        happenings += _keep(contact, entry, organisation)
    record_events(happenings, by=by, at=at)
    raise_page_counter()
    return len(happenings)


FIELDS = ("name", "post", "phone", "is_active")


def _keep(contact: Contact, entry: ContactEntry, organisation: Organisation) -> list[Happening]:
    """Save a row that changes; the log has each field as it was and as it is."""
    is_new = contact.pk is None
    changes = {
        name: [None if is_new else _told(contact, name), _told(entry, name)]
        for name in FIELDS
        if is_new or getattr(contact, name) != getattr(entry, name)
    }
    if not changes:
        return []
    verb = _verb(contact, entry)
    for name in FIELDS:
        setattr(contact, name, getattr(entry, name))
    contact.save()
    detail = {"contact": entry.name, "changes": changes}
    return [Happening(verb, organisation, organisation.code, detail)]


def _verb(contact: Contact, entry: ContactEntry) -> str:
    if contact.pk is None:
        return "新增联系人"
    return "联系人离任" if contact.is_active and not entry.is_active else "修改联系人"


def _told(row: Contact | ContactEntry, name: str) -> str | bool:
    """A field as the log keeps it: telephone numbers with their middle hidden."""
    value = getattr(row, name)
    return masked_phone(value) if name == "phone" and value else value
