"""The items of a kind as a workbook to mend and hand in again, with a sheet that explains it."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from strategy.forms.item_columns import CLEAR, Column
from strategy.models import TrackedItem

from .workbook import BOLD, BOX, SHADE, set_print, write_text

HELP = ("栏目", "可以填写的内容", "说明")
RULES = (
    "编号已有的为修改，编号没有的为新增；编号不能改。",
    f"单元格留空的，原内容不变；要去掉原内容，填“{CLEAR}”。",
    "不需要的栏目、没有改动的行可以删去；删去的行不影响台账。",
)
WIDTH, WIDE = 16, 34


def item_register(title: str, columns: Sequence[Column], items: Iterable[TrackedItem]) -> bytes:
    """A worksheet of the items, one row each, and one of what may be written in each column."""
    book = Workbook()
    page = book.active
    page.title = f"{title}台账"
    _write_headings(page, [column.label for column in columns])
    for number, item in enumerate(items, 2):
        for place, column in enumerate(columns, 1):
            _write(page.cell(number, place), column.say(item))
    page.freeze_panes = "C2"
    set_print(page, heading_row=1)
    _explain(book.create_sheet("填写说明"), columns)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_headings(page: Worksheet, headings: Sequence[str]) -> None:
    for place, heading in enumerate(headings, 1):
        cell = page.cell(1, place)
        write_text(cell, heading)
        cell.font, cell.fill, cell.border = BOLD, SHADE, BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        width = WIDE if place == 2 else WIDTH
        page.column_dimensions[get_column_letter(place)].width = width


def _write(cell: BookCell, value: str | Decimal | date | int | None) -> None:
    cell.border = BOX
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if isinstance(value, date):
        cell.value, cell.number_format = value, "yyyy-mm-dd"
    elif isinstance(value, Decimal | int):
        cell.value = value
    elif value is not None:
        write_text(cell, value)


def _explain(page: Worksheet, columns: Sequence[Column]) -> None:
    _write_headings(page, HELP)
    for number, column in enumerate(columns, 2):
        for place, text in enumerate((column.label, column.takes, column.hint), 1):
            _write(page.cell(number, place), text)
    for number, rule in enumerate(RULES, len(columns) + 3):
        write_text(page.cell(number, 1), rule)
    page.column_dimensions["B"].width = page.column_dimensions["C"].width = 2 * WIDE
