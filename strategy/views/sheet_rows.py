"""Saving one row of a sheet as it is typed (htmx)."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from strategy import clock
from strategy.models import Figure
from strategy.queries.sheets import one_row, row_figures

from .caching import no_store
from .sheet_pages import own_organisation
from .sheet_posts import keep_posted


@require_POST
@no_store
def row_save(request: HttpRequest, month: date, organisation: str, series: str) -> HttpResponse:
    """Keep a row, and answer what follows from it: never the box in which one types on."""
    at = clock.now()
    figure = own_figure(request, month, organisation, series)
    before = [one_row(figure, at)]
    posted = keep_posted(request.POST, before, by=request.user, at=at, is_whole=False)
    row = one_row(figure, at)
    context = {
        "cells": posted.cells(row),
        "address": request.path,
        "saved_at": row.draft.entered_at if row.draft else None,
        "is_told": any(form.is_told for form in posted.forms.values()),
    }
    return render(request, "strategy/_sheet_saved.html", context, status=posted.status)


def own_figure(request: HttpRequest, month: date, organisation: str, series: str) -> Figure:
    """The figure of a row, for the staff of its unit. Raises Http404 or PermissionDenied."""
    unit = own_organisation(request, organisation)
    figure = row_figures(unit, month).filter(series__code=series).first()
    if figure is None:
        raise Http404
    return figure
