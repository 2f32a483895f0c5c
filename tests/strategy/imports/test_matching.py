"""Which cell is meant for which row."""

import pytest

from strategy.imports.grids import ImportRefusedError, pasted_grid
from strategy.imports.places import match_grids
from strategy.models import Figure, Metric
from tests.factories.items import TaskFactory
from tests.factories.metrics import SeriesFactory

from .unit import JULY, Unit, make_unit, tabbed

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return make_unit(
        {"code": "contracts", "name": "新签约项目", "short_name": "签约", "unit": "个"},
        {"code": "invested", "name": "完成投资", "accumulation": "to_date"},
        {"code": "ranking", "name": "全省位次", "accumulation": "rank", "unit": "位"},
    )


def match(unit: Unit, *rows, start: int | None = None):
    sheet = unit.sheet()
    text = rows[0] if isinstance(rows[0], str) else tabbed(*rows)
    return match_grids([pasted_grid(text)], sheet.rows, JULY, start)


def found(matching) -> dict[str, object]:
    """The matched cells by the code of their metric."""
    return {one.row.metric.code: one.raw for one in matching.matches if not one.error}


def errors(matching) -> dict[str, str]:
    return {one.address: one.error for one in matching.matches if one.error}


@pytest.mark.parametrize(
    "name",
    ["contracts", "CONTRACTS", "新签约项目", "签约", "“新签约”项目", "1. 新签约项目",
     "（一）新签约项目", "新签约项目（个）", "新 签约项目", "ｃｏｎｔｒａｃｔｓ"],
)  # fmt: skip
def test_codes_and_names_are_known_however_written(unit, name):
    assert found(match(unit, ["指标", "7月"], [name, "3"])) == {"contracts": "3"}


def test_the_code_of_the_series_is_known(unit):
    assert found(match(unit, [unit.lines[1].code, "3"])) == {"invested": "3"}


@pytest.mark.parametrize(
    "heading",
    ["7月", "７月", "7月份", "2022年7月", "2022-07", "2022/7", "本月", "7月数", "本月填报数"],
)
def test_the_months_column_is_known_by_its_heading(unit, heading):
    table = match(unit, ["指标", "6月", heading, "备注"], ["签约", "2", "3", ""])

    assert found(table) == {"contracts": "3"}


def test_other_months_are_left_out_and_told(unit):
    table = match(unit, ["指标", "5月", "6月", "7月"], ["签约", "1", "2", "3"])

    assert found(table) == {"contracts": "3"}
    assert table.ignored == ("其他月份的列（5月、6月）未导入",)


def test_months_may_be_rows(unit):
    table = match(unit, ["月份", "签约", "全省位次"], ["6月", "2", "9"], ["7月", "3", "8"])

    assert found(table) == {"contracts": "3", "ranking": "8"}
    assert [one.address for one in table.matches] == ["B3", "C3"]


def test_each_line_may_name_its_month(unit):
    table = match(unit, ["月份", "指标", "数值"], ["6月", "签约", "2"], ["7月", "签约", "3"])

    assert found(table) == {"contracts": "3"}
    assert table.ignored == ("其他月份的行（1行）未导入",)


def test_figures_of_a_month_and_to_date_go_to_their_rows(unit):
    table = match(
        unit,
        ["指标", "上年同期", "上月止累计", "本月", "1—7月", "同比%"],
        ["签约", "9", "8", "3", "11", "5"],
        ["完成投资", "9", "80", "30", "110", "5"],
    )

    assert found(table) == {"contracts": "3", "invested": "110"}


def test_a_figure_to_date_is_not_taken_for_the_months_own(unit):
    only_total = match(unit, ["指标", "1-7月累计"], ["签约", "11"], ["完成投资", "110"])

    assert errors(only_total) == {"B2": "本项填报本月数，表中只有累计数"}


@pytest.mark.parametrize("heading", ["当月数", "本月数", "当期"])
def test_a_figure_of_the_month_alone_is_not_taken_for_one_to_date(unit, heading):
    table = match(unit, ["指标", heading], ["签约", "3"], ["完成投资", "30"])

    assert errors(table) == {"B3": "本项填报本月止累计数，表中只有本月数"}


def test_the_heading_of_our_own_sheet_holds_for_figures_to_date_too(unit):
    table = match(
        unit, ["指标", "上月止累计", "本月"], ["签约", "9", "3"], ["完成投资", "80", "110"]
    )

    assert found(table) == {"contracts": "3", "invested": "110"}


def test_without_headings_the_only_numbers_are_taken(unit):
    table = match(unit, ["1", "签约", "个", "3"], ["2", "完成投资", "万元", "110"])

    assert found(table) == {"contracts": "3", "invested": "110"}


def test_without_headings_two_columns_of_numbers_are_refused(unit):
    with pytest.raises(ImportRefusedError, match="有多列数字"):
        match(unit, ["签约", "3", "8"], ["完成投资", "30", "11"])


def test_two_columns_of_the_month_are_refused(unit):
    with pytest.raises(ImportRefusedError, match="有2列都像本月数（“7月”、“2022年7月”）"):
        match(unit, ["指标", "7月", "2022年7月"], ["签约", "3", "8"])


def test_a_table_of_other_months_is_refused(unit):
    with pytest.raises(ImportRefusedError, match="没有7月的列，只有6月"):
        match(unit, ["指标", "6月"], ["签约", "3"])


