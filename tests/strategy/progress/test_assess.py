"""Assess: one series in one month, from what was reported to light and sentence."""

from decimal import Decimal

import pytest
from hypothesis import assume, given

from strategy.progress import (
    Accumulation,
    Direction,
    January,
    ReportedValue,
    Standing,
    TargetState,
    assess_series,
    round_half_up,
)

from .years import figures, month_numbers, month_of_june, positive, reported, year_of

FLOW, TO_DATE, STOCK = Accumulation.FLOW, Accumulation.TO_DATE, Accumulation.STOCK
NOT_APPLICABLE_MONTH = ReportedValue(not_applicable=True)


def judged(result):
    return result.done, result.expected, result.gap, result.standing


@pytest.mark.parametrize(
    ("value", "standing"),
    [
        ("50", Standing.ON_PACE),
        ("49.99", Standing.BEHIND),
        ("40", Standing.BEHIND),
        ("39.99", Standing.FAR_BEHIND),
        ("100", Standing.DONE),
    ],
)
def test_target_100_at_the_end_of_june(value, standing):
    assert assess_series(month_of_june(value), 6).standing == standing


def test_result_holds_unrounded_numbers():
    year = year_of(reported(["629.0"], first=10), target="647.4", owed=frozenset({10}))

    result = assess_series(year, 10)

    assert str(round_half_up(result.done, 1)) == "97.2"
    assert str(round_half_up(result.gap, 1)) == "13.8"
    assert result.target == Decimal("647.4")


def test_flow_is_judged_by_its_sum():
    result = assess_series(year_of(reported([10, 20, 9]), accumulation=FLOW), 3)

    assert (result.value, result.to_date, result.done) == (9, 39, 39)


def test_owed_and_not_approved_is_not_reported():
    result = assess_series(year_of(reported([10, None])), 2)

    assert (result.standing, result.sentence) == (Standing.NOT_REPORTED, "2月尚无审核通过的数据")
    assert (result.to_date, result.done, result.gap) == (None, None, None)
    assert (result.reported, result.owed, result.missing) == (0, 1, (2,))
    assert str(round_half_up(result.expected, 1)) == "16.7"


def test_flow_with_an_earlier_month_missing_is_not_reported_and_says_which():
    result = assess_series(year_of(reported([10, None, 10, None, 10]), accumulation=FLOW), 5)

    assert result.standing == Standing.NOT_REPORTED
    assert result.sentence == "2月、4月尚无审核通过的数据，无法计算5月累计数"
    assert (result.value, result.to_date, result.missing) == (10, None, (2, 4))


def test_to_date_needs_no_earlier_month():
    result = assess_series(year_of(reported([10, None, 25])), 3)

    assert (result.to_date, result.standing, result.missing) == (25, Standing.ON_PACE, ())


def test_not_owed_and_not_there_is_not_due():
    result = assess_series(month_of_june(50), 7)

    assert (result.standing, result.sentence) == (Standing.NOT_DUE, "7月数据未到期")
    assert (result.reported, result.owed) == (0, 0)


@pytest.mark.parametrize(
    ("january", "sentence"), [(January.EXEMPT, "1月免报"), (January.MERGED, "1月与2月合并报送")]
)
def test_january_that_is_not_asked_is_not_due(january, sentence):
    result = assess_series(year_of({}, january=january), 1)

    assert (result.standing, result.sentence) == (Standing.NOT_DUE, sentence)


def test_merged_february_is_set_against_two_twelfths():
    values = reported([7, 30])

    result = assess_series(year_of(values, accumulation=FLOW, january=January.MERGED), 2)

    assert (result.to_date, result.done) == (30, 30)
    assert str(round_half_up(result.expected, 1)) == "16.7"


def test_month_not_applicable_goes_on_with_what_was_there():
    values = reported([10]) | {2: NOT_APPLICABLE_MONTH}

    result = assess_series(year_of(values, accumulation=FLOW), 2)

    assert (result.value, result.to_date, result.standing) == (None, 10, Standing.BEHIND)


def test_month_not_applicable_with_nothing_before_is_not_due():
    result = assess_series(year_of({1: NOT_APPLICABLE_MONTH}, accumulation=FLOW), 1)

    assert (result.standing, result.sentence) == (Standing.NOT_DUE, "1月数据不适用")


