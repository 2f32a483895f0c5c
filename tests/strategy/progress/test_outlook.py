"""Where the year ends: the three methods, what each month left needs, and when nothing is said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.progress import Accumulation, Direction
from strategy.progress.outlook import Method, Prospect, monthly_means, outlook

D = Decimal


def seen(this_year, month_number, last_year=None, **options):
    options = {"accumulation": Accumulation.FLOW, "target": D(240)} | options
    return outlook(_decimals(this_year), _decimals(last_year or {}), month_number, **options)


def _decimals(year):
    return {number: None if value is None else D(value) for number, value in year.items()}


SIX = {1: 10, 2: 30, 3: 45, 4: 60, 5: 80, 6: 96}
"""Months of 10, 20, 15, 15, 20, 16."""


def test_each_method_lands_where_a_hand_puts_it():
    last_year = {6: 80, 12: 200}

    landings = {one.method: one.value for one in seen(SIX, 6, last_year).landings}

    assert landings == {
        Method.PACE: D(192),  # 96 ÷ 6 × 12
        Method.RECENT: D(198),  # 96 + (96 − 45) ÷ 3 × 6
        Method.SEASONAL: D(240),  # 96 × 200 ÷ 80
    }


def test_the_range_is_from_the_lowest_to_the_highest_method():
    assert (seen(SIX, 6).low, seen(SIX, 6).high) == (D(192), D(198))


def test_what_each_month_left_needs_is_told_beside_the_pace_so_far():
    one = seen(SIX, 6)

    assert (one.pace, one.needed, one.multiple, one.months_left) == (D(16), D(24), D("1.5"), 6)


@pytest.mark.parametrize(
    ("target", "prospect"),
    [
        (D(240), Prospect.HARD),  # 24 a month, the best was 20
        (D(216), Prospect.WITHIN_REACH),  # 20 a month, as the best
        (D(96), Prospect.REACHED),
        (None, Prospect.NO_TARGET),
    ],
)
def test_a_need_above_the_best_month_is_hard(target, prospect):
    assert seen(SIX, 6, target=target).prospect == prospect


def test_a_better_month_of_last_year_counts():
    last_year = {1: 30, 2: 60}

    assert seen(SIX, 6, last_year).best == D(30)
    assert seen(SIX, 6, last_year).prospect == Prospect.WITHIN_REACH


@pytest.mark.parametrize(
    ("target", "prospect"),
    [
        (D(144), Prospect.HARD),  # 8 a month may be used, the lowest was 10
        (D(180), Prospect.WITHIN_REACH),
        (D(90), Prospect.EXCEEDED),
    ],
)
def test_of_a_limit_the_lowest_month_is_the_measure(target, prospect):
    assert seen(SIX, 6, direction=Direction.DOWN, target=target).prospect == prospect


@pytest.mark.parametrize(
    ("why", "year", "month_number", "options"),
    [
        ("two months are no trend", {1: 10, 2: 20}, 2, {}),
        ("a stock has no pace", SIX, 6, {"accumulation": Accumulation.STOCK}),
        ("a place has no pace", SIX, 6, {"accumulation": Accumulation.RANK}),
        ("the month is not reported", {**SIX, 6: None}, 6, {}),
        ("the year is over", {**SIX, 12: 200}, 12, {}),
        ("only two of four months are known", {3: 30, 4: 40}, 4, {}),
    ],
)
def test_where_there_is_no_ground_nothing_is_said(why, year, month_number, options):
    assert seen(year, month_number, **options) is None


def test_months_told_together_share_what_they_added():
    assert monthly_means({2: D(40), 3: D(60)}) == [D(20), D(20)]


def test_later_months_are_not_looked_at():
    assert seen({**SIX, 7: 500}, 6) == seen(SIX, 6)


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=11), st.integers(1, 10**8))
def test_what_is_needed_brings_the_year_to_its_target(added, target):
    to_dates = {n: D(sum(added[:n])) for n in range(1, len(added) + 1)}

    one = seen(to_dates, len(added), target=D(target))

    reached = to_dates[len(added)]
    assert abs(reached + one.needed * one.months_left - target) < D("0.000001")
    assert one.low <= one.landings[0].value <= one.high
