"""A stage against its plan: early, in time, late, overdue, or nothing that can be said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.progress import Deviation, Stage, StageState, Timing, deviation, start_deviation

ON = date(2022, 8, 10)
EARLY, IN_TIME, LATE = Timing.EARLY, Timing.IN_TIME, Timing.LATE
OVERDUE, NOT_DUE = Timing.OVERDUE, Timing.NOT_DUE
DAYS = st.dates(date(2020, 1, 1), date(2024, 12, 31))


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("planned_on", "actual_on", "expected", "amount"),
    [
        ("2022-06-30", "2022-04-30", (EARLY, 61, 2), "2个月"),
        ("2022-06-30", "2022-05-01", (EARLY, 60, 1), "1个月"),
        ("2022-08-31", "2022-06-30", (EARLY, 62, 2), "2个月"),
        ("2022-03-31", "2022-02-26", (EARLY, 33, 1), "1个月"),
        ("2022-06-30", "2022-06-29", (EARLY, 1, 0), "1天"),
        ("2022-06-30", "2022-06-30", (IN_TIME, 0, 0), ""),
        ("2022-06-30", "2022-07-01", (LATE, 1, 0), "1天"),
        ("2022-04-30", "2022-06-30", (LATE, 61, 2), "2个月"),
    ],
)
def test_reached_stage_is_told_by_how_much(planned_on, actual_on, expected, amount):
    state = StageState(Stage.STARTED, day(planned_on), True, day(actual_on))

    apart = deviation(state, ON)

    assert apart == Deviation(*expected)
    assert apart.amount == amount


@pytest.mark.parametrize(
    ("planned_on", "expected"),
    [
        ("2022-08-09", (OVERDUE, 1, 0)),
        ("2022-08-10", (NOT_DUE, 0, 0)),
        ("2022-08-11", (NOT_DUE, 1, 0)),
        ("2022-06-10", (OVERDUE, 61, 2)),
    ],
)
@pytest.mark.parametrize("stage", Stage)
def test_stage_is_overdue_from_the_day_after_its_planned_one(stage, planned_on, expected):
    assert deviation(StageState(stage, day(planned_on)), ON) == Deviation(*expected)


@pytest.mark.parametrize(
    "state",
    [
        StageState(Stage.STARTED),
        StageState(Stage.STARTED, None, True, date(2022, 6, 1)),
        StageState(Stage.STARTED, None, True),
        StageState(Stage.STARTED, date(2022, 6, 1), True),
    ],
    ids=["nothing known", "no plan", "no plan, no day", "no actual day"],
)
def test_nothing_is_said_where_a_day_is_unknown(state):
    assert deviation(state, ON) is None


def test_stage_that_is_reached_after_the_day_of_reading_was_overdue_on_it():
    state = StageState(Stage.STARTED, date(2022, 6, 30), True, date(2022, 9, 1))

    assert deviation(state, ON).timing == OVERDUE
    assert deviation(state, date(2022, 9, 1)).timing == LATE


def test_start_that_was_passed_without_a_record_is_not_overdue():
    plan = StageState(Stage.STARTED, date(2022, 6, 30))
    building = StageState(Stage.BUILDING, None, True, date(2022, 8, 1))

    assert start_deviation([plan], ON).timing == OVERDUE
    assert start_deviation([plan, building], ON) is None
    assert start_deviation([plan, building], date(2022, 7, 31)).timing == OVERDUE
    assert start_deviation([building], ON) is None


@given(planned_on=DAYS, actual_on=DAYS)
def test_early_and_late_are_mirrors(planned_on, actual_on):
    def apart(planned: date, actual: date) -> Deviation:
        return deviation(StageState(Stage.STARTED, planned, True, actual), date.max)

    one, other = apart(planned_on, actual_on), apart(actual_on, planned_on)

    assert (one.days, one.months) == (other.days, other.months)
    assert {one.timing, other.timing} in ({EARLY, LATE}, {IN_TIME})
    assert one.months * 28 <= one.days < (one.months + 1) * 31 + 1


@given(planned_on=DAYS, actual_on=st.none() | DAYS, on=DAYS)
def test_overdue_means_planned_before_the_day_and_not_reached(planned_on, actual_on, on):
    state = StageState(Stage.STARTED, planned_on, actual_on is not None, actual_on)

    is_overdue = deviation(state, on).timing == OVERDUE

    is_reached = actual_on is not None and actual_on <= on
    assert is_overdue == (planned_on + timedelta(1) <= on and not is_reached)
