"""Pages of the register that read only for most, with forms for those who work on a matter."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic.base import View

from strategy.permissions import insist, may_read

from .caching import no_store
from .reading import ReadingPage


class WorkPage(ReadingPage):
    """Never conditional nor kept for those who get a form; a past day is only read."""

    is_working = False

    def works(self) -> bool:
        """Whether the person who asks gets a form."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        insist(may_read(request.user))
        self.is_working = "asof" not in request.GET and self.works()
        if not self.is_working:
            return super().dispatch(request, *args, **kwargs)
        return self.unkept(request, *args, **kwargs)

    @method_decorator(no_store)
    def unkept(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return View.dispatch(self, request, *args, **kwargs)


def reader_verb(view: Callable) -> Callable:
    """A POST of those who read; others are refused before anything is looked up for them."""

    @require_POST
    @no_store
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        insist(may_read(request.user))
        return view(request, *args, **kwargs)

    return guarded
