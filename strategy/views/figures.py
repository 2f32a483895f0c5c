"""The passport of one number."""

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import TemplateView

from strategy import months
from strategy.queries.passports import FigureMissingError, Passport, passport
from strategy.ui.formatting import datetime_label
from strategy.wording import passports as wording
from strategy.wording.events import event_entries
from strategy.wording.rules import rule_text

from .reading import Reading, ReadingPage


class FigureDetail(ReadingPage, TemplateView):
    """A number with its formula, its source and everyone who had a hand in it."""

    template_name = "strategy/figure_detail.html"

    def get(self, request: HttpRequest, series: str, month: date) -> HttpResponse:
        self.reading = replace(self.reading, month=month)
        try:
            due = due_in_words(self.reading)
            found = passport(series, month, request.user, self.reading.at)
        except FigureMissingError as error:
            context = {"reading": self.reading, "sentence": str(error)}
            return render(request, "strategy/figure_missing.html", context, status=404)
        return self.render_to_response(self.get_context_data(passport=found, due=due))

    def get_context_data(self, *, passport: Passport, due: str) -> dict:
        return super().get_context_data(
            passport=passport,
            series=passport.series,
            metric=passport.series.metric,
            formulas=wording.formulas(passport),
            wording=wording,
            rule_text=rule_text,
            history=event_entries(passport.events),
            due=due,
        )


def due_in_words(reading: Reading) -> str:
    """Until when the month's figures are due. Raises FigureMissingError if it was never opened."""
    opened = {one.month: one for one in reading.months}
    if reading.month not in opened:
        raise FigureMissingError(f"{months.label(reading.month)}报告期尚未开放，没有数据。")
    return datetime_label(opened[reading.month].due_at)
