"""Supervision slips 督办单: issuing one, its page for printing, signing for it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property

from strategy import clock
from strategy.models import Slip
from strategy.permissions import insist, may_sign_for
from strategy.progress.ladder import Rung
from strategy.queries.matter_actions import Action
from strategy.services.matter_steps import MatterError
from strategy.services.slips import issue_slip, receive_slip

from .coordinating import GONE
from .matter_pages import Work, act
from .matter_reading import WorkPage, reader_verb
from .reading import as_of

PATHS = ("matter", "organisation", "issued_by__organisation", "received_by__organisation")
TEMPLATE = "strategy/slip_detail.html"


@reader_verb
def slip_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the slip of the rung that holds today."""
    return act(request, pk, Action.SLIP, issue)


class SlipDetail(WorkPage):
    """One slip on A4; for the unit that it was sent to with the button to sign for it."""

    @cached_property
    def slip(self) -> Slip:
        return found_slip(self.kwargs["pk"])

    def works(self) -> bool:
        return may_sign_for(self.request.user, self.slip)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        reading = self.reading
        is_new = reading.at is not None and self.slip.issued_at >= reading.at
        slip = get_object_or_404(Slip, pk=0) if is_new else self.slip
        context = slip_context(slip, reading.at) | {"may_sign": self.is_working}
        return render(request, TEMPLATE, context | {"reading": reading})


@reader_verb
def slip_receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign for a slip."""
    slip = found_slip(pk)
    insist(may_sign_for(request.user, slip))
    try:
        receive_slip(slip, by=request.user, at=clock.now())
    except MatterError as error:
        context = {"reading": as_of(request), "may_sign": True, "error": str(error)}
        context = slip_context(found_slip(pk), None) | context
        return render(request, TEMPLATE, context, status=GONE)
    messages.success(request, f"已签收{slip.label}。")
    return redirect(slip)


def found_slip(pk: int) -> Slip:
    return get_object_or_404(Slip.objects.select_related(*PATHS), pk=pk)


def slip_context(slip: Slip, at) -> dict:
    """What the page shows as it was known at a moment."""
    is_received = slip.received_at is not None and (at is None or slip.received_at < at)
    return {"slip": slip, "rung": Rung(slip.rung), "is_received": is_received, "error": ""}


def issue(work: Work) -> str:
    return issue_slip(work.matter, **work.stamp).label
