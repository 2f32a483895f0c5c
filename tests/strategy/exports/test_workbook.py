"""Workbooks are read back: numbers are numbers, text is text, and the sheet prints well."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from strategy.exports.sheets import Cell, Sheet
from strategy.exports.workbook import number_format, workbook

HEADINGS = ["名称", "完成", "完成率（%）", "日期"]


def sheet(rows, totals=(), notes=()):
    rows = [[*row, *[Cell(None)] * (len(HEADINGS) - len(row))] for row in rows]
    return Sheet("重点工作", ["报告期：2022年6月", "来源：示例"], HEADINGS, rows, totals, notes)


def read(rows, **options):
    content = workbook(sheet(rows, **options))
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_title_and_particulars_stand_above_the_headings():
    page = read([])

    assert page["A1"].value == "重点工作"
    assert page["A2"].value == "报告期：2022年6月　来源：示例"
    assert [cell.value for cell in page[3]] == HEADINGS


def test_number_stays_a_number_with_its_decimals():
    page = read([[Cell("甲"), Cell(Decimal("1234.50"), 2), Cell(Decimal("50.6"), 1)]])

    assert page["B4"].data_type == "n"
    assert page["B4"].value == pytest.approx(1234.5)
    assert page["B4"].number_format == "#,##0.00"
    assert page["C4"].number_format == "#,##0.0"


def test_sample_number_says_so_in_its_own_cell_and_stays_a_number():
    page = read([[Cell("甲"), Cell(Decimal(7), 0, is_sample=True)]])

    assert page["B4"].value == 7
    assert page["B4"].number_format == '#,##0"（示例）"'


def test_missing_value_is_an_empty_cell_and_zero_is_zero():
    page = read([[Cell("甲"), Cell(None)], [Cell("乙"), Cell(Decimal(0), 0)]])

    assert page["B4"].value is None
    assert page["B5"].value == 0


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1"])
def test_text_is_never_a_formula(text):
    page = read([[Cell(text)]])

    assert page["A4"].data_type == "s"
    assert page["A4"].value == text
    assert page["A4"].quotePrefix


def test_characters_that_a_workbook_cannot_hold_are_dropped():
    page = read([[Cell("甲\x00乙")]])

    assert page["A4"].value == "甲乙"


def test_date_stays_a_date():
    page = read([[Cell("甲"), Cell(None), Cell(None), Cell(date(2022, 6, 30))]])

    assert page["D4"].value.date() == date(2022, 6, 30)
    assert page["D4"].number_format == "yyyy-mm-dd"


def test_totals_and_notes_follow_the_rows():
    page = read([[Cell("甲"), Cell(Decimal(7), 0)]], totals=[Cell("合计"), Cell(Decimal(7), 0)],
                notes=["完成合计：已报1/应报2。"])  # fmt: skip

    assert [page["A5"].value, page["B5"].value] == ["合计", 7]
    assert page["A6"].value == "注：完成合计：已报1/应报2。"
    assert page["A7"].value.startswith("制表人：")


def test_headings_stay_in_sight_and_on_every_printed_page():
    page = read([[Cell("甲")]])

    assert page.freeze_panes == "A4"
    assert page.print_title_rows == "$1:$3"
    assert page.auto_filter.ref == "A3:D4"


def test_sheet_prints_on_landscape_a4_one_page_wide():
    page = read([[Cell("甲")]])

    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)


def test_whole_number_has_no_decimal_point():
    assert number_format(Cell(Decimal(1), 0)) == "#,##0"
