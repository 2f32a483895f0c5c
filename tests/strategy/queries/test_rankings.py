"""Ranks: results only, ties share a place, what is not reported comes last without one."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from strategy.progress import Standing
from strategy.queries.rankings import rank_rows
from strategy.queries.results import SeriesRow


def row(code: str, done=None, to_date=None, **more) -> SeriesRow:
    """A line of an area whose code is a single letter, in the order of the alphabet."""
    number = None if done is None else Decimal(done)
    known = {"done": number, "expected": None if done is None else Decimal(50)}
    known["gap"] = None if done is None else number - 50
    known["to_date"] = number if to_date is None else Decimal(to_date)
    return replace(EXAMPLE, series=code, organisation=code, organisation_position=ord(code),
                   **(known | more))  # fmt: skip


def places(*rows) -> dict[str, int | None]:
    return {one.row.series: one.place for one in rank_rows(rows).lines}


EXAMPLE = SeriesRow(
    **{field.name: None for field in fields(SeriesRow)}
    | {"direction": "up", "standing": Standing.ON_PACE, "is_sample": False}
)
"""A line of which only what ranks ask for is known."""


def test_the_furthest_comes_first():
    assert places(row("A", 40), row("B", 60)) == {"B": 1, "A": 2}


def test_equals_share_a_place_and_the_next_is_left_out():
    assert places(row("A", 50), row("B", 60), row("C", 50), row("D", 40)) == {
        "B": 1,
        "A": 2,
        "C": 2,
        "D": 4,
    }


def test_what_is_not_reported_comes_last_without_a_place():
    missing = row("A", standing=Standing.NOT_REPORTED)

    ranking = rank_rows([missing, row("B", 10)])

    assert [(one.row.series, one.place) for one in ranking.lines] == [("B", 1), ("A", None)]


def test_without_targets_the_numbers_themselves_are_compared():
    ranking = rank_rows([row("A", to_date=5), row("B", to_date=9)])

    assert ranking.basis == "按累计（期末）数"
    assert [one.row.series for one in ranking.lines] == ["B", "A"]


def test_lower_is_better_turns_the_numbers_round():
    lines = [row("A", to_date=5, direction="down"), row("B", to_date=9, direction="down")]

    assert places(*lines) == {"A": 1, "B": 2}


def test_of_a_limit_the_smaller_share_used_is_better():
    assert places(row("A", 39, gap=Decimal(11)), row("B", 60, gap=Decimal(-10))) == {
        "A": 1,
        "B": 2,
    }


@pytest.mark.parametrize("sample", [True, False])
def test_one_sample_makes_the_ranking_a_sample(sample):
    assert rank_rows([row("A", 1), row("B", 2, is_sample=sample)]).is_sample is sample


def test_a_single_line_is_no_ranking():
    assert not rank_rows([row("A", 50)]).is_ranked
    assert rank_rows([row("A", 50), row("B", 10)]).is_ranked
