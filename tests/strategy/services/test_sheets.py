"""Keeping what can be kept of a sheet, and 零报告."""

import pytest
from django.core.exceptions import PermissionDenied

from strategy.services.figures import Entry, StaleError, enter_figures
from strategy.services.sheets import keep_rows, report_zero, zero_of
from tests.factories.organisations import UserFactory
from tests.strategy.views.sheets import CODES, JULY, NOW, Unit, build_unit


@pytest.fixture
def unit(db) -> Unit:
    return build_unit()


def test_one_bad_row_does_not_hold_up_the_others(unit):
    flow, stock = unit.figure("flow"), unit.figure("stock")
    enter_figures([Entry(flow, 12)], by=unit.colleague, at=NOW)

    kept = keep_rows(
        [Entry(flow, 15, version=0), Entry(stock, 28, version=0)], by=unit.clerk, at=NOW
    )

    assert isinstance(kept.refused.pop(flow.pk), StaleError)
    assert kept.refused == {}
    assert kept.changed == 1
    assert [unit.draft(kind).value for kind in ("flow", "stock")] == [12, 28]


def test_what_is_as_it_was_is_not_counted(unit):
    entry = Entry(unit.figure("flow"), 12, version=0)
    assert keep_rows([entry], by=unit.clerk, at=NOW).changed == 1

    again = Entry(unit.figure("flow"), 12, version=1)
    assert keep_rows([again], by=unit.clerk, at=NOW).changed == 0


def test_zero_report_says_nothing_happened(unit):
    done = report_zero(unit.organisation, JULY, by=unit.clerk, at=NOW)

    assert (done.flows, done.to_dates, done.left) == (1, 1, 1)
    assert [unit.draft(kind) and unit.draft(kind).value for kind in CODES] == [0, 60, None]


def test_zero_of_january_begins_anew(unit):
    row = unit.rows()[CODES["to_date"]]
    assert zero_of(row) == 60

    row.figure.month = JULY.replace(month=1)
    assert zero_of(row) == 0


def test_zero_report_is_for_the_unit_alone(unit):
    with pytest.raises(PermissionDenied):
        report_zero(unit.organisation, JULY, by=UserFactory(), at=NOW)
    assert unit.draft("flow") is None
