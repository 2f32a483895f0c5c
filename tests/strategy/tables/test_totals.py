"""Totals add what can be added, say how many are in them, and never count a missing as 0."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from strategy.queries.corrections import Replaced
from strategy.tables.totals import can_be_added, figures_total, known_total


@dataclass(frozen=True)
class Line:
    to_date: Decimal | None = Decimal(1)
    metric: str | None = "产值"
    unit: str | None = "亿元"
    decimals: int | None = 1
    accumulation: str | None = "flow"
    reported: int | None = 1
    owed: int | None = 1
    to_date_is_sample: bool = False
    is_sample_item: bool = False
    to_date_replaced: Replaced | None = None


def total(*lines):
    return figures_total(lines, "/tasks/?month=2022-06")


def test_figures_of_one_metric_are_added():
    found = total(Line(Decimal("1.5")), Line(Decimal(2)))

    assert (found.value, found.unit, found.decimals) == (Decimal("3.5"), "亿元", 1)
    assert found.coverage == "已报2/应报2"


def test_missing_figure_is_left_out_and_counted():
    found = total(Line(Decimal(3)), Line(None, reported=0))

    assert found.value == 3
    assert found.coverage == "已报1/应报2"


def test_nothing_reported_makes_no_sum():
    assert total(Line(None, reported=0)).value is None


def test_corrected_figure_tells_what_the_sum_was_before():
    found = total(Line(Decimal(3)), Line(Decimal(5), to_date_replaced=Replaced(Decimal(4))))

    assert (found.value, found.replaced) == (8, Replaced(Decimal(7)))
    assert total(Line(Decimal(3))).replaced is None


def test_figures_of_two_metrics_are_only_counted():
    found = total(Line(), Line(metric="户数", unit="家"))

    assert found.value is None
    assert found.coverage == "已报2/应报2"


def test_rows_without_a_metric_are_neither_added_nor_counted():
    found = total(Line(Decimal(3)), Line(None, metric=None, reported=None, owed=None))

    assert (found.value, found.coverage) == (3, "已报1/应报1")


def test_list_without_any_metric_has_no_total():
    assert total(Line(metric=None)) is None
    assert total() is None


def test_one_sample_makes_the_total_a_sample():
    assert total(Line(), Line(to_date_is_sample=True)).is_sample
    assert not total(Line()).is_sample


@pytest.mark.parametrize(
    ("accumulation", "unit", "added"),
    [
        ("flow", "亿元", True),
        ("to_date", "万元", True),
        ("stock", "家", True),
        ("stock", "%", False),
        ("rank", "位", False),
        ("ratio", "%", False),
        (None, None, False),
    ],
)
def test_ranks_ratios_and_rates_are_never_added(accumulation, unit, added):
    assert can_be_added(accumulation, unit) is added


def test_known_amounts_are_added_and_counted():
    lines = [Line(Decimal(3)), Line(None), Line(Decimal(4), is_sample_item=True)]

    found = known_total(
        lines, lambda row: row.to_date, "/", unit="亿元", decimals=2, words="已知{}/{}个"
    )

    assert (found.value, found.coverage, found.is_sample) == (7, "已知2/3个", True)
