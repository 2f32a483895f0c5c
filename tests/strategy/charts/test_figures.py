"""This year beside last: months face each other, missing ones stay empty."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from strategy.charts.figures import YearPoint, year_on_year_block, year_on_year_chart
from strategy.ui.theme import COLOURS

from .drawing import assert_sound, assert_table, labels, texts, trace_of


def point(number, value, year=2022, **changes):
    return YearPoint(date(year, number, 1), value and Decimal(value), **changes)


def years(year):
    amounts = st.none() | st.decimals("-9999999", "9999999", places=4)
    numbers = st.lists(st.integers(1, 12), unique=True).map(sorted)
    return st.tuples(numbers, st.lists(amounts, min_size=12, max_size=12), st.booleans()).map(
        lambda drawn: [
            YearPoint(date(year, number, 1), drawn[1][number - 1], is_sample=drawn[2])
            for number in drawn[0]
        ]
    )


@given(years(2022), years(2021))
def test_any_two_years_are_sound(this_year, last_year):
    block = year_on_year_block("示例", this_year, last_year, "家")

    assert_sound(block.chart)
    assert_table(block)
    assert len(block.rows) == len({one.month.month for one in (*this_year, *last_year)})


def test_months_of_two_years_face_each_other():
    chart = year_on_year_chart([point(6, "354")], [point(5, "280", 2021)], "亿元")

    assert trace_of(chart, "2021年")["x"] == ["2022年5月", "2022年6月"]
    assert trace_of(chart, "2021年")["y"] == [280.0, None]
    assert trace_of(chart, "2022年")["y"] == [None, 354.0]


def test_zero_is_drawn_and_missing_is_not():
    chart = year_on_year_chart([point(5, Decimal(0)), point(6, None)], [], "亿元")

    assert trace_of(chart, "2022年")["y"] == [0.0, None]
    assert list(texts(chart)) == ["2022年 0亿元", "2022年 --"]


def test_sample_months_are_pale():
    this_year = [point(5, "300", is_sample=True), point(6, "354")]

    block = year_on_year_block("投资", this_year, [point(6, "300", 2021, is_sample=True)], "亿元")

    fills = trace_of(block.chart, "2022年")["marker"]["color"]
    assert fills == [COLOURS["done-soft"], COLOURS["brand"]]
    assert labels(block) == ["2021年（示例）", "2022年", "浅色为示例"]


def test_growth_is_shown_where_it_is_known():
    this_year = [point(5, "300"), point(6, "354", growth=Decimal("5.2"), growth_is_sample=True)]

    block = year_on_year_block("投资", this_year, [point(5, "290", 2021)], "亿元")

    assert list(texts(block.chart)) == [
        "2022年 300亿元<br>2021年 290亿元",
        "2022年 354亿元<br>同比增长5.2%（示例）",
    ]
    assert block.headings == ("月份", "2022年", "2021年", "同比（示例）")
    assert block.rows == (("5月", "300", "290", "--"), ("6月", "354", "--", "增长5.2%"))
