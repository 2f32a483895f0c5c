"""One organisation, and keeping its contacts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import TemplateView
from django.views.generic.base import View

from strategy import clock
from strategy.forms.contacts import ContactForm, ContactFormSet
from strategy.models import Organisation
from strategy.permissions import insist, may_keep_contacts
from strategy.queries.duties import organisation_detail
from strategy.services.contacts import ContactEntry, keep_contacts

from .interrupted import take_typed
from .reading import ReadingPage


class OrganisationDetail(ReadingPage, TemplateView):
    template_name = "strategy/organisation_detail.html"

    def get_context_data(self, **kwargs) -> dict:
        reading, user = self.reading, self.request.user
        organisation = get_object_or_404(Organisation, code=kwargs["code"])
        detail = organisation_detail(
            organisation, user, reading.month, reading.on, reading.at, self.corrections
        )
        return super().get_context_data(
            organisation=organisation,
            detail=detail,
            is_mine=user.organisation_id == organisation.pk,
            may_keep_contacts=may_keep_contacts(user, organisation),
            **kwargs,
        )


class OrganisationEdit(View):
    """The contacts of one's own organisation, all in one form."""

    keeps_typed = "strategy:organisation_edit"

    def dispatch(self, request: HttpRequest, code: str) -> HttpResponse:
        self.organisation = get_object_or_404(Organisation, code=code)
        insist(may_keep_contacts(request.user, self.organisation))
        return super().dispatch(request, code)

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        typed = take_typed(request)
        return self.show(self.formset(typed), is_restored=typed is not None)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        formset = self.formset(request.POST)
        if not formset.is_valid():
            return self.show(formset)
        entries = [contact_entry(form) for form in formset if form.has_changed()]
        changed = keep_contacts(self.organisation, entries, by=request.user, at=clock.now())
        messages.success(request, f"已保存，共更新{changed}名联系人。" if changed else "没有改动。")
        return redirect(self.organisation)

    def formset(self, data=None) -> ContactFormSet:
        contacts = self.organisation.contacts.order_by("-is_active", "pk")
        return ContactFormSet(data, queryset=contacts, prefix="contacts")

    def show(self, formset: ContactFormSet, *, is_restored: bool = False) -> HttpResponse:
        context = {
            "organisation": self.organisation,
            "formset": formset,
            "is_restored": is_restored,
        }
        return render(self.request, "strategy/organisation_edit.html", context)


def contact_entry(form: ContactForm) -> ContactEntry:
    """What a valid row of the form asks for."""
    typed = form.cleaned_data
    return ContactEntry(
        contact=form.instance.pk,
        name=typed["name"],
        post=typed["post"],
        phone=typed["phone"],
        is_active=not typed["has_left"],
    )
