"""The filters that a reader keeps of a list, above it: the reader's own, so in the frame."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

from strategy.queries.saved_filters import KeptFilter, filters_on, kept_query

from .reading import digest, own_counter

CARRIED = ("month", "asof")


@dataclass(frozen=True, slots=True)
class SavedLink:
    """A kept filter as a link; `note` names the owner where it is somebody else's."""

    name: str
    url: str
    note: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class SavedBar:
    """What is kept of a list, by the name of its route."""

    page: str
    links: list[SavedLink]
    has_own: bool


def saved_bar(request: HttpRequest) -> SavedBar | None:
    """The reader's filters of a list; none where it belongs to one thing, such as a post."""
    match = request.resolver_match
    if match is None or match.kwargs:
        return None
    kept = [one for one in kept_filters(request, match.view_name) if one.is_for(request.user)]
    links = [link_of(one, request) for one in kept]
    return SavedBar(match.view_name, links, any(one.owner == request.user.pk for one in kept))


def kept_filters(request: HttpRequest, page: str) -> list[KeptFilter]:
    """All that anybody keeps of a list, read once after each change."""
    key = f"filters-{digest(own_counter(request), page)}"
    kept = cache.get(key)
    if kept is None:
        kept = filters_on(page)
        cache.set(key, kept)
    return kept


def link_of(kept: KeptFilter, request: HttpRequest) -> SavedLink:
    """A filter for the month and the day that are read."""
    read = [f"{name}={request.GET[name]}" for name in CARRIED if request.GET.get(name)]
    query = "&".join([kept.query, *read])
    return SavedLink(
        name=kept.name,
        url=f"{request.path}?{query}",
        note="" if kept.owner == request.user.pk else kept.owner_name,
        is_current=kept.query == kept_query(request.GET),
    )
