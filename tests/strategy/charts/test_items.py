"""The actions compared: bars in the colours of their standing, with shape, word and number."""

from decimal import Decimal

import pytest

from strategy.charts.items import ActionBar, actions_block, actions_chart
from strategy.progress import Standing
from strategy.ui.theme import standing_fill

from .drawing import assert_sound, assert_table, texts


def bar(done="39.0", standing=Standing.FAR_BEHIND, name="项目投资支撑", **changes):
    return ActionBar(name, done and Decimal(done), Decimal(50), standing, **changes)


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_colour_shape_and_word(standing):
    chart = actions_chart([bar(standing=standing)])

    assert_sound(chart)
    assert chart["data"][0]["marker"]["color"] == [standing_fill(standing)]
    number, word = chart["layout"]["annotations"][0]["text"].split("<br>")
    assert number == "39.0%"
    assert word[0] not in standing.label
    assert word.endswith(standing.label)


def test_pace_is_a_tick_across_each_bar():
    chart = actions_chart([bar(), bar("60.0", Standing.ON_PACE)])

    assert chart["data"][1]["x"] == [50.0, 50.0]
    assert chart["data"][1]["marker"]["symbol"] == "line-ns"


def test_unreported_action_has_no_bar():
    chart = actions_chart([bar(None, Standing.NOT_REPORTED)])

    assert chart["data"][0]["x"] == [None]
    assert chart["layout"]["annotations"][0]["text"] == "--<br>◇ 未报"


@pytest.mark.parametrize(("done", "end"), [("39.0", 100.0), ("120.5", 120.5), ("380.0", 150.0)])
def test_axis_reaches_a_hundred_percent_and_not_far_beyond(done, end):
    chart = actions_chart([bar(done)])

    assert chart["layout"]["xaxis"]["range"] == [0, end]


def test_first_action_stands_on_top():
    chart = actions_chart([bar(name="甲"), bar(name="乙")])

    assert chart["layout"]["yaxis"]["ticktext"] == ["甲", "乙"]
    assert chart["layout"]["yaxis"]["range"] == [1.5, -0.5]


def test_samples_among_others_are_marked_one_by_one():
    chart = actions_chart([bar(is_sample=True), bar()])

    shown = [annotation["text"] for annotation in chart["layout"]["annotations"]]
    assert shown == ["39.0% 示例<br>■ 严重滞后", "39.0%<br>■ 严重滞后"]


def test_hover_marks_every_number_of_a_sample():
    chart = actions_chart([bar(is_sample=True)])

    (text,) = texts(chart)
    assert text.split("<br>") == [
        "项目投资支撑",
        "完成率 39.0%（示例）",
        "序时进度 50.0%（示例）",
        "进度状态 严重滞后（示例）",
    ]


def test_names_are_no_markup():
    chart = actions_chart([bar(name="<b>A&B</b>")])

    assert_sound(chart)
    assert chart["layout"]["yaxis"]["ticktext"][0].startswith("&lt;b&gt;")


def test_table_and_spoken_name_tell_the_same():
    block = actions_block([bar(is_sample=True), bar(None, Standing.NOT_REPORTED, is_sample=True)])

    assert_table(block)
    assert block.headings == ("行动", "完成率（示例）", "序时进度（示例）", "进度状态（示例）")
    assert block.rows[1] == ("项目投资支撑", "--", "50.0%", "未报")
    assert block.summary.endswith("示例：严重滞后1项、未报1项。")


def test_box_grows_with_the_bars():
    sizes = [actions_block([bar()] * count).size for count in (3, 7, 12)]

    assert sizes == ["short", "tall", "long"]
