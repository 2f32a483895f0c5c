"""What the tests of the page of one row share: its address, its fields, and people who type."""

from datetime import date
from decimal import Decimal

from strategy.services.figures import Entry, enter_figures
from tests.factories import ReportingMonthFactory, UserFactory
from tests.factories.figures import EXPLANATION, NOON

JUNE = date(2022, 6, 1)


def address(figure, tail=""):
    series = figure.series
    return f"/reporting/{figure.month:%Y-%m}/{series.organisation.code}/{series.code}/{tail}"


def fields(figure, *, action="save", **typed):
    own = {f"{figure.series.code}-{name}": value for name, value in typed.items()}
    return own | {"action": action}


def post(client, figure, tail="", **typed):
    return client.post(address(figure, tail), fields(figure, **typed))


def enter(figure, by, value, **typed):
    entry = Entry(figure, Decimal(value), **({"explanation": EXPLANATION} | typed))
    return enter_figures([entry], by=by, at=NOON)


def lock():
    month = ReportingMonthFactory(month=JUNE)
    month.locked_at, month.locked_by = NOON, UserFactory()
    month.save()


def page_of(response):
    return response.content.decode()
