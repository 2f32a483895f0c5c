"""Sums of a park, worked by hand: bundles and parts, missing, totals, rates, samples."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from enterprises.progress.roll_ups import LeftOut, roll_ups, sum_of


@dataclass(frozen=True)
class Line:
    item_code: str
    to_date: Decimal | int | None
    series: str = ""
    metric_code: str = "investment"
    unit: str = "万元"
    accumulation: str = "to_date"
    is_total: bool = False
    owed: int = 1
    to_date_is_sample: bool = False

    def __post_init__(self):
        object.__setattr__(self, "series", self.series or f"{self.item_code}-{self.metric_code}")


def rolled(*lines, **bundles):
    (found,) = roll_ups(lines, bundles)
    return found


def told(found) -> tuple:
    return found.total.value, found.total.reported, found.total.owed


def left_out(found) -> dict[str, LeftOut]:
    return {line.series: why for line, why in found.left_out}


@pytest.mark.parametrize(
    ("values", "bundles", "expected"),
    [
        ({"E1": 10, "E2": "2.5", "P1": 3}, {}, ("15.5", 3, 3)),
        ({"E1": 10, "E2": None}, {}, (10, 1, 2)),
        ({"E1": None, "E2": None}, {}, (None, 0, 2)),
        ({"E1": 0, "E2": None}, {}, (0, 1, 2)),
        # P1 is a bundle of P2 and P3, and reports all of it.
        ({"P1": 100, "P2": 60, "P3": 40}, {"P2": "P1", "P3": "P1"}, (100, 1, 1)),
        ({"P1": 100, "P2": 60, "P3": None}, {"P2": "P1", "P3": "P1"}, (100, 1, 1)),
        # It has not reported: its parts stand for it, and what they lack is missing.
        ({"P1": None, "P2": 60, "P3": 40}, {"P2": "P1", "P3": "P1"}, (100, 2, 2)),
        ({"P1": None, "P2": 60, "P3": None}, {"P2": "P1", "P3": "P1"}, (60, 1, 2)),
        # It does not report the metric at all, or lies elsewhere.
        ({"P2": 60, "P3": 40}, {"P2": "P1", "P3": "P1"}, (100, 2, 2)),
        # A bundle whose parts report something else is missing itself.
        ({"P1": None, "E1": 5}, {"P2": "P1"}, (5, 1, 2)),
        # A bundle in a bundle: whoever stands above and reports is enough.
        ({"P1": 100, "P3": 40}, {"P3": "P2", "P2": "P1"}, (100, 1, 1)),
        ({"P1": None, "P2": 70, "P3": 40}, {"P3": "P2", "P2": "P1"}, (70, 1, 1)),
        # A ring of bundles is none.
        ({"P1": 30, "P2": 20}, {"P1": "P2", "P2": "P1"}, (50, 2, 2)),
        ({"P1": 30}, {"P1": "P1"}, (30, 1, 1)),
    ],
)
def test_each_item_is_in_the_sum_once(values, bundles, expected):
    lines = [Line(code, None if one is None else Decimal(one)) for code, one in values.items()]

    value, *counts = expected

    found = rolled(*lines, **bundles)
    assert told(found) == (None if value is None else Decimal(value), *counts)


def test_what_is_left_out_says_why():
    found = rolled(
        Line("P1", 100), Line("P2", 60), Line("P4", None), Line("P5", 5), Line("E1", None, owed=0),
        Line("E2", 9, series="E2-total", is_total=True), P2="P1", P5="P4",
    )  # fmt: skip

    assert told(found) == (105, 2, 2)
    assert left_out(found) == {
        "P2-investment": LeftOut.PART,
        "P4-investment": LeftOut.BUNDLE,
        "E1-investment": LeftOut.NOT_OWED,
        "E2-total": LeftOut.TOTAL,
    }


def test_a_bundle_that_owes_is_missing_where_its_parts_owe_nothing():
    found = rolled(Line("P1", None), Line("P2", None, owed=0), P2="P1")

    assert told(found) == (None, 0, 1)
    assert left_out(found) == {"P2-investment": LeftOut.NOT_OWED}


def test_lines_of_several_units_add_up_and_their_computed_total_is_not_added():
    found = rolled(
        Line("E1", 4, series="E1-a"), Line("E1", 6, series="E1-b"), Line("E1", None, series="E1-c"),
        Line("E1", 10, series="E1-total", is_total=True),
    )  # fmt: skip

    assert told(found) == (10, 2, 3)


def test_a_line_that_comes_twice_counts_once():
    assert told(rolled(Line("E1", 4), Line("E1", 4))) == (4, 1, 1)


def test_metrics_and_units_are_kept_apart():
    found = roll_ups(
        [Line("E1", 4), Line("E2", 1, metric_code="output"), Line("E3", 7, unit="亿元")], {}
    )

    assert [(one.metric_code, one.unit, one.total.value) for one in found] == [
        ("investment", "万元", 4), ("output", "万元", 1), ("investment", "亿元", 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("accumulation", "unit", "adds_up"),
    [
        ("flow", "万元", True), ("stock", "家", True), ("stock", "%", False), ("stock", "‰", False),
        ("rank", "位", False), ("ratio", "%", False), ("flow", "百分点", False),
    ],
)  # fmt: skip
def test_ranks_ratios_and_rates_are_counted_and_not_added(accumulation, unit, adds_up):
    how = {"accumulation": accumulation, "unit": unit}

    found = rolled(Line("E1", 4, **how), Line("E2", 6, **how), Line("E3", None, **how))

    assert found.adds_up is adds_up
    assert told(found) == (10 if adds_up else None, 2, 3)


@pytest.mark.parametrize(
    ("lines", "is_sample"),
    [
        ([Line("E1", 1), Line("E2", 2)], False),
        ([Line("E1", 1), Line("E2", 2, to_date_is_sample=True)], True),
        ([Line("E1", 1), Line("E2", None, to_date_is_sample=True)], False),
        ([Line("E1", 1), Line("E2", 9, is_total=True, to_date_is_sample=True)], False),
    ],
)
def test_one_sample_number_in_the_sum_marks_it(lines, is_sample):
    assert rolled(*lines).is_sample is is_sample


def test_a_sample_part_that_its_bundle_stands_for_marks_nothing():
    sample = Line("P2", 60, to_date_is_sample=True)

    assert not rolled(Line("P1", 100), sample, P2="P1").is_sample
    assert rolled(Line("P1", None), sample, P2="P1").is_sample


def test_nothing_owed_sums_to_nothing():
    found = rolled(Line("E1", None, owed=0))

    assert told(found) == (None, 0, 0)
    assert sum_of([]).value is None
