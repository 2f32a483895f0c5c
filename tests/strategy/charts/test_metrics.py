"""One metric by organisation: real figures may stand beside sample paces, each marked itself."""

from decimal import Decimal

from strategy.charts.metrics import OrganisationBar, organisations_block, organisations_chart
from strategy.progress import Standing
from strategy.ui.theme import COLOURS

from .drawing import assert_sound, assert_table, labels, texts


def bar(value="58.0", name="临颍县", **changes):
    return OrganisationBar(name, value and Decimal(value), **changes)


def paced(**changes):
    return bar(pace=Decimal(50), standing=Standing.ON_PACE, **changes)


def test_organisations_keep_their_order():
    chart = organisations_chart([bar(), bar("51.4", "舞阳县")], "亿元", 1)

    assert_sound(chart)
    assert chart["layout"]["yaxis"]["ticktext"] == ["临颍县", "舞阳县"]
    assert chart["data"][0]["x"] == [58.0, 51.4]


def test_metric_without_a_plan_has_no_ticks_and_one_colour():
    block = organisations_block("投资", [bar(), bar(None, "源汇区")], "亿元", 1)

    assert len(block.chart["data"]) == 1
    assert set(block.chart["data"][0]["marker"]["color"]) == {COLOURS["brand"]}
    assert block.headings == ("责任单位", "实际")
    assert block.rows == (("临颍县", "58.0"), ("源汇区", "--"))
    assert block.keys == ()


def test_sample_pace_marks_itself_and_not_the_figure():
    block = organisations_block("投资", [paced(pace_is_sample=True)], "亿元", 1)

    assert_table(block)
    assert list(texts(block.chart)) == [
        "临颍县<br>实际 58.0亿元<br>序时进度 50.0亿元（示例）<br>进度状态 达序时（示例）"
    ]
    assert block.headings == ("责任单位", "实际", "序时进度（示例）", "进度状态（示例）")
    assert labels(block) == ["序时进度（示例）"]
    assert block.sample_mark == "含示例"


def test_nothing_reported_is_drawn_without_a_bar():
    chart = organisations_chart([bar(None)], "亿元")

    assert_sound(chart)
    assert chart["data"][0]["x"] == [None]
    assert chart["layout"]["xaxis"]["range"] == [0, 1.02]


def test_negative_figure_is_drawn_below_zero():
    chart = organisations_chart([bar("-5"), bar("10", "舞阳县")], "%")

    assert chart["layout"]["xaxis"]["range"] == [-5.1, 10.2]


def test_long_name_takes_two_lines():
    chart = organisations_chart([bar(name="城乡一体化示范区")], "亿元")

    assert chart["layout"]["yaxis"]["ticktext"] == ["城乡一体<br>化示范区"]
