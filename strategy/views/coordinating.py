"""What the pages of the headquarters' office share: who may open them; that nobody keeps them."""

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic.base import View

from strategy.permissions import insist, may_coordinate
from strategy.services.refusals import RefusedError

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


def tell(form: Form, error: RefusedError, moved: Mapping[str, str] = MappingProxyType({})) -> None:
    """Say a sentence at its field, or above the form; `moved` names fields that differ."""
    name = moved.get(error.field, error.field)
    form.add_error(name if name in form.fields else None, str(error))


def show(
    request: HttpRequest, template: str, context: dict, *, error: str = "", status: int = 200
) -> HttpResponse:
    """Render a page, with what could not be done above it."""
    return render(request, template, {"error": error, **context}, status=status)
