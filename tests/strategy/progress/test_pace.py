"""Pace: expected, done and gap, of goals and of limits, by month and by plan."""

from decimal import Decimal

import pytest
from hypothesis import assume, given

from strategy.progress import (
    Accumulation,
    Direction,
    done,
    expected,
    gap,
    is_limit,
    round_half_up,
    start_of,
)

from .years import figures, month_numbers, positive

ZERO = Decimal(0)


@pytest.mark.parametrize(
    ("value", "target", "month", "shown_done", "shown_gap"),
    [
        ("629.0", "647.4", 10, "97.2", "13.8"),
        ("96.4", "304", 4, "31.7", "-1.6"),
        ("88.6", "236.2", 4, "37.5", "4.2"),
        ("313.64", "1015", 3, "30.9", "5.9"),
    ],
)
def test_published_vectors(value, target, month, shown_done, shown_gap):
    share = done(Decimal(value), ZERO, Decimal(target))

    assert str(round_half_up(share, 1)) == shown_done
    assert str(round_half_up(gap(share, expected(month)), 1)) == shown_gap


@pytest.mark.parametrize(
    ("month", "shown"), [(1, "8.3"), (2, "16.7"), (6, "50.0"), (11, "91.7"), (12, "100.0")]
)
def test_even_pace_is_month_by_twelve(month, shown):
    assert str(round_half_up(expected(month), 1)) == shown


def test_plan_says_where_the_target_would_stand():
    plan = {3: Decimal(120), 6: Decimal(150)}

    by_month = [
        expected(month, plan=plan, start=Decimal(100), target=Decimal(200))
        for month in (2, 3, 5, 6, 12)
    ]

    assert by_month == [0, 20, 20, 50, 50]


@given(positive, month_numbers)
def test_plan_equal_to_even_pace_gives_the_same(step, month):
    plan = {number: step * number for number in range(1, 13)}

    assert expected(month, plan=plan, start=ZERO, target=step * 12) == expected(month)


def test_empty_plan_is_no_plan():
    assert expected(6, plan={}) == 50


def test_done_follows_a_falling_target():
    assert done(Decimal(90), Decimal(100), Decimal(80)) == 50


@pytest.mark.parametrize(
    ("value", "start", "target"), [(None, 0, 100), (5, None, 100), (5, 0, None), (5, 100, 100)]
)
def test_done_is_unknown_where_one_is_missing_or_nothing_is_to_be_done(value, start, target):
    numbers = [None if number is None else Decimal(number) for number in (value, start, target)]

    assert done(*numbers) is None


def test_gap_is_unknown_where_one_is_missing():
    assert gap(None, Decimal(50)) is None
    assert gap(Decimal(50), None) is None


@given(figures, figures, figures)
def test_done_is_the_same_reflected_around_the_start(value, start, target):
    assume(target != start)

    assert done(value, start, target) == done(2 * start - value, start, 2 * start - target)


@given(figures, positive, month_numbers)
def test_a_limit_mirrors_a_goal_around_pace(value, target, month):
    share, pace = done(value, ZERO, target), expected(month)

    assert gap(share, pace, is_limit=True) == -gap(share, pace)


@pytest.mark.parametrize(
    ("direction", "start", "target", "limit"),
    [
        (Direction.UP, 0, 100, False),
        (Direction.UP, 100, 80, True),
        (Direction.DOWN, 100, 80, False),
        (Direction.DOWN, 0, 100, True),
    ],
)
def test_target_on_the_worse_side_of_the_start_is_a_limit(direction, start, target, limit):
    assert is_limit(direction, Decimal(start), Decimal(target)) is limit


def test_start_is_zero_for_what_accumulates_and_never_invented_otherwise():
    assert start_of(Accumulation.FLOW, None) == 0
    assert start_of(Accumulation.TO_DATE, Decimal(7)) == 0
    assert start_of(Accumulation.STOCK, None) is None
    assert start_of(Accumulation.STOCK, Decimal(7)) == 7
