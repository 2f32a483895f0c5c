"""Whether rankings show, asked once for each state of the site."""

from django.core.cache import cache
from django.http import HttpRequest

from strategy.queries.ranking_switch import rankings_are_shown

from .reading import digest, own_counter


def shows_rankings(request: HttpRequest) -> bool:
    """Whether rankings show; kept until something is written, as each turn of the switch is."""
    key = f"rankings-{digest(own_counter(request))}"
    shown = cache.get(key)
    if shown is None:
        shown = rankings_are_shown()
        cache.set(key, shown)
    return shown
