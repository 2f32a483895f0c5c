"""What stands around a chart: JSON that cannot leave its script, numbers, columns, months."""

import json
from datetime import date
from decimal import Decimal

from strategy.charts.blocks import ChartBlock, column, plot_number, plot_text, spoken, table
from strategy.charts.layouts import months_axis
from strategy.months import add_months


def block(chart, samples=()):
    return ChartBlock("投资", "亿元", chart, ("月份",), (("6月",),), "折线图。", samples)


def test_json_cannot_close_its_script():
    text = "</script><!--<script>示例"

    written = block({"data": [{"hovertext": [text]}], "layout": {}}).json

    assert "<" not in written
    assert ">" not in written
    assert json.loads(written)["data"][0]["hovertext"] == [text]


def test_missing_is_null_and_decimals_are_short_floats():
    chart = {"y": [plot_number(Decimal("0.123456")), plot_number(None), plot_number(Decimal(0))]}

    assert block(chart).json == '{"y":[0.1235,null,0.0]}'


def test_sample_mark_tells_all_some_and_none_apart():
    marks = [block({}, samples).sample_mark for samples in ((True,), (True, False), (False,), ())]

    assert marks == ["示例", "含示例", "", ""]


def test_values_are_spoken_with_their_unit():
    assert spoken(Decimal("1234.5"), "亿元", 1) == "1,234.5亿元"
    assert spoken(Decimal(5), "家", 0, is_sample=True) == "5家（示例）"
    assert spoken(None, "家", 0, is_sample=True) == "--"


def test_mark_of_a_column_does_not_wait_for_missing_cells():
    assert column("实际", [("5", True), ("--", False)]) == ("实际（示例）", "5", "--")
    assert column("实际", [("5", True), ("6", False)]) == ("实际", "5（示例）", "6")


def test_columns_become_rows():
    assert table([("月份", "5月", "6月"), ("实际", "1", "2")]) == (
        ("月份", "实际"),
        (("5月", "1"), ("6月", "2")),
    )


def test_text_is_no_markup_to_plotly():
    assert plot_text("A&B<b>") == "A&amp;B&lt;b&gt;"


def test_months_of_one_year_are_named_without_it():
    axis = months_axis([date(2022, number, 1) for number in range(1, 7)])

    assert axis["ticktext"] == ["1月", "2月", "3月", "4月", "5月", "6月"]
    assert axis["categoryarray"][-1] == "2022年6月"


def test_whole_year_names_every_second_month_and_the_last():
    axis = months_axis([date(2022, number, 1) for number in range(1, 13)])

    assert [name for name in axis["ticktext"] if name] == [
        "2月", "4月", "6月", "8月", "10月", "12月",
    ]  # fmt: skip


def test_year_stands_under_its_first_named_month():
    axis = months_axis([add_months(date(2021, 11, 1), step) for step in range(4)])

    assert axis["ticktext"] == ["11月<br>2021年", "12月", "1月<br>2022年", "2月"]
