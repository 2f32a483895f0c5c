"""What the pages of the headquarters' office share: who may open them; that nobody keeps them."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic.base import View

from strategy.permissions import insist, may_coordinate

from .caching import no_store

INVALID, GONE = 422, 409


@method_decorator(no_store, name="dispatch")
class CoordinatorPage(View):
    """A page of the headquarters' office; never conditional, since it has forms."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        insist(may_coordinate(request.user))
        return super().dispatch(request, *args, **kwargs)


def coordinator_verb(view: Callable) -> Callable:
    """A POST of the headquarters' office."""

    @require_POST
    @no_store
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        insist(may_coordinate(request.user))
        return view(request, *args, **kwargs)

    return guarded


def show(
    request: HttpRequest, template: str, context: dict, *, error: str = "", status: int = 200
) -> HttpResponse:
    """Render a page, with what could not be done above it."""
    return render(request, template, {"error": error, **context}, status=status)
