"""Scores worked out by hand; ties, who has no place, and what moved places."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.progress.ranking import Change, Contest, Mark, changes, places, share_of

CAP = Decimal(120)
HALF_YEAR = Decimal(50)


def goal(unit: str, done, measure: str = "m", expected=HALF_YEAR, subject: str = "") -> Mark:
    """A goal of which `done` % is reached where `expected` % should be."""
    gap = Decimal(done) - expected
    return Mark(unit, measure, subject or f"{unit}-{measure}", Decimal(expected), gap)


def limit(unit: str, used, measure: str = "m") -> Mark:
    """A limit of which `used` % is used up at the half of the year."""
    return Mark(unit, measure, f"{unit}-{measure}", HALF_YEAR, HALF_YEAR - Decimal(used))


def contest(*marks: Mark, units: str = "", weights=None, cap=CAP) -> Contest:
    names = units or "".join(sorted({mark.unit for mark in marks}))
    points = {code: Decimal(weight) for code, weight in (weights or {"m": 100}).items()}
    return Contest(tuple(names), points, cap, marks)


def table(found: Contest) -> list[tuple]:
    return [(one.place, one.unit, one.score) for one in found.scores()]


def test_score_is_the_weighted_mean_of_shares_worked_out_by_hand():
    """60 × 55/50 + 40 × 45/50 = 66 + 36."""
    found = contest(goal("A", 55, "x"), goal("A", 45, "y"), weights={"x": 60, "y": 40})

    (score,) = found.scores()

    assert score.score == Decimal("102.00")
    assert [(part.share, part.earned) for part in score.parts] == [(110, 66), (90, 36)]


def test_weights_that_are_no_hundred_give_the_same_score():
    found = contest(goal("A", 55, "x"), goal("A", 45, "y"), weights={"x": 3, "y": 2})

    assert found.scores()[0].score == Decimal("102.00")


@pytest.mark.parametrize(("done", "share"), [(50, 100), (75, 120), (60, 120), (0, 0), (-5, 0)])
def test_share_of_a_goal_lies_between_nothing_and_the_cap(done, share):
    assert share_of(goal("A", done), CAP) == share


@pytest.mark.parametrize(("used", "share"), [(50, 100), (45, 110), (30, 120), (60, 80), (101, 0)])
def test_of_a_limit_the_less_used_the_more(used, share):
    assert share_of(limit("A", used), CAP) == share


@pytest.mark.parametrize(("done", "share"), [(0, 100), (3, 100), (-1, 0)])
def test_where_nothing_was_expected_yet_nobody_is_ahead(done, share):
    assert share_of(goal("A", done, expected=Decimal(0)), CAP) == share


@pytest.mark.parametrize(("is_met", "share"), [(True, 100), (False, 0)])
def test_what_has_no_pace_is_kept_or_not(is_met, share):
    assert share_of(Mark("A", "m", "s", is_met=is_met), CAP) == share


def test_equals_share_a_place_and_the_next_is_left_out():
    found = contest(goal("A", 45), goal("B", 55), goal("C", 50), goal("D", 50))

    assert table(found) == [(1, "B", 110), (2, "C", 100), (2, "D", 100), (4, "A", 90)]


def test_scores_that_print_the_same_share_a_place():
    found = contest(goal("A", "50.001"), goal("B", "50.002"), goal("C", "50.003"))

    assert table(found) == [
        (1, "C", Decimal("100.01")),
        (2, "A", Decimal("100.00")),
        (2, "B", Decimal("100.00")),
    ]


def test_unit_that_lacks_one_measure_has_no_place_and_stands_last_in_official_order():
    lacking = Mark("B", "y", "B-y")
    found = contest(
        goal("A", 40, "x"), goal("A", 40, "y"), goal("B", 60, "x"), lacking, goal("C", 70, "x"),
        units="CBA", weights={"x": 50, "y": 50},
    )  # fmt: skip

    assert [(one.place, one.unit, one.missing) for one in found.scores()] == [
        (1, "A", ()),
        (None, "C", ("y",)),
        (None, "B", ("y",)),
    ]


def test_measure_that_is_not_asked_for_is_left_out_of_both_sums():
    free = Mark("A", "y", "A-y", is_asked=False)
    found = contest(goal("A", 55, "x"), free, weights={"x": 60, "y": 40})

    assert table(found) == [(1, "A", Decimal("110.00"))]


def test_unit_of_which_nothing_is_asked_has_no_place():
    assert table(contest(Mark("A", "m", "s", is_asked=False))) == [(None, "A", None)]


def test_items_of_a_unit_count_alike():
    found = contest(goal("A", 60, subject="1"), goal("A", 40, subject="2"))

    assert table(found) == [(1, "A", 100)]


def test_one_item_not_reported_takes_the_place():
    assert table(contest(goal("A", 60, subject="1"), Mark("A", "m", "2"))) == [(None, "A", None)]


def test_one_sample_makes_the_score_a_sample():
    sample = replace(goal("A", 60, "x"), is_sample=True)
    found = contest(sample, goal("A", 60, "y"), goal("B", 1, "x"), goal("B", 1, "y"),
                    weights={"x": 50, "y": 50})  # fmt: skip

    assert {one.unit: one.is_sample for one in found.scores()} == {"A": True, "B": False}


def test_change_is_the_former_place_less_the_place():
    before = contest(goal("A", 40), goal("B", 50), goal("C", 55))
    now = contest(goal("A", 58), goal("B", 50), goal("C", 55))

    assert changes(now, before) == {"A": Change(2, 2), "B": Change(-1, -1), "C": Change(-1, -1)}
    assert {change.rest for change in changes(now, before).values()} == {0}


def test_equal_values_never_jump():
    before = contest(goal("A", 50), goal("B", 50), goal("C", 50))
    now = contest(goal("C", 55), goal("A", 55), goal("B", 55), units="ABC")

    assert set(changes(now, before).values()) == {Change(0, 0)}


def test_unit_that_reports_again_moves_the_others_only_in_the_rest():
    """A did not report in May; it takes the first place in June. B and C did as before."""
    before = contest(Mark("A", "m", "A-m"), goal("B", 55), goal("C", 50))
    now = contest(goal("A", 60), goal("B", 55), goal("C", 50))

    found = changes(now, before)

    assert found["A"] == Change(None, None)
    assert (found["B"].places, found["B"].like_for_like, found["B"].rest) == (-1, 0, -1)
    assert (found["C"].places, found["C"].like_for_like, found["C"].rest) == (-1, 0, -1)


def test_item_taken_off_the_list_changes_only_the_rest():
    """A loses its bad item; what both had in both months has not moved."""
    b = goal("B", 50)
    before = contest(goal("A", 60, subject="1"), goal("A", 30, subject="2"), b)
    now = contest(goal("A", 60, subject="1"), b)

    found = changes(now, before)

    assert [(unit, one.places, one.like_for_like, one.rest) for unit, one in found.items()] == [
        ("A", 1, 0, 1),
        ("B", -1, 0, -1),
    ]


def test_item_put_on_the_list_changes_only_the_rest():
    b = goal("B", 50)
    before = contest(goal("A", 60, subject="1"), b)
    now = contest(goal("A", 60, subject="1"), goal("A", 30, subject="2"), b)

    assert [(one.like_for_like, one.rest) for one in changes(now, before).values()] == [
        (0, -1), (0, 1),
    ]  # fmt: skip


def test_other_weights_change_only_the_rest():
    marks = [goal("A", 60, "x"), goal("A", 40, "y"), goal("B", 50, "x"), goal("B", 51, "y")]
    before = contest(*marks, weights={"x": 90, "y": 10})
    now = contest(*marks, weights={"x": 10, "y": 90})

    found = changes(now, before)

    assert (found["B"].places, found["B"].like_for_like, found["B"].rest) == (1, 0, 1)


def test_without_a_month_before_nothing_is_compared():
    assert changes(contest(goal("A", 50)), None) == {"A": Change()}


numbers = st.decimals(-200, 300, places=8)
marks = st.builds(
    Mark,
    unit=st.sampled_from("ABCDE"),
    measure=st.sampled_from("xyz"),
    subject=st.sampled_from("123"),
    expected=st.none() | st.decimals(-5, 100, places=8),
    gap=numbers,
    is_met=st.none() | st.booleans(),
    is_asked=st.booleans(),
)
fields = st.lists(marks, max_size=30, unique_by=lambda mark: mark.key)
WEIGHTS = {"x": "33.3", "y": "0.01", "z": 70}


@given(fields)
def test_scores_keep_within_their_bounds(found):
    for score in contest(*found, units="ABCDE", weights=WEIGHTS).scores():
        assert score.score is None or 0 <= score.score <= CAP
        assert (score.score is None) == (score.place is None)


@given(fields, st.randoms())
def test_order_does_not_depend_on_the_order_of_what_comes_in(found, chance):
    mixed = list(found)
    chance.shuffle(mixed)

    in_order, in_disorder = (
        contest(*some, units="ABCDE", weights=WEIGHTS).scores() for some in (found, mixed)
    )

    assert in_order == in_disorder


@given(fields)
def test_nothing_has_moved_against_the_same_month(found):
    same = contest(*found, units="ABCDE", weights=WEIGHTS)

    assert {one.places for one in changes(same, same).values()} <= {0, None}
    assert {one.like_for_like for one in changes(same, same).values()} <= {0, None}


@given(st.dictionaries(st.integers(), st.integers(0, 5), min_size=1))
def test_places_count_who_is_better(scores):
    found = places(scores)

    assert min(found.values()) == 1
    assert all((found[a] < found[b]) == (scores[a] > scores[b]) for a in scores for b in scores)
