"""Pages of the headquarters' office with one form: shown, restored, refused with a sentence."""

from datetime import datetime
from typing import ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.generic.base import View

from strategy import clock
from strategy.permissions import insist, may_keep_items
from strategy.services.refusals import RefusedError

from .caching import no_store
from .coordinating import INVALID, show, tell
from .interrupted import take_typed


@method_decorator(no_store, name="dispatch")
class OfficeForm(View):
    """A page with one form; a subclass says what it is about and what is done.

    It names itself in `keeps_typed`, so that what is typed outlives the session.
    """

    keeps_typed: str
    title: str
    button: str
    form_class: type[Form]
    moved: ClassVar[dict[str, str]] = {}
    """Fields of the form by those of the service, where the two differ."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        insist(may_keep_items(request.user))
        self.subject = self.find(*args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        typed = take_typed(request)
        form = self.form(typed) if typed else self.form(initial=self.initial())
        return self.page(form, is_restored=typed is not None)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=INVALID)
        try:
            told = self.take(form.cleaned_data, clock.now())
        except RefusedError as error:
            tell(form, error, self.moved)
            return self.page(form, status=INVALID)
        messages.success(request, told)
        return redirect(self.back())

    def page(self, form: Form, *, is_restored: bool = False, status: int = 200) -> HttpResponse:
        context = {"page": self, "form": form, "is_restored": is_restored}
        return show(self.request, "strategy/office_form.html", context, status=status)

    def find(self, *args, **kwargs):
        """What the page is about; nothing for what is new. Raises Http404."""

    def initial(self) -> dict:
        """What the empty form offers."""
        return {}

    def form(self, data=None, **options) -> Form:
        return self.form_class(data, **options)

    def steps(self) -> list[tuple[str, str]]:
        """The pages above this one: names and addresses."""
        raise NotImplementedError

    def about(self) -> list[tuple[str, str]]:
        """What stands above the form: labels and values."""
        return []

    def take(self, typed: dict, at: datetime) -> str:
        """Do it and give the message."""
        raise NotImplementedError

    def back(self) -> str:
        """Where one goes from here, done or not."""
        raise NotImplementedError
