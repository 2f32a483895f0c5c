"""A series against its pace: gaps stay gaps, samples are hollow, the table says the same."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.charts.layouts import HOVERS
from strategy.charts.series import PacePoint, pace_amount, pace_block, pace_chart
from strategy.progress import Standing
from strategy.ui.theme import COLOURS

from .drawing import assert_sound, assert_table, labels, texts, trace_of

AMOUNTS = st.decimals("-99999999999", "99999999999", places=4)
POINTS = st.builds(
    PacePoint,
    month=st.dates(date(2021, 1, 1), date(2022, 12, 1)).map(lambda day: day.replace(day=1)),
    to_date=st.none() | AMOUNTS,
    pace=st.none() | AMOUNTS,
    standing=st.none() | st.sampled_from(Standing),
    is_sample=st.booleans(),
    pace_is_sample=st.booleans(),
)


def june(to_date="354", pace="350", **changes):
    return PacePoint(date(2022, 6, 1), Decimal(to_date), pace and Decimal(pace), **changes)


def may(to_date="300", **changes):
    return PacePoint(date(2022, 5, 1), to_date and Decimal(to_date), Decimal(290), **changes)


@given(st.lists(POINTS, max_size=24, unique_by=lambda point: point.month))
def test_any_year_is_sound_and_missing_months_stay_missing(points):
    block = pace_block("示例", points, "亿元", 2)

    assert_sound(block.chart)
    assert_table(block)
    missing = [value is None for value in trace_of(block.chart, "实际")["y"]]
    assert missing == [point.to_date is None for point in points]


def test_missing_month_is_a_gap_in_the_line():
    chart = pace_chart([may(None), june()], "亿元")

    line = trace_of(chart, "实际")
    assert line["y"] == [None, 354.0]
    assert line["connectgaps"] is False
    assert next(texts(chart)) == "实际 --<br>序时进度 290亿元"


def test_pace_stands_before_the_figures_and_is_dashed():
    chart = pace_chart([june()], "亿元")

    assert [trace["name"] for trace in chart["data"]] == ["序时进度", "实际", HOVERS]
    assert chart["data"][0]["line"]["dash"] == "dash"


def test_series_without_a_plan_has_no_pace_line():
    chart = pace_chart([june(pace=None)], "亿元")

    assert [trace["name"] for trace in chart["data"]] == ["实际", HOVERS]


def test_sample_months_are_hollow_and_the_legend_says_so():
    block = pace_block("投资", [may(is_sample=True), june(pace_is_sample=True)], "亿元")

    assert trace_of(block.chart, "实际")["marker"]["color"] == [COLOURS["card"], COLOURS["brand"]]
    assert labels(block) == ["实际", "空心为示例", "序时进度（示例）"]
    assert block.sample_mark == "含示例"


def test_hovers_mark_samples_one_by_one():
    chart = pace_chart([june(pace_is_sample=True), june(is_sample=True, pace=None)], "亿元")

    assert list(texts(chart)) == [
        "实际 354亿元<br>序时进度 350亿元（示例）",
        "实际 354亿元（示例）",
    ]


def test_only_one_trace_answers_to_the_pointer():
    chart = pace_chart([may(None), june()], "亿元")

    *lines, hovers = chart["data"]
    assert {line["hoverinfo"] for line in lines} == {"skip"}
    assert hovers["y"] == [290.0, 354.0]


def test_series_of_samples_is_marked_at_its_title():
    block = pace_block("投资", [june(is_sample=True, pace_is_sample=True)], "亿元")

    assert block.is_sample
    assert block.sample_mark == "示例"
    assert labels(block) == ["实际（示例）", "序时进度（示例）"]


def test_table_holds_what_is_drawn():
    points = [may(None), june(standing=Standing.ON_PACE, pace_is_sample=True)]

    block = pace_block("投资", points, "亿元", 1)

    assert block.headings == ("月份", "实际", "序时进度", "进度状态（示例）")
    assert block.rows == (
        ("2022年5月", "--", "290.0", "--"),
        ("2022年6月", "354.0", "350.0（示例）", "达序时"),
    )


def test_column_of_samples_says_so_once():
    block = pace_block("投资", [may(is_sample=True), june(is_sample=True)], "亿元")

    assert block.headings[1] == "实际（示例）"
    assert [row[1] for row in block.rows] == ["300", "354"]


def test_spoken_name_gives_the_latest_figure_without_its_pace():
    block = pace_block("投资", [may(is_sample=True), june(pace_is_sample=True)], "亿元")

    assert block.summary == "折线图：投资。2022年5—6月，6月实际354亿元。"


def test_series_without_figures_says_so():
    block = pace_block("投资", [], "亿元")

    assert block.is_empty
    assert block.summary.endswith("暂无数据。")


def test_latest_figure_is_printed_clear_of_the_pace():
    ahead = trace_of(pace_chart([june("354", "350")], "亿元"), "实际")
    behind = trace_of(pace_chart([june("340", "350")], "亿元"), "实际")

    assert ahead["text"] == ["354"]
    assert (ahead["textposition"], behind["textposition"]) == (["top center"], ["bottom center"])


@pytest.mark.parametrize(
    ("to_date", "pace", "mode"), [("91", "90", "normal"), ("30", "90", "tozero")]
)
def test_line_far_above_zero_leaves_zero_out(to_date, pace, mode):
    chart = pace_chart([june(to_date, pace)], "%", 1)

    assert chart["layout"]["yaxis"]["rangemode"] == mode


def test_pace_in_the_unit_of_the_metric():
    assert pace_amount(Decimal(700), Decimal(50)) == 350
    assert pace_amount(Decimal(80), Decimal(25), Decimal(100)) == 95
    assert pace_amount(Decimal(80), Decimal(25), None) is None
    assert pace_amount(None, Decimal(25)) is None
