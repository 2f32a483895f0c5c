"""Milestones: judged as the month was, read as of a day."""

from datetime import date

import pytest

from strategy.queries.milestones import Outcome, milestone_rows
from tests.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db

JUNE = date(2022, 6, 1)
TODAY = date(2022, 8, 10)


def only_row(on=TODAY, **fields):
    milestone = MilestoneFactory(item=ProjectFactory(), **fields)
    (row,) = milestone_rows(milestone.item_id, JUNE, on)
    return row


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"planned_on": date(2022, 6, 30), "actual_on": date(2022, 6, 1)}, Outcome.REACHED),
        ({"planned_on": date(2022, 6, 30)}, Outcome.OVERDUE),
        ({"planned_on": date(2022, 7, 1)}, Outcome.AHEAD),
        ({"planned_on": date(2022, 3, 1), "outcome_known": False}, Outcome.UNKNOWN),
        ({"planned_on": None}, Outcome.UNPLANNED),
        ({"planned_on": None, "actual_on": date(2022, 5, 1)}, Outcome.REACHED),
    ],
)
def test_outcome_is_that_of_the_month_s_end(fields, outcome):
    assert only_row(**fields).outcome == outcome


def test_what_was_reached_after_the_month_is_shown_and_changes_no_outcome():
    row = only_row(planned_on=date(2022, 6, 30), actual_on=date(2022, 7, 5))

    assert (row.outcome, row.actual_on) == (Outcome.OVERDUE, date(2022, 7, 5))


def test_an_actual_date_ahead_of_the_day_of_reading_is_a_plan():
    row = only_row(planned_on=None, actual_on=date(2022, 9, 22))

    assert (row.planned_on, row.actual_on) == (date(2022, 9, 22), None)
    assert row.outcome == Outcome.AHEAD


def test_a_month_under_way_is_judged_by_the_day_of_reading():
    row = only_row(on=date(2022, 6, 10), planned_on=date(2022, 6, 20))

    assert row.outcome == Outcome.AHEAD


def test_rows_come_by_planned_date_and_the_undated_last():
    item = ProjectFactory()
    for name, planned_on in [("三", None), ("二", date(2022, 9, 1)), ("一", date(2022, 2, 1))]:
        MilestoneFactory(item=item, name=name, planned_on=planned_on)

    assert [row.name for row in milestone_rows(item.pk, JUNE, TODAY)] == ["一", "二", "三"]
