"""Whether rankings show, asked with the page counter."""

from django.http import HttpRequest

from .reading import own_state


def shows_rankings(request: HttpRequest) -> bool:
    """Whether rankings show now; it costs no query of its own."""
    return own_state(request).shows_rankings
