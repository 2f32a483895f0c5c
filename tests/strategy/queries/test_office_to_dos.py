"""What the headquarters' office must open, lock, press for and plan."""

from datetime import date

import pytest

from strategy.models import KindDue
from strategy.queries.office_to_dos import OverdueMonth, office_to_dos
from tests.factories import FigureFactory, ReportingMonthFactory, SeriesFactory, TargetFactory

from .test_to_dos import AT, DAY, JULY, lock

JUNE = date(2022, 6, 1)
ON = date(2022, 8, 10)


@pytest.fixture
def june(db):
    return ReportingMonthFactory(month=JUNE, due_at=AT - 20 * DAY)


def test_month_that_has_ended_is_to_be_opened(june):
    assert office_to_dos(ON, AT).to_open == JULY

    ReportingMonthFactory(month=JULY, due_at=AT + 2 * DAY)

    assert office_to_dos(ON, AT).to_open is None


def test_due_month_is_to_be_locked(june):
    ReportingMonthFactory(month=JULY, due_at=AT + 2 * DAY)
    assert office_to_dos(ON, AT).to_lock == (JUNE,)

    lock(JUNE)

    assert office_to_dos(ON, AT).to_lock == ()


def test_month_is_not_locked_before_every_kind_of_unit_is_due(june):
    KindDue.objects.create(reporting_month=june, kind="department", due_at=AT + DAY)

    assert office_to_dos(ON, AT).to_lock == ()


def test_units_with_rows_that_are_due_are_counted_by_month(june):
    line = SeriesFactory()
    FigureFactory(series=line, month=JUNE)
    FigureFactory(series=SeriesFactory(organisation=line.organisation), month=JUNE)
    FigureFactory(series=SeriesFactory(), month=JUNE)

    assert office_to_dos(ON, AT).overdue == (OverdueMonth(JUNE, units=2, rows=3),)


def test_unit_of_a_kind_with_a_later_moment_is_not_pressed(june):
    FigureFactory(series=SeriesFactory(organisation__kind="area"), month=JUNE)
    KindDue.objects.create(reporting_month=june, kind="area", due_at=AT + DAY)

    assert office_to_dos(ON, AT).overdue == ()


@pytest.mark.django_db
def test_unit_of_a_kind_with_an_earlier_moment_is_pressed():
    month = ReportingMonthFactory(month=JUNE, due_at=AT + DAY)
    for kind in ("area", "department"):
        FigureFactory(series=SeriesFactory(organisation__kind=kind), month=JUNE)
    KindDue.objects.create(reporting_month=month, kind="area", due_at=AT - DAY)

    assert office_to_dos(ON, AT).overdue == (OverdueMonth(JUNE, units=1, rows=1),)


def test_line_without_a_target_this_year_is_counted(june):
    line = SeriesFactory()
    SeriesFactory(ends_in=date(2021, 12, 1))
    assert office_to_dos(ON, AT).without_target == 1

    TargetFactory(series=line, year=2022)

    assert office_to_dos(ON, AT).without_target == 0


def test_four_queries_whatever_the_number_of_rows(june, django_assert_num_queries):
    for _ in range(3):
        FigureFactory(series=SeriesFactory(), month=JUNE)

    with django_assert_num_queries(4):
        office_to_dos(ON, AT)
