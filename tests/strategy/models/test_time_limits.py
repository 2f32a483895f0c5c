"""Until when a matter may take: days counted, and moved off days on which nobody works."""

from datetime import date

import pytest

from strategy.models import TimeLimit
from tests.factories import TimeLimitFactory

DAY, WORKDAY, MONTH = TimeLimit.Unit.DAY, TimeLimit.Unit.WORKDAY, TimeLimit.Unit.MONTH


def limit(length, unit, roll="later") -> TimeLimit:
    return TimeLimitFactory.build(length=length, unit=unit, roll=roll)


@pytest.mark.parametrize(
    ("length", "unit", "start", "due_on"),
    [
        (7, DAY, date(2022, 7, 11), date(2022, 7, 18)),
        (7, DAY, date(2022, 9, 26), date(2022, 10, 8)),  # 10-03 lies in the holidays of 国庆
        (7, DAY, date(2022, 9, 23), date(2022, 9, 30)),  # the last day before them
        (7, DAY, date(2022, 1, 25), date(2022, 2, 7)),  # 初一
        (5, DAY, date(2022, 1, 25), date(2022, 1, 30)),  # a Sunday that is worked
        (7, DAY, date(2023, 1, 16), date(2023, 1, 28)),  # 初二, moved to a Saturday that is worked
        (5, WORKDAY, date(2022, 9, 29), date(2022, 10, 11)),
        (1, WORKDAY, date(2022, 1, 28), date(2022, 1, 29)),
        (1, MONTH, date(2022, 9, 5), date(2022, 10, 8)),
        (1, MONTH, date(2022, 1, 31), date(2022, 2, 28)),
        (1, MONTH, date(2021, 12, 31), date(2022, 2, 7)),
        (2, MONTH, date(2022, 12, 30), date(2023, 2, 28)),
    ],
)
def test_the_due_day_moves_as_the_calendar_says(length, unit, start, due_on):
    assert limit(length, unit).due_on(start) == due_on


@pytest.mark.parametrize(
    ("roll", "due_on"),
    [
        ("earlier", date(2022, 9, 30)),
        ("none", date(2022, 10, 3)),
        ("later", date(2022, 10, 8)),
    ],
)
def test_the_class_says_which_way_it_moves(roll, due_on):
    assert limit(7, DAY, roll).due_on(date(2022, 9, 26)) == due_on


def test_in_a_year_nobody_knows_monday_to_friday_are_worked():
    monday = date(2031, 10, 6)

    assert limit(7, DAY).due_on(date(2031, 9, 27)) == monday
    assert limit(7, DAY).due_on(date(2031, 9, 26)) == date(2031, 10, 3)
