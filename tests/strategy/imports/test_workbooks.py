"""Uploaded workbooks as cells, and what is no workbook."""

import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from strategy.imports.grids import MOST_ROWS, ImportRefusedError
from strategy.imports.packages import LARGEST
from strategy.imports.workbooks import read_book

from .unit import saved, workbook


def grid_of(book: Workbook):
    (grid,) = read_book(saved(book)).grids
    return grid


def test_cells_keep_their_types_and_addresses():
    (grid,) = read_book(workbook(["指标", "7月"], ["签约", 3], ["投资", 1.5])).grids

    assert grid.rows == (("指标", "7月"), ("签约", 3), ("投资", 1.5))
    assert (grid.sheet, grid.address(1, 1)) == ("Sheet1", "B2")


def test_formulas_are_told_from_their_results():
    book = Workbook()
    book.active.append(["签约", "=1+2"])

    assert grid_of(book).at(0, 1) == "="


def test_dates_stay_dates():
    book = Workbook()
    book.active.append([datetime(2022, 7, 1)])  # noqa: DTZ001

    assert grid_of(book).at(0, 0) == datetime(2022, 7, 1)  # noqa: DTZ001


def test_what_is_shown_in_percent_is_percent():
    book = Workbook()
    book.active.append([0.07, 0.506, 0.5])
    for cell, form in zip(book.active[1], ("0%", "0.0%", '0.0"%"'), strict=True):
        cell.number_format = form

    assert grid_of(book).rows == (("7%", "50.6%", 0.5),)


def test_merged_cells_all_have_the_value_and_tall_ones_are_known():
    book = Workbook()
    book.active.append(["项目", "签约", 3, "a"])
    book.active.append([None, "投资", None, None])
    for area in ("A1:A2", "C1:C2", "D1:E1"):
        book.active.merge_cells(area)

    grid = grid_of(book)

    assert grid.rows == (("项目", "签约", 3, "a", "a"), ("项目", "投资", 3))
    assert grid.merged == {(0, 0), (1, 0), (0, 2), (1, 2)}


def test_hidden_and_empty_sheets_are_left_out():
    book = Workbook()
    book.active.append([1])
    book.create_sheet("空")
    hidden = book.create_sheet("隐藏")
    hidden.append([2])
    hidden.sheet_state = "hidden"

    assert [grid.rows for grid in read_book(saved(book)).grids] == [((1,),)]


def test_a_cell_far_below_is_not_dropped_in_silence():
    book = Workbook()
    book.active.append([1])
    book.active.cell(1_000_000, 1).value = 2

    with pytest.raises(ImportRefusedError, match=f"最多导入{MOST_ROWS}行"):
        grid_of(book)


def zipped(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


def with_part(name: str, part: bytes) -> bytes:
    """A workbook in which one part is replaced or added."""
    with zipfile.ZipFile(io.BytesIO(workbook([1]))) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    return zipped(parts | {name: part})


ENTITIES = b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 50 if n else b"ha" * 50) for n in range(9)
)
LAUGHS = b"<!DOCTYPE workbook [" + ENTITIES + b"]><workbook>&a8;</workbook>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (b"PK\x03\x04" + b"0" * LARGEST, "超过20MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "加了密码或是旧版xls"),
        ("代码,7月\n".encode("gb18030"), "改了扩展名的csv"),
        (b"<html><table></table></html>", "不是xlsx格式"),
        (b"%PDF-1.7", "PDF"),
        (workbook([1])[:-40], "已损坏"),
        (workbook([1])[:200], "已损坏"),
        (zipped({"a.txt": b"1"}), "不是 Excel 工作簿"),
        (zipped({f"xl/{n}.xml": b"" for n in range(1001)}), "展开后过大"),
        (zipped({"xl/workbook.xml": b" " * 17_000_000}), "展开后过大"),
        (zipped({"xl/media/a.png": b"\0" * 105_000_000}), "展开后过大"),
        (with_part("xl/workbook.xml", b"<a"), "已损坏"),
        (with_part("xl/worksheets/sheet1.xml", b"\xff\xfe"), "已损坏"),
        (with_part("xl/vbaProject.bin", b"1"), "含有宏"),
        (workbook(), "没有内容"),
        (with_part("xl/workbook.xml", LAUGHS), "已损坏"),
        (with_part("xl/worksheets/sheet1.xml", b"<" + b"a" * 9_000_000), "已损坏"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content, words):
    with pytest.raises(ImportRefusedError, match=f"{words}.*。$"):
        read_book(content)


def test_an_encrypted_part_is_refused():
    content = bytearray(workbook([1]))
    place = content.rindex(b"PK\x01\x02")
    content[place + 8] |= 1

    with pytest.raises(ImportRefusedError, match="密码"):
        read_book(bytes(content))


def test_two_many_sheets_are_refused():
    book = Workbook()
    for number in range(21):
        book.create_sheet(str(number)).append([1])

    with pytest.raises(ImportRefusedError, match="表过多"):
        read_book(saved(book))


def test_merges_without_end_are_refused():
    book = Workbook()
    for number in range(1, 2001):
        book.active.cell(number, 1).value = number
    for _ in range(3):
        book.active.merged_cells.add("A1:CV2000")
    for number in range(2, 90):
        book.active.merged_cells.add(f"A{number}:CV2000")

    with pytest.raises(ImportRefusedError, match=r"单元格过多|内容过多"):
        read_book(saved(book))