def test_to_date_not_applicable_after_a_missing_month_is_not_reported():
    values = reported([10, None]) | {3: NOT_APPLICABLE_MONTH}

    result = assess_series(year_of(values), 3)

    assert result.sentence == "2月尚无审核通过的数据，无法计算3月累计数"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"target": None}, "未下达年度目标"),
        ({"target": 0}, "年度目标与起始值相同，不计算进度"),
        ({"target": 80, "accumulation": STOCK}, "年度目标缺起始值，不计算进度"),
        ({"target": 80, "start": 80, "accumulation": STOCK}, "年度目标与起始值相同，不计算进度"),
    ],
)
def test_nothing_to_judge_by_is_no_plan(fields, sentence):
    result = assess_series(month_of_june(50, **fields), 6)

    assert (result.standing, result.sentence) == (Standing.NO_PLAN, sentence)
    assert (result.done, result.expected, result.gap) == (None, None, None)
    assert result.to_date == 50


def test_no_target_and_not_reported_is_not_reported():
    result = assess_series(year_of({}, target=None), 6)

    assert (result.standing, result.expected) == (Standing.NOT_REPORTED, None)


@pytest.mark.parametrize(("rank", "standing"), [(5, Standing.ON_PACE), (6, Standing.BEHIND)])
def test_rank_is_within_its_target_or_behind(rank, standing):
    year = month_of_june(
        rank, accumulation=Accumulation.RANK, target=5, last_year=reported([9] * 12)
    )

    result = assess_series(year, 6)

    assert (result.standing, result.gap, result.expected) == (standing, None, None)
    assert result.growth_rate is None


def test_falling_stock_is_a_goal_like_any_other():
    fields = {"accumulation": STOCK, "direction": Direction.DOWN, "start": 100, "target": 80}

    result = assess_series(month_of_june(89, **fields), 6)

    assert (result.done, result.gap, result.standing) == (55, 5, Standing.ON_PACE)
    assert not result.is_limit


@pytest.mark.parametrize(("value", "standing"), [(79, Standing.BEHIND), (80, Standing.ON_PACE)])
def test_floor_under_a_stock_is_held_and_has_no_pace(value, standing):
    fields = {"accumulation": STOCK, "start": 100, "target": 80}

    result = assess_series(month_of_june(value, **fields), 6)

    assert (result.standing, result.expected, result.gap) == (standing, None, None)
    assert result.is_limit


def test_using_less_of_a_limit_than_pace_is_good():
    result = assess_series(month_of_june(39, direction=Direction.DOWN), 6)

    assert (result.done, result.gap, result.standing) == (39, 11, Standing.ON_PACE)


@given(figures, figures, figures, month_numbers)
def test_lower_is_better_mirrors_higher_is_better(value, start, target, month):
    assume(target != start)
    months = frozenset({month})

    def mirrored(number):
        return 2 * start - number

    def assess(value, target, direction):
        state = TargetState(target, start=start, plan={1: (start + target) / 2})
        values = reported([value], first=month)
        fields = {"accumulation": STOCK, "direction": direction, "owed": months}
        return judged(assess_series(year_of(values, target=state, **fields), month))

    high = assess(value, target, Direction.UP)

    assert high == assess(mirrored(value), mirrored(target), Direction.DOWN)


@given(figures, positive, month_numbers)
def test_what_accumulates_mirrors_around_zero(value, target, month):
    months = frozenset({month})

    def assess(value, target, direction):
        values = reported([value], first=month)
        return judged(
            assess_series(year_of(values, target=target, direction=direction, owed=months), month)
        )

    assert assess(value, target, Direction.UP) == assess(-value, -target, Direction.DOWN)
    assert assess(value, -target, Direction.UP) == assess(-value, target, Direction.DOWN)


@given(positive, figures, month_numbers)
def test_monthly_plan_equal_to_even_pace_gives_the_same(step, value, month):
    values, months = reported([value], first=month), frozenset({month})
    even = TargetState(step * 12)
    planned = TargetState(step * 12, plan={number: step * number for number in range(1, 13)})

    assert assess_series(year_of(values, target=even, owed=months), month) == assess_series(
        year_of(values, target=planned, owed=months), month
    )


@pytest.mark.parametrize("month", [0, 13])
def test_month_outside_the_year_is_refused(month):
    with pytest.raises(ValueError, match="不在1至12之间"):
        assess_series(month_of_june(50), month)
