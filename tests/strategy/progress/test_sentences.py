"""Sentences: what is printed beside a light, to the letter, and never against the light."""

import re
from decimal import Decimal

import pytest
from hypothesis import given

from strategy.progress import (
    Accumulation,
    Direction,
    Standing,
    assess_series,
    default_rule,
    judge,
    wuhan_rule,
)
from strategy.progress.sentences import Pace, pace_sentence

from .years import month_of_june, positive, reported, year_of


def sentence_of(value, **fields):
    return assess_series(month_of_june(value, **fields), 6).sentence


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("39", "6月底应完成50.0%，实际39.0%，差11.0个百分点（规则R1）"),
        ("61.04", "6月底应完成50.0%，实际61.0%，超11.0个百分点（规则R1）"),
        ("50", "6月底应完成50.0%，实际50.0%，与序时持平（规则R1）"),
        ("-3", "6月底应完成50.0%，实际-3.0%，差53.0个百分点（规则R1）"),
        ("102.3", "6月底应完成50.0%，实际102.3%，已完成年度目标（规则R1）"),
        ("49.96", "6月底应完成50.00%，实际49.96%，差0.04个百分点（规则R1）"),
        ("49.999", "6月底应完成50.00%，实际50.00%，差不足0.01个百分点（规则R1）"),
        ("50.0001", "6月底应完成50.00%，实际50.00%，超不足0.01个百分点（规则R1）"),
        ("39.99", "6月底应完成50.00%，实际39.99%，差10.01个百分点（规则R1）"),
        ("99.96", "6月底应完成50.00%，实际99.96%，超49.96个百分点（规则R1）"),
    ],
)
def test_pace_sentence(value, sentence):
    assert sentence_of(value) == sentence


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("39", "6月底应控制在50.0%以内，实际39.0%，低11.0个百分点（规则R1）"),
        ("61", "6月底应控制在50.0%以内，实际61.0%，超11.0个百分点（规则R1）"),
        ("50", "6月底应控制在50.0%以内，实际50.0%，与序时持平（规则R1）"),
    ],
)
def test_limit_sentence(value, sentence):
    assert sentence_of(value, direction=Direction.DOWN) == sentence


def test_limit_kept_in_december():
    year = year_of(reported([97], first=12), owed=frozenset({12}), direction=Direction.DOWN)

    assert assess_series(year, 12).sentence == (
        "12月底应控制在100.0%以内，实际97.0%，未突破年度目标（规则R1）"
    )


def test_ratio_rule_tells_the_ratio():
    assert sentence_of("39", rule=wuhan_rule("R3")) == (
        "6月底应完成50.0%，实际39.0%，差11.0个百分点，为序时进度的78.0%（规则R3）"
    )


def test_rank_sentence():
    rank = {"accumulation": Accumulation.RANK, "target": 5}

    assert sentence_of("4", **rank) == "位次4，目标5以内（规则R1）"
    assert sentence_of("10", **rank) == "位次10，目标5以内（规则R1）"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("5.2", "6月底实际5.2，应不高于5.5（规则R1）"),
        ("5.5003", "6月底实际5.5003，应不高于5.5（规则R1）"),
        ("5.61234", "6月底实际5.6，应不高于5.5（规则R1）"),
    ],
)
def test_level_sentence_shows_what_the_light_saw(value, sentence):
    level = {
        "accumulation": Accumulation.STOCK,
        "direction": Direction.DOWN,
        "target": "5.5",
        "start": 0,
    }

    assert sentence_of(value, **level) == sentence


@given(positive)
def test_sentence_never_tells_a_gap_of_nothing_beside_a_light(value):
    pace = Pace(6, value / 1000, Decimal(50))
    standing = judge(pace.done, pace.expected, default_rule())

    sentence = pace_sentence(pace, standing, default_rule())

    assert not re.search(r"[超差]0\.0+个百分点", sentence)
    assert ("持平" in sentence) == (pace.gap == 0)
    assert ("差" in sentence) == (standing in (Standing.BEHIND, Standing.FAR_BEHIND))
