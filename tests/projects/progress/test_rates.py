"""The four rates and the counts that go with them, by hand."""

from datetime import date
from decimal import Decimal

import pytest

from projects.progress import Stage, StageState
from projects.progress.rates import RATES, Cohort, cohorts_of, count, rates
from strategy.progress import round_half_up

DAY = date(2022, 8, 10)
SIGNED, STARTED = Stage.SIGNED, Stage.STARTED
PRODUCING, FULL = Stage.PRODUCING, Stage.FULL_CAPACITY


def planned(stage: Stage, day: str) -> StageState:
    return StageState(stage, date.fromisoformat(day))


def reached(stage: Stage, day: str | None = None, plan: str | None = None) -> StageState:
    told = [text and date.fromisoformat(text) for text in (plan, day)]
    return StageState(stage, told[0], True, told[1])


LIBRARY = {
    "only planned": [planned(SIGNED, "2022-12-31"), planned(STARTED, "2023-03-31")],
    "signed, start not due": [reached(SIGNED, "2022-05-01"), planned(STARTED, "2022-10-31")],
    "signed, start overdue": [reached(SIGNED, "2021-05-01"), planned(STARTED, "2022-06-30")],
    "started early": [
        reached(SIGNED, "2022-01-05"), reached(STARTED, "2022-04-01", "2022-06-01"),
    ],
    "started late": [
        reached(SIGNED, "2021-01-05"), reached(STARTED, "2021-12-06", "2021-10-31"),
        planned(PRODUCING, "2022-07-31"),
    ],
    "in production": [
        reached(STARTED, "2021-03-01", "2021-03-01"),
        reached(PRODUCING, "2022-05-31", "2022-05-31"),
    ],
    "at full capacity, days unknown": [reached(PRODUCING), reached(FULL)],
    "nothing known": [],
}  # fmt: skip
COHORTS = {name: cohorts_of(states, DAY, 2022) for name, states in LIBRARY.items()}


@pytest.mark.parametrize(
    ("name", "numerator", "denominator", "shown"),
    [
        ("履约率", 4, 6, "66.7"),  # signed: all but the planned and the unknown one
        ("开工率", 3, 4, "75.0"),  # due: overdue, early, late, in production
        ("投产率", 1, 2, "50.0"),  # due: late, in production
        ("达效率", 1, 2, "50.0"),
    ],
)
def test_rates_of_a_library_counted_by_hand(name, numerator, denominator, shown):
    found = {one.name: one for one in rates(list(COHORTS.values()))}[name]

    assert (found.numerator, found.denominator) == (numerator, denominator)
    assert str(round_half_up(found.value, 1)) == shown


def test_rate_of_nothing_is_none_and_not_zero():
    assert [one.value for one in rates([])] == [None] * 4
    assert [one.value for one in rates([COHORTS["nothing known"]])] == [None] * 4


def test_rate_of_which_none_is_met_is_zero():
    (fulfilled, *_) = rates([COHORTS["signed, start not due"]])

    assert (fulfilled.numerator, fulfilled.denominator, fulfilled.value) == (0, 1, Decimal(0))


@pytest.mark.parametrize(
    ("cohort", "names"),
    [
        (Cohort.NEW, ["signed, start not due", "signed, start overdue", "started early"]),
        (Cohort.NEW_STARTED, ["started early"]),
        (Cohort.EARLY, ["started early"]),
        (Cohort.OVERDUE, ["signed, start overdue"]),
        (Cohort.PRODUCING, ["in production", "at full capacity, days unknown"]),
    ],
)
def test_group_has_exactly_these_projects(cohort, names):
    assert [name for name, cohorts in COHORTS.items() if cohort in cohorts] == names


def test_who_came_to_a_stage_came_to_all_before_it():
    cohorts = COHORTS["at full capacity, days unknown"]

    assert {Cohort(stage.value) for stage in Stage} <= cohorts


def test_every_numerator_lies_within_its_denominator():
    for _, _, met, asked in RATES:
        assert all(asked in cohorts for cohorts in COHORTS.values() if met in cohorts)


def test_start_is_due_on_its_day_and_overdue_from_the_next():
    states = [planned(STARTED, "2022-08-10")]

    assert Cohort.START_DUE in cohorts_of(states, DAY, 2022)
    assert Cohort.OVERDUE not in cohorts_of(states, DAY, 2022)
    assert Cohort.OVERDUE in cohorts_of(states, date(2022, 8, 11), 2022)


def test_stage_reached_after_the_day_is_not_counted():
    states = [reached(SIGNED, "2022-01-05"), reached(STARTED, "2022-08-11", "2022-12-31")]

    assert not cohorts_of(states, DAY, 2022) & {Cohort.STARTED, Cohort.EARLY}


def test_early_start_counts_in_the_year_of_its_plan_and_of_its_day():
    states = [reached(STARTED, "2021-12-20", "2022-03-01")]

    years = [year for year in range(2020, 2025) if Cohort.EARLY in cohorts_of(states, DAY, year)]

    assert years == [2021, 2022]


def test_count_of_a_group():
    assert count(COHORTS.values(), Cohort.SIGNED) == 6
