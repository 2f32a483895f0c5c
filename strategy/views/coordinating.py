"""What the pages of the headquarters' office share: who may open them; that nobody keeps them."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST
from django.views.generic.base import View

from strategy.permissions import insist, may_coordinate

INVALID, GONE = 422, 409


class CoordinatorPage(View):
    """A page of the headquarters' office; never conditional, since it has forms."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        insist(may_coordinate(request.user))
        return unkept(super().dispatch(request, *args, **kwargs))


def coordinator_verb(view: Callable) -> Callable:
    """A POST of the headquarters' office."""

    @require_POST
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        insist(may_coordinate(request.user))
        return unkept(view(request, *args, **kwargs))

    return guarded


def unkept(response: HttpResponse) -> HttpResponse:
    """Nobody on the way may keep the page."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def show(
    request: HttpRequest, template: str, context: dict, *, error: str = "", status: int = 200
) -> HttpResponse:
    """Render a page, with what could not be done above it."""
    return render(request, template, {"error": error, **context}, status=status)
