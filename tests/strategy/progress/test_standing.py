"""Standing: boundaries of the rules, DONE, limits, ranks, and which of several is worst."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.progress import (
    Direction,
    Rule,
    RuleFamily,
    Standing,
    change,
    default_rule,
    judge,
    judge_level,
    worst,
    wuhan_rule,
    yinchuan_rule,
)

from .years import figures

FAR_BEHIND, BEHIND, ON_PACE = Standing.FAR_BEHIND, Standing.BEHIND, Standing.ON_PACE
shares = st.decimals(Decimal(-50), Decimal("99.9"), places=4)
paces = st.decimals(Decimal(0), Decimal(100), places=4)
rules = st.sampled_from([default_rule(), yinchuan_rule("R2"), wuhan_rule("R3")])


@pytest.mark.parametrize(
    ("done", "standing"),
    [
        ("50", ON_PACE),
        ("49.99", BEHIND),
        ("40", BEHIND),
        ("39.99", FAR_BEHIND),
        ("99.99", ON_PACE),
        ("100", Standing.DONE),
        ("120", Standing.DONE),
    ],
)
def test_default_rule_in_june(done, standing):
    assert judge(Decimal(done), Decimal(50), default_rule()) == standing


@pytest.mark.parametrize(
    ("done", "standing"),
    [("40", ON_PACE), ("39.99", BEHIND), ("20", BEHIND), ("19.99", FAR_BEHIND)],
)
def test_yinchuan_counts_points(done, standing):
    assert judge(Decimal(done), Decimal(50), yinchuan_rule("R2")) == standing


@pytest.mark.parametrize(
    ("done", "standing"),
    [("40", ON_PACE), ("39.99", BEHIND), ("30", BEHIND), ("29.99", FAR_BEHIND)],
)
def test_wuhan_compares_with_pace(done, standing):
    assert judge(Decimal(done), Decimal(50), wuhan_rule("R3")) == standing


def test_nothing_expected_yet_is_on_pace_under_a_ratio():
    assert judge(Decimal(0), Decimal(0), wuhan_rule("R3")) == ON_PACE


def test_last_digits_of_a_division_decide_no_light():
    rule = Rule("R4", RuleFamily.GAP, Decimal(0), Decimal(-9))

    assert judge(Decimal(23) / 3, Decimal(50) / 3, rule) == BEHIND
    assert judge(Decimal(20) / 3, Decimal(25) / 3, wuhan_rule("R3")) == ON_PACE


@pytest.mark.parametrize(
    ("used", "is_year_end", "standing"),
    [
        ("50", False, ON_PACE),
        ("50.01", False, BEHIND),
        ("60", False, BEHIND),
        ("60.01", False, FAR_BEHIND),
        ("0", False, ON_PACE),
        ("100", True, Standing.DONE),
        ("100.01", True, BEHIND),
    ],
)
def test_limit_is_judged_the_other_way_and_kept_only_at_year_end(used, is_year_end, standing):
    pace = Decimal(100 if is_year_end else 50)

    judged = judge(Decimal(used), pace, default_rule(), is_limit=True, is_year_end=is_year_end)

    assert judged == standing


@given(shares, paces, rules)
def test_limit_mirrors_a_goal_around_pace(done, pace, rule):
    mirrored = 2 * pace - done

    assert judge(mirrored, pace, rule, is_limit=True) == judge(done, pace, rule)


@given(figures, figures, figures)
def test_level_that_is_better_low_mirrors_one_that_is_better_high(value, target, around):
    low = judge_level(value, target, Direction.DOWN)

    assert low == judge_level(2 * around - value, 2 * around - target, Direction.UP)


@given(paces, paces, paces, rules)
def test_doing_more_never_makes_the_light_worse(less, more, pace, rule):
    less, more = sorted([less, more])

    assert judge(more, pace, rule).severity >= judge(less, pace, rule).severity


@given(st.lists(st.sampled_from(Standing), min_size=1))
def test_worst_standing_wins(standings):
    found = worst(standings)

    assert found in standings
    assert all(found.severity <= standing.severity for standing in standings)
    assert found.is_judged or not any(standing.is_judged for standing in standings)


def test_worst_of_none_is_no_plan():
    assert worst([]) == Standing.NO_PLAN


def test_standings_are_the_words_of_the_glossary_worst_first():
    labels = ["严重滞后", "滞后", "未报", "达序时", "已完成", "未到期", "无计划"]

    assert [standing.label for standing in Standing] == labels
    assert [standing.severity for standing in Standing] == list(range(7))


def test_rule_with_crossed_thresholds_is_refused():
    with pytest.raises(ValueError, match="滞后线不得高于达序时线"):
        Rule("R9", RuleFamily.GAP, Decimal(-10), Decimal(0))


@pytest.mark.parametrize(
    ("former", "now", "told"),
    [
        (Standing.BEHIND, Standing.ON_PACE, 1),
        (Standing.ON_PACE, Standing.FAR_BEHIND, -1),
        (Standing.ON_PACE, Standing.ON_PACE, 0),
        (Standing.FAR_BEHIND, Standing.NOT_REPORTED, 0),
        (Standing.NO_PLAN, Standing.BEHIND, 0),
        (None, Standing.BEHIND, 0),
    ],
)
def test_only_what_was_judged_by_pace_becomes_better_or_worse(former, now, told):
    assert change(former, now) == told
