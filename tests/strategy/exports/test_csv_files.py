"""CSV files are read back: Excel knows their encoding, and no text is a formula."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from strategy.exports.csv_files import csv_file, harmless
from strategy.exports.sheets import Cell, Sheet


def read(rows):
    content = csv_file(
        Sheet("重点工作", ["报告期"], ["名称", "完成"], rows, [Cell("合计")], ["注"])
    )
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_file_begins_with_a_byte_order_mark_and_its_headings():
    content = csv_file(Sheet("", [], ["名称"], [], [], []))

    assert content == "\ufeff名称\r\n".encode()


def test_rows_stand_alone_without_title_and_totals():
    assert read([[Cell("甲"), Cell(Decimal("1.50"), 2)]]) == [["名称", "完成"], ["甲", "1.50"]]


def test_number_has_no_thousands_mark_and_may_be_negative():
    assert read([[Cell("甲"), Cell(Decimal("-1234567"), 0)]])[1] == ["甲", "-1234567"]


def test_missing_value_is_empty_and_zero_is_zero():
    assert read([[Cell("甲"), Cell(None)], [Cell("乙"), Cell(Decimal(0), 0)]])[1:] == [
        ["甲", ""],
        ["乙", "0"],
    ]


def test_date_is_written_as_iso():
    assert read([[Cell(date(2022, 6, 30))]])[1] == ["2022-06-30"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", " =1", "　=1"])
def test_text_that_starts_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "甲", "1-2", "a=b", "−5"])
def test_other_text_is_left_alone(text):
    assert harmless(text) == text
