"""Pasted text as cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.imports.grids import (
    LONGEST_TEXT,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    ImportRefusedError,
    csv_grid,
    limited,
    pasted_grid,
    text_of,
)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("代码\t7月\r\nA1\t3\r\n", (("代码", "7月"), ("A1", "3"))),
        ("代码\t7月\nA1\t3", (("代码", "7月"), ("A1", "3"))),
        ("a\tb\rc\td\r", (("a", "b"), ("c", "d"))),
        ("\ufeffa\tb\n", (("a", "b"),)),
        ('"两行\n名称"\t3\n', (("两行\n名称", "3"),)),
        ('"说""好""的\t"\t3\n', (('说"好"的\t', "3"),)),
        ('"小升规"培育\t3\n', (('"小升规"培育', "3"),)),
        ('"没有收尾\t3\nb\t4\n', (('"没有收尾', "3"), ("b", "4"))),
        ("a\t\t3\n", (("a", None, "3"),)),
        ("a\t\n\tb\n", (("a", None), (None, "b"))),
        ("3\n\n5\n", (("3",), (None,), ("5",))),
        ("新签约项目  3\n到位资金\u30004\n", (("新签约项目", "3"), ("到位资金", "4"))),
        ("1 234\n", (("1 234",),)),
    ],
)
def test_cells_are_read_as_excel_wrote_them(text, rows):
    assert pasted_grid(text).rows == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_three_encodings_are_understood(encoding):
    assert text_of("漯河市\t3".encode(encoding)) == "漯河市\t3"


def test_other_bytes_are_refused_in_words():
    with pytest.raises(ImportRefusedError, match="编码无法识别"):
        text_of(b"\xff\xff\xff")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有内容"),
        (" \t\n\u3000\n", "没有内容"),
        ("1\n" * (MOST_ROWS + 1), "最多导入2000行"),
        ("\t".join("1" * (MOST_COLUMNS + 1)), "最多100列"),
        ("1\t2\t3\t4\t5\t6\t7\t8\t9\t0\t1\n" * 1900, f"最多{MOST_CELLS}个单元格"),
        ("一" * (LONGEST_TEXT // 3 + 1), "超过2MB"),
    ],
)
def test_limits_are_told(text, words):
    with pytest.raises(ImportRefusedError, match=words):
        pasted_grid(text)


def test_blank_rows_at_the_end_are_no_rows():
    assert len(limited([["1"], *[[None]] * 3000]).rows) <= MOST_ROWS


def test_addresses_are_those_of_the_original():
    grid = pasted_grid("a\tb\n1\t2\n")

    assert grid.address(1, 1) == "B2"
    assert grid.transposed().address(0, 1) == "A2"
    assert grid.transposed().at(0, 1) == "1"
    assert grid.transposed().transposed() == grid


def test_comma_separated_values_are_read():
    assert csv_grid('代码,7月\r\nA1,"1,200"\r\n').rows == (("代码", "7月"), ("A1", "1,200"))


@given(st.text(alphabet='"\t\n\ra1，', max_size=60))
def test_no_text_stops_the_reading(text):
    try:
        grid = pasted_grid(text)
    except ImportRefusedError:
        return
    assert 0 < len(grid.rows) <= len(text) + 1
