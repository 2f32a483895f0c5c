"""Standings over months: worst at the bottom, a month without assessments empty."""

from datetime import date

from strategy.charts.assessments import StandingsMonth, standings_block, standings_chart
from strategy.charts.layouts import HOVERS
from strategy.progress import Standing
from strategy.ui.theme import standing_fill

from .drawing import assert_sound, assert_table, labels, texts

JUNE = {Standing.ON_PACE: 38, Standing.FAR_BEHIND: 4}


def months(*counts, is_sample=False):
    return [
        StandingsMonth(date(2022, number, 1), count, is_sample)
        for number, count in enumerate(counts, start=5)
    ]


def test_worst_standing_is_the_lowest_layer():
    chart = standings_chart(months(JUNE, {Standing.BEHIND: 1}))

    assert_sound(chart)
    assert [trace["name"] for trace in chart["data"]] == ["严重滞后", "滞后", "达序时", HOVERS]
    assert chart["data"][0]["marker"]["color"] == standing_fill(Standing.FAR_BEHIND)


def test_standing_that_a_month_lacks_is_zero_there():
    chart = standings_chart(months(JUNE, {Standing.BEHIND: 1}))

    assert chart["data"][0]["y"] == [4, 0]
    assert chart["data"][0]["text"] == ["■4", ""]


def test_month_not_assessed_is_missing_and_not_zero():
    block = standings_block(months(None, JUNE))

    assert [trace["y"][0] for trace in block.chart["data"]] == [None, None, None]
    assert block.rows[0] == ("2022年5月", "--", "--")
    assert_table(block)


def test_hover_says_standing_number_and_sample():
    chart = standings_chart(months(JUNE, is_sample=True), unit="个")

    assert list(texts(chart)) == ["严重滞后 4个（示例）<br>达序时 38个（示例）"]


def test_table_legend_and_spoken_name_tell_the_same():
    block = standings_block(months(JUNE, is_sample=True))

    assert block.headings == ("月份", "严重滞后", "达序时")
    assert block.rows == (("2022年5月（示例）", "4", "38"),)
    assert labels(block) == ["严重滞后", "达序时"]
    assert block.summary.endswith("2022年5月（示例）：严重滞后4项、达序时38项。")
    assert block.sample_mark == "示例"


def test_nothing_assessed_is_empty():
    block = standings_block(months(None))

    assert_sound(block.chart)
    assert block.is_empty
    assert block.rows == (("2022年5月",),)
