"""What moves a unit one place, worked out by hand and put to the test."""

from decimal import Decimal

from strategy.progress.next_place import Progress, amount, next_score, steps

from .test_ranking import contest, goal, limit

TARGET = Decimal(1000)


def progress(to_date, *, start=0, target=TARGET, is_limit=False, decimals=0) -> Progress:
    numbers = Decimal(to_date), Decimal(start), Decimal(target), Decimal(50)
    return Progress(*numbers, is_limit, decimals)


def test_next_score_is_that_of_the_next_better_place():
    scores = contest(goal("A", 50), goal("B", 50), goal("C", 55), goal("D", 60)).scores()

    assert next_score(scores, "A") == 110
    assert next_score(scores, "C") == 120
    assert next_score(scores, "D") is None


def test_amount_is_what_alone_brings_the_place():
    """B has 90, A 100: B needs half a cent less than 50 % of 1000, which is 500 − 0.025."""
    found = contest(goal("A", 50), goal("B", 45))
    (step,) = steps(found, found.scores(), "B")

    assert amount(step, progress(450)) == 50
    assert amount(step, progress(450, decimals=2)) == Decimal("49.98")
    assert contest(goal("A", 50), goal("B", "49.998")).scores()[1].place == 1
    assert contest(goal("A", 50), goal("B", "49.997")).scores()[1].place == 2


def test_of_a_limit_less_is_needed():
    """A uses 50 %, B 55 % of 1000: 50 less."""
    found = contest(limit("A", 50), limit("B", 55))
    (step,) = steps(found, found.scores(), "B")

    assert amount(step, progress(550, is_limit=True)) == 50


def test_way_of_a_stock_begins_at_its_start():
    """From 100 to 200: 45 % is 145, 50 % is 150."""
    found = contest(goal("A", 50), goal("B", 45))
    (step,) = steps(found, found.scores(), "B")

    assert amount(step, progress(145, start=100, target=200)) == 5


def test_measure_that_cannot_do_it_below_the_cap_is_left_out():
    """Ten points of 100: the light measure brings at most two more."""
    weights = {"x": 90, "y": 10}
    found = contest(goal("A", 60, "x"), goal("A", 50, "y"), goal("B", 50, "x"), goal("B", 50, "y"),
                    weights=weights)  # fmt: skip

    assert [step.mark.measure for step in steps(found, found.scores(), "B")] == ["x"]


def test_least_effort_comes_first():
    weights = {"x": 40, "y": 60}
    found = contest(goal("A", 51, "x"), goal("A", 51, "y"), goal("B", 50, "x"), goal("B", 50, "y"),
                    weights=weights)  # fmt: skip

    assert [step.mark.measure for step in steps(found, found.scores(), "B")] == ["y", "x"]


def test_nobody_leads_the_first_or_who_has_no_place_further():
    found = contest(goal("A", 50), units="AB")

    assert steps(found, found.scores(), "A") == []
    assert steps(found, found.scores(), "B") == []
