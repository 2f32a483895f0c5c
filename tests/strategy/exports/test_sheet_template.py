"""The sheet as a workbook to fill in."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from strategy.exports.sheet_template import sheet_template
from strategy.queries.batches import STAMP_SHEET, read_stamp
from strategy.services.figures import Entry, enter_figures
from strategy.services.submissions import submit_revisions
from tests.factories.figures import publish
from tests.strategy.imports.unit import AT, JULY, WHY, Unit, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return make_unit(
        {"name": "=新签约项目", "unit": "个"},
        {"name": "到位资金", "unit": "万元", "decimals": 2},
        {"name": "培育企业", "unit": "家", "accumulation": "stock"},
    )


def book_of(unit: Unit):
    return load_workbook(BytesIO(sheet_template(unit.sheet())))


def enter(unit: Unit, number: int, value, **typed):
    entry = Entry(unit.sheet().rows[number].figure, value, explanation=WHY, **typed)
    return enter_figures([entry], by=unit.clerk, at=AT)


def test_it_has_title_unit_line_headings_rows_and_signatures(unit):
    page = book_of(unit).worksheets[0]

    assert page["A1"].value == f"{unit.organisation.name}2022年7月月报"
    assert page["A2"].value.startswith(f"填报单位：{unit.organisation.name}")
    headings = [
        "序号",
        "代码",
        "事项",
        "指标",
        "单位",
        "上年同期累计",
        "上月止累计",
        "本月填报数",
        "说明",
    ]
    assert [cell.value for cell in page[4]] == headings
    assert [page.cell(row, 2).value for row in (5, 6, 7)] == [line.code for line in unit.lines]
    assert page["A9"].value.startswith("单位负责人：")


def test_numbers_are_numbers_with_the_decimals_of_the_metric(unit):
    publish(unit.lines[1], JULY.replace(month=6), "1234.5")
    enter(unit, 1, Decimal("68.5"))

    page = book_of(unit).worksheets[0]

    assert (page["G6"].value, page["G6"].number_format) == (1234.5, "#,##0.00")
    assert (page["H6"].value, page["I6"].value) == (68.5, WHY)


def test_nothing_this_month_stands_in_words_with_its_reason(unit):
    enter(unit, 1, None, not_applicable=True, note="本月停工")

    page = book_of(unit).worksheets[0]

    assert (page["H6"].value, page["I6"].value) == ("无", "本月停工")


def test_text_is_never_a_formula(unit):
    cell = book_of(unit).worksheets[0]["D5"]

    assert cell.value.startswith("=新签约项目")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_only_what_may_be_typed_is_unlocked(unit):
    submit_revisions(enter(unit, 0, Decimal(3)), by=unit.clerk, at=AT)

    page = book_of(unit).worksheets[0]

    open_cells = {cell.coordinate for row in page for cell in row if not cell.protection.locked}
    assert open_cells == {"H6", "I6", "H7", "I7"}
    assert page.protection.sheet


def test_it_says_behind_the_metric_what_is_typed_where_rows_differ(unit):
    mixed, alike = book_of(unit).worksheets[0], book_of(make_unit({"name": "税收"})).worksheets[0]

    assert mixed["D6"].value == "到位资金（本月）"
    assert mixed["D7"].value == "培育企业"
    assert (alike["H4"].value, alike["D5"].value) == ("本月", "税收")


def test_hidden_in_it_stands_what_it_is(unit):
    page = book_of(unit)[STAMP_SHEET]

    stamp = read_stamp(list(page.iter_rows(values_only=True)))

    assert page.sheet_state == "hidden"
    assert (stamp.organisation, stamp.month) == (unit.organisation.code, "2022-07")
    assert stamp.codes == tuple(line.code for line in unit.lines)


def test_it_prints_on_a4_with_its_headings_on_every_page(unit):
    page = book_of(unit).worksheets[0]

    assert page.print_title_rows == "$1:$4"
    assert page.page_setup.paperSize == int(page.PAPERSIZE_A4)
    assert page.page_setup.orientation == "landscape"
