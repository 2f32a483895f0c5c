"""The passport of one number."""

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.generic import TemplateView

from strategy import clock, months
from strategy.models import User
from strategy.permissions import may_report, may_see_undecided
from strategy.queries.locks import locks_of, may_begin
from strategy.queries.matter_panels import matters_of_figure
from strategy.queries.passports import FigureMissingError, Passport, passport
from strategy.queries.reporting_months import ReadableMonth, Reading
from strategy.wording import attempts
from strategy.wording import passports as wording
from strategy.wording.due_rules import due_text
from strategy.wording.events import event_entries
from strategy.wording.passports import entry_label
from strategy.wording.rules import rule_text

from .items import may_enter_matters
from .reading import ReadingPage


class FigureDetail(ReadingPage, TemplateView):
    """A number with its formula, its source and everyone who had a hand in it."""

    template_name = "strategy/figure_detail.html"

    def get(self, request: HttpRequest, series: str, month: date) -> HttpResponse:
        self.reading = replace(self.reading, month=month)
        try:
            opened = opened_month(self.reading)
            found = passport(series, month, request.user, self.reading.at)
            found = found.marked(self.corrections)
        except FigureMissingError as error:
            context = {"reading": self.reading, "sentence": str(error)}
            return render(request, "strategy/figure_missing.html", context, status=404)
        unit = found.series.organisation
        due = due_text(opened.due_for(unit.kind if unit else ""))
        response = self.render_to_response(self.get_context_data(passport=found, due=due))
        if may_see_undecided(request.user, found.series):  # and so what was typed before
            patch_cache_control(response, no_store=True)
        return response

    def get_context_data(self, *, passport: Passport, due: str) -> dict:
        return super().get_context_data(
            passport=passport,
            series=passport.series,
            metric=passport.series.metric,
            formulas=wording.formulas(passport),
            wording=wording,
            attempt_wording=attempts,
            rule_text=rule_text,
            history=event_entries(passport.events),
            due=due,
            matters=matters_of_figure(passport.series, passport.month, self.reading.at),
            **may_enter_matters(self.request.user, self.reading),
            may_open_batches=may_report(self.request.user, passport.series),
            **entry_link(passport, self.request.user, self.reading),
        )


def entry_link(passport: Passport, user: User, reading: Reading) -> dict[str, str]:
    """The button to the page of the row, for those who report the number and may type now."""
    series, label = passport.series, entry_label(passport)
    if reading.at is not None or not label or not may_report(user, series):
        return {"entry_label": "", "entry_url": ""}
    locks = locks_of([passport.month], clock.now())
    is_locked = locks.holds(passport.month, series.organisation_id)
    has_attempt = any(one.decided_at for one in passport.revisions)
    if not may_begin(is_locked=is_locked, has_attempt=has_attempt):
        return {"entry_label": "", "entry_url": ""}
    places = [passport.month, series.organisation.code, series.code]
    return {"entry_label": label, "entry_url": reverse("strategy:row_edit", args=places)}


def opened_month(reading: Reading) -> ReadableMonth:
    """The month that is read. Raises FigureMissingError if it was never opened."""
    opened = {one.month: one for one in reading.months}
    if reading.month not in opened:
        raise FigureMissingError(f"{months.label(reading.month)}报告期尚未开放，没有数据。")
    return opened[reading.month]
