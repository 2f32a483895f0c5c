"""The duties of an organisation: whom to call, who signs in, what it leads, reports, reviews."""

from dataclasses import dataclass
from datetime import date, datetime

from strategy.models import Assessment, Contact, Organisation, User
from strategy.models.lists import stood_on
from strategy.permissions import may_see_phone

from .corrections import NO_CORRECTIONS, Corrections
from .items import ItemRow, item_rows
from .results import SeriesRow, series_rows


@dataclass(frozen=True, slots=True)
class ShownContact:
    """A contact; `shows_phone` if the reader may see the whole number."""

    contact: Contact
    shows_phone: bool


@dataclass(frozen=True, slots=True)
class OrganisationDetail:
    """An organisation and its work in a month."""

    organisation: Organisation
    contacts: tuple[ShownContact, ...]
    former_contacts: tuple[ShownContact, ...]
    users: tuple[User, ...]
    led: tuple[ItemRow, ...]
    supported: tuple[ItemRow, ...]
    reported: tuple[SeriesRow, ...]
    reviewed: tuple[SeriesRow, ...]


def organisation_detail(
    organisation: Organisation,
    reader: User,
    month: date,
    on: date,
    at: datetime | None,
    corrections: Corrections = NO_CORRECTIONS,
) -> OrganisationDetail:
    """What the page of an organisation shows. Six queries for any number of rows."""
    contacts, marked = _contacts(organisation, reader), corrections.marked
    results = Assessment.objects.known_at(at).in_month(month).order_by("item__code", "series__code")
    # Actions stand on no list; an item that has left its list is no longer followed.
    items = results.of_items().filter(stood_on(on, "item__entries__"))
    return OrganisationDetail(
        organisation=organisation,
        contacts=tuple(one for one in contacts if one.contact.is_active),
        former_contacts=tuple(one for one in contacts if not one.contact.is_active),
        users=tuple(organisation.users.filter(is_active=True).order_by("username")),
        led=tuple(marked(item_rows(items.filter(item__lead=organisation)))),
        supported=tuple(marked(item_rows(items.filter(item__supporting=organisation)))),
        reported=tuple(marked(series_rows(results.filter(series__organisation=organisation)))),
        reviewed=tuple(marked(series_rows(results.filter(series__reviewer=organisation)))),
    )


def _contacts(organisation: Organisation, reader: User) -> list[ShownContact]:
    return [
        ShownContact(contact, may_see_phone(reader, contact))
        for contact in organisation.contacts.order_by("-is_active", "pk")
    ]
