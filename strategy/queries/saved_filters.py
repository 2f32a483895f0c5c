"""Filters that people keep of a list: an address without the month, the day and the page."""

from dataclasses import dataclass

from django.http import QueryDict

from strategy.models import SavedFilter, User

NOT_KEPT = ("month", "asof", "page", "export")


@dataclass(frozen=True, slots=True)
class KeptFilter:
    """A filter of a list with its owner and the unit that sees it where it is shared."""

    pk: int
    owner: int
    unit: int
    name: str
    query: str
    is_shared: bool
    owner_name: str

    def is_for(self, user: User) -> bool:
        """Whether it stands on a reader's page: the own ones, and what the unit shares."""
        return self.owner == user.pk or (self.is_shared and self.unit == user.organisation_id)


def kept_query(query: QueryDict) -> str:
    """What of an address is kept, in one order, so that the same filter reads the same."""
    kept = [
        (name, value)
        for name, values in sorted(query.lists())
        if name not in NOT_KEPT
        for value in values
        if value.strip()
    ]
    told = QueryDict(mutable=True)
    for name, value in kept:
        told.appendlist(name, value)
    return told.urlencode()


def filters_on(page: str) -> list[KeptFilter]:
    """All that is kept of a list (the name of its route), whoever owns it. One query."""
    rows = SavedFilter.objects.filter(page=page).order_by("name", "pk")
    columns = (
        "pk", "owner", "owner__organisation", "name", "query", "is_shared", "owner__name",
    )  # fmt: skip
    return [KeptFilter(*row) for row in rows.values_list(*columns)]
