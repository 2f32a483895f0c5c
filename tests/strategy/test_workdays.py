"""Work days: public holidays, worked weekends, and due days rolled off them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.workdays import RollRule, add_workdays, calendar_knows, is_workday, roll

UNKNOWN_YEAR = 2098
some_day = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2022, 8, 8), True),  # a Monday
        (date(2022, 8, 7), False),  # a Sunday
        (date(2022, 6, 3), False),  # Dragon Boat Festival, a Friday
        (date(2022, 10, 8), True),  # a Saturday worked for the National Day week
    ],
)
def test_workdays_follow_the_official_holidays(day, works):
    assert is_workday(day) is works


def test_year_without_published_holidays_falls_back_to_weekdays():
    assert calendar_knows(2022)
    assert not calendar_knows(UNKNOWN_YEAR)
    assert is_workday(date(UNKNOWN_YEAR, 10, 1))  # National Day, a Wednesday
    assert not is_workday(date(UNKNOWN_YEAR, 10, 4))  # a Saturday


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (RollRule.NONE, date(2022, 9, 25)),
        (RollRule.EARLIER, date(2022, 9, 23)),
        (RollRule.LATER, date(2022, 9, 26)),
    ],
)
def test_25th_on_a_sunday_in_all_three_modes(rule, day):
    assert roll(date(2022, 9, 25), rule) == day


def test_due_day_in_the_national_week_rolls_past_all_of_it():
    assert roll(date(2022, 10, 3), RollRule.LATER) == date(2022, 10, 8)
    assert roll(date(2022, 10, 3), RollRule.EARLIER) == date(2022, 9, 30)


def test_adding_workdays_skips_holidays_both_ways():
    assert add_workdays(date(2022, 9, 30), 1) == date(2022, 10, 8)
    assert add_workdays(date(2022, 10, 8), -1) == date(2022, 9, 30)
    assert add_workdays(date(2022, 10, 2), 0) == date(2022, 10, 2)


@given(some_day, st.sampled_from([RollRule.EARLIER, RollRule.LATER]))
def test_rolled_day_is_the_nearest_workday_that_way(day, rule):
    rolled = roll(day, rule)

    step = timedelta(days=1 if rolled > day else -1)
    passed = [day + step * n for n in range(abs((rolled - day).days))]
    assert is_workday(rolled)
    assert not any(is_workday(each) for each in passed)
    assert rolled >= day if rule == RollRule.LATER else rolled <= day


def test_roll_rules_have_words():
    assert [rule.label for rule in RollRule] == ["不调整", "提前", "顺延"]
