"""Handing series over: all that a leaver keeps, or the keeper of those that are ticked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from strategy import clock
from strategy.forms.handovers import HandoverForm, KeeperForm
from strategy.models import Organisation
from strategy.queries.handovers import KeptUnit, kept_unit, units_that_report
from strategy.services.handovers import HandoverError, assign_keeper, hand_over

from .coordinating import GONE, INVALID, CoordinatorPage, coordinator_verb, show


class Handover(CoordinatorPage):
    """The people of a unit (`?organisation=`) and what each keeps; a POST moves all of one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return page(request, chosen_unit(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        unit = kept_unit(get_object_or_404(Organisation, code=request.GET.get("organisation", "")))
        form = HandoverForm(unit, request.POST)
        if not form.is_valid():
            return page(request, unit, form=form, status=INVALID)
        leaver, colleague = form.cleaned_data["leaver"], form.cleaned_data["colleague"]
        try:
            moved = hand_over(leaver, colleague, by=request.user, at=clock.now())
        except HandoverError as error:
            return page(request, unit, form=form, error=str(error), status=GONE)
        messages.success(request, f"已将{leaver}的{moved}个填报项移交{colleague}。")
        return redirect(address(unit))


@coordinator_verb
def handover_assign(request: HttpRequest) -> HttpResponse:
    unit = kept_unit(get_object_or_404(Organisation, code=request.GET.get("organisation", "")))
    form = KeeperForm(unit, request.POST)
    if not form.is_valid():
        return page(request, unit, keeper_form=form, status=INVALID)
    series, keeper = form.cleaned_data["series"], form.cleaned_data["keeper"]
    try:
        changed = assign_keeper(series, keeper, by=request.user, at=clock.now())
    except HandoverError as error:
        return page(request, unit, keeper_form=form, error=str(error), status=GONE)
    told = f"已调整{changed}个填报项的经办人。"
    messages.success(request, told if changed else "所选填报项的经办人没有变化。")
    return redirect(address(unit))


def chosen_unit(request: HttpRequest) -> KeptUnit | None:
    """The unit that the page is about; none is chosen at first."""
    code = request.GET.get("organisation", "")
    return kept_unit(get_object_or_404(Organisation, code=code)) if code else None


def address(unit: KeptUnit) -> str:
    return f"{reverse('strategy:handover')}?organisation={unit.organisation.code}"


def page(
    request: HttpRequest,
    unit: KeptUnit | None,
    *,
    form: HandoverForm | None = None,
    keeper_form: KeeperForm | None = None,
    **how,
) -> HttpResponse:
    context = {"units": units_that_report(), "unit": unit, "ticked": []}
    if unit is not None:
        keeper_form = keeper_form or KeeperForm(unit)
        context["ticked"] = keeper_form.data.getlist("series") if keeper_form.is_bound else []
        context |= {"form": form or HandoverForm(unit), "keeper_form": keeper_form}
    return show(request, "strategy/handover_detail.html", context, **how)