def test_titles_groups_totals_and_signatures_are_left_out(unit):
    table = match(
        unit,
        ["召陵区月报"], ["指标", "7月"], ["招商行动"], ["签约", "3"], ["合计", "3"],
        ["制表人：王某", "8"],
    )  # fmt: skip

    assert found(table) == {"contracts": "3"}
    assert errors(table) == {}
    assert table.ignored == ("合计、签名等行（2行）未导入",)


def test_unknown_names_and_codes_are_refused_with_their_numbers(unit):
    table = match(
        unit,
        ["指标", "7月"], ["签约", "3"], ["签约额", "5"], ["T999-contracts-other", "6"],
    )  # fmt: skip

    assert errors(table) == {
        "B3": "名称对不上本表的任何一项",
        "B4": "代码“T999-contracts-other”不在本月应报之列",
    }


def test_a_code_and_a_name_of_two_rows_are_refused(unit):
    table = match(unit, ["代码", "指标", "7月"], ["contracts", "完成投资", "3"])

    assert errors(table) == {"C2": "代码与名称不是同一项，请核对"}


@pytest.mark.parametrize("code", ["E999", "E999-contracts-other", "K7"])
@pytest.mark.parametrize("value", ["3", "无"])
def test_a_changed_code_is_not_passed_over_for_the_name(unit, code, value):
    table = match(unit, ["代码", "指标", "7月"], [code, "新签约项目", value])

    assert errors(table) == {"C2": f"代码“{code}”与名称不是同一项，请核对"}


def test_a_code_may_be_left_out_and_other_numberings_are_none(unit):
    dashes = match(unit, ["代码", "指标", "7月"], ["", "签约", "3"], ["—", "完成投资", "110"])
    others = match(unit, ["编号", "指标", "7月"], ["A-1", "签约", "3"])

    assert found(dashes) == {"contracts": "3", "invested": "110"}
    assert found(others) == {"contracts": "3"}


def test_a_row_that_stands_twice_is_refused_twice(unit):
    table = match(unit, ["指标", "7月"], ["签约", "3"], ["contracts", "4"])

    assert errors(table) == dict.fromkeys(["B2", "B3"], "本项出现了不止一次，请只保留一行")


@pytest.fixture
def two_items(unit) -> Unit:
    """The same metric of two items."""
    metric, first = Metric.objects.get(code="contracts"), unit.lines[0]
    again = SeriesFactory(
        item=TaskFactory(name="示例项目"), metric=metric, organisation=unit.organisation,
        reviewer=first.reviewer, is_headline=False,
    )  # fmt: skip
    Figure.objects.create(series=again, month=JULY)
    return unit


def test_a_metric_of_two_items_must_name_the_item(two_items):
    assert errors(match(two_items, ["指标", "7月"], ["签约", "3"])) == {
        "B2": "本表有2项同名，请加上事项名称或代码"
    }


@pytest.mark.parametrize(
    "names",
    [["示例项目", "签约"], ["签约 示例项目", ""], ["示例项目签约", ""], ["签约（示例项目）", ""]],
)
def test_item_and_metric_together_are_enough(two_items, names):
    table = match(two_items, ["事项", "指标", "7月"], [*names, "3"])

    assert [one.row.series.item.name for one in table.matches] == ["示例项目"]
    assert errors(table) == {}


def test_an_item_holds_for_the_lines_below_it(two_items):
    table = match(two_items, ["事项", "指标", "7月"], ["示例项目", "", ""], ["", "签约", "3"])

    assert [one.row.series.item.name for one in table.matches] == ["示例项目"]


@pytest.mark.parametrize("text", ["3\n110\n8\n", "7月\n3\n110\n8\n", "3\t110\t8\n", "3\n110\n8"])
def test_a_bare_column_goes_to_the_rows_in_order(unit, text):
    assert found(match(unit, text)) == {"contracts": "3", "invested": "110", "ranking": "8"}


def test_a_blank_in_a_bare_column_keeps_its_place(unit):
    assert found(match(unit, "3\n\n8\n")) == {"contracts": "3", "ranking": "8"}
    assert found(match(unit, "3\n110\n\n")) == {"contracts": "3", "invested": "110"}


def test_a_bare_column_that_does_not_fit_is_refused(unit):
    with pytest.raises(ImportRefusedError, match="粘贴的是2个数，本表有3行"):
        match(unit, "3\n110\n")


def test_a_bare_column_may_begin_further_down(unit):
    assert found(match(unit, "110\n8\n", start=2)) == {"invested": "110", "ranking": "8"}
    with pytest.raises(ImportRefusedError, match="从第3行起只有1行，粘贴的有2行"):
        match(unit, "110\n8\n", start=3)


def test_numbered_lines_go_to_the_rows_with_these_numbers(unit):
    assert found(match(unit, ["2", "110"], ["3", "8"])) == {"invested": "110", "ranking": "8"}


@pytest.mark.parametrize("text", ["你好\n世界\n再见\n", "a\tb\n3\t4\n5\t6\n"])
def test_what_has_nothing_to_do_with_the_sheet_is_refused(unit, text):
    with pytest.raises(ImportRefusedError):
        match(unit, text)


def test_january_and_february_together_are_the_months_own_where_they_are_told_so():
    unit = make_unit({"name": "税收", "january": "merged"}, {"name": "签约"})
    february = JULY.replace(month=2)
    grid = pasted_grid(tabbed(["指标", "1—2月"], ["税收", "9"], ["签约", "5"]))

    table = match_grids([grid], unit.sheet().rows, february)

    assert [one.error for one in table.matches] == ["", "本项填报本月数，表中只有累计数"]
