"""What counts as reported, late and overdue, now and as of a day."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from strategy import clock
from strategy.models import Figure, Revision, Status
from strategy.queries.completeness import (
    Completeness,
    Filing,
    completeness_by_month,
    filings,
    is_over,
)
from strategy.queries.reporting_months import ReadableMonth, Reading
from tests.factories import FigureFactory, UserFactory

JUNE = date(2022, 6, 1)
DUE = datetime(2022, 7, 12, 23, 59, 59, tzinfo=clock.SHANGHAI)
DAY = timedelta(days=1)
MONTH = ReadableMonth(JUNE, DUE, is_published=True, is_locked=False, is_complete=False)


def reading(today=date(2022, 8, 10), asof=None):
    return Reading(JUNE, (MONTH,), today, asof, clock.end_of_day(asof) if asof else None)


def revise(figure: Figure, number: int, status: Status, submitted: datetime | None, **fields):
    decided = status in (Status.APPROVED, Status.RETURNED)
    return Revision.objects.create(
        figure=figure, number=number, status=status, value=Decimal(1),
        entered_at=DUE - 9 * DAY, entered_by=UserFactory(),
        submitted_at=submitted, submitted_by=submitted and UserFactory(),
        decided_at=submitted + DAY if decided else None,
        decided_by=UserFactory() if decided else None,
        return_reason="有误" if status == Status.RETURNED else "", **fields,
    )  # fmt: skip


@pytest.fixture
def figure(db) -> Figure:
    return FigureFactory()


def counts(figure, one) -> Completeness:
    found = completeness_by_month(one, one.months)
    (by_month,) = found.values()
    return by_month[JUNE]


def test_figure_without_a_revision_is_owed_and_overdue(figure):
    assert counts(figure, reading()) == Completeness(owed=1, reported=0, late=0, overdue=1)


def test_figure_is_not_overdue_before_its_due_moment(figure):
    assert counts(figure, reading(asof=date(2022, 7, 11))).overdue == 0


def test_draft_is_not_reported(figure):
    revise(figure, 1, Status.DRAFT, None)

    assert counts(figure, reading()).reported == 0


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.APPROVED])
def test_submitted_in_time_is_reported_and_not_late(figure, status):
    revise(figure, 1, status, DUE)

    assert counts(figure, reading()) == Completeness(owed=1, reported=1, late=0, overdue=0)


def test_submitted_after_the_due_moment_is_late(figure):
    revise(figure, 1, Status.APPROVED, DUE + timedelta(seconds=1))

    assert counts(figure, reading()) == Completeness(owed=1, reported=1, late=1, overdue=0)


def test_returned_and_sent_again_too_late_is_late(figure):
    revise(figure, 1, Status.RETURNED, DUE - 5 * DAY)
    revise(figure, 2, Status.SUBMITTED, DUE + DAY)

    assert counts(figure, reading()).late == 1


def test_correction_of_a_figure_reported_in_time_is_not_late(figure):
    revise(figure, 1, Status.APPROVED, DUE - 5 * DAY)
    revise(figure, 2, Status.APPROVED, DUE + 9 * DAY)

    assert counts(figure, reading()) == Completeness(owed=1, reported=1, late=0, overdue=0)


def test_returned_figure_counts_as_reported_until_it_was_returned(figure):
    revise(figure, 1, Status.RETURNED, DUE - 5 * DAY)

    assert counts(figure, reading(asof=date(2022, 7, 7))).reported == 1
    assert counts(figure, reading(asof=date(2022, 7, 9))).reported == 0
    assert counts(figure, reading()).reported == 0


def test_filing_has_the_moments_of_report_and_approval(figure):
    revise(figure, 1, Status.APPROVED, DUE)

    code, unit = figure.series.code, {"kind": "department"}
    assert filings(JUNE, None) == {code: Filing(DUE, DUE + DAY, **unit)}
    assert filings(JUNE, DUE + timedelta(hours=1)) == {code: Filing(DUE, None, **unit)}
    assert filings(JUNE, DUE) == {code: Filing(None, None, **unit)}


@pytest.mark.parametrize(
    ("one", "over"),
    [
        (reading(today=date(2022, 7, 12)), False),
        (reading(today=date(2022, 7, 13)), True),
        (reading(asof=date(2022, 7, 11)), False),
        (reading(asof=date(2022, 7, 12)), True),
    ],
)
def test_due_moment_is_over_from_the_next_day_on(one, over):
    assert is_over(DUE, one) is over


def test_counts_of_several_months_are_added():
    assert Completeness(2, 1, 1, 1) + Completeness(3, 3, 0, 0) == Completeness(5, 4, 1, 1)


def test_months_and_units_take_one_query(figure, django_assert_num_queries):
    with django_assert_num_queries(1):
        completeness_by_month(reading(), [MONTH])


OWN = DUE - 2 * DAY


@pytest.fixture
def own_due() -> ReadableMonth:
    """June, due for departments two days before everybody else."""
    return ReadableMonth(JUNE, DUE, True, False, False, kind_dues=(("department", OWN),))


def test_unit_is_late_by_the_due_moment_of_its_kind(db, own_due):
    department, area = FigureFactory(), FigureFactory(series__organisation__kind="area")
    for figure in (department, area):
        revise(figure, 1, Status.SUBMITTED, DUE - DAY)

    found = completeness_by_month(reading(), [own_due])

    late = {unit.code: by[JUNE].late for unit, by in found.items()}
    assert late == {department.series.organisation.code: 1, area.series.organisation.code: 0}
    kinds = {filing.kind: filing for filing in filings(JUNE, None).values()}
    assert {kind: one.is_late(own_due.due_for(kind)) for kind, one in kinds.items()} == {
        "department": True,
        "area": False,
    }


def test_unit_is_overdue_by_the_due_moment_of_its_kind(db, own_due):
    FigureFactory(series__organisation__code="dept")
    FigureFactory(series__organisation__code="area", series__organisation__kind="area")

    found = completeness_by_month(reading(asof=OWN.date()), [own_due])

    assert {unit.code: by[JUNE].overdue for unit, by in found.items()} == {"dept": 1, "area": 0}


def test_submitted_at_the_due_moment_of_its_kind_is_on_time(figure, own_due):
    revise(figure, 1, Status.SUBMITTED, OWN)

    (by_month,) = completeness_by_month(reading(), [own_due]).values()
    assert by_month[JUNE].late == 0
