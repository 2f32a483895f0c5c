"""Opening a year: what it carries over, what lapses, which targets it still lacks."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from strategy import clock, months
from strategy.queries.reporting_years import year_plan
from strategy.services.reporting_years import YearError, open_year
from strategy.wording.due_rules import due_rule_text
from strategy.wording.rules import rule_text

from .coordinating import GONE, CoordinatorPage, show


class YearDetail(CoordinatorPage):
    """One year; a POST opens it."""

    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        return self.page(year)

    def post(self, request: HttpRequest, year: int) -> HttpResponse:
        check_year(year)
        try:
            opened, is_new = open_year(year, by=request.user, at=clock.now())
        except YearError as error:
            return self.page(year, error=str(error), status=GONE)
        told = f"已开启{opened}。" if is_new else f"{opened}此前已开启，没有改动。"
        messages.success(request, told)
        return redirect("strategy:year_detail", year)

    def page(self, year: int, **how) -> HttpResponse:
        check_year(year)
        context = {
            "plan": year_plan(year),
            "rule_text": rule_text,
            "due_rule_text": due_rule_text,
            "may_open": year <= clock.today().year + 1,
        }
        return show(self.request, "strategy/year_detail.html", context, **how)


def check_year(year: int) -> None:
    """Answer 404 to a year that no month can be of."""
    if not months.FIRST_YEAR <= year <= months.LAST_YEAR:
        raise Http404
