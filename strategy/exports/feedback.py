"""What was handed in, given back with each refused cell marked and a comment that says why."""

import io
import warnings
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from strategy.ui.theme import COLOURS

from .workbook import write_text

MARK = PatternFill("solid", fgColor=COLOURS["far-behind-soft"].lstrip("#").upper())
AUTHOR = "漯河市换道领跑战略调度平台"

Refusal = tuple[str, str, str]
"""Worksheet, address and sentence; the worksheet of pasted cells has no name."""


def feedback_workbook(
    content: bytes | None, rows: Sequence[Sequence[object]], refusals: Sequence[Refusal]
) -> bytes:
    """The workbook that was handed in, or where there is none, or none to write in, its cells."""
    if content is not None:
        try:
            return marked_workbook(content, refusals)
        except Exception:  # parts that reading passed over may be broken in every way
            return marked_grid(rows, refusals)
    return marked_grid(rows, refusals)


def marked_workbook(content: bytes, refusals: Iterable[Refusal]) -> bytes:
    """The workbook that was handed in, all else in it as it was."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content))
        for sheet, address, sentence in refusals:
            _mark(_anchor(book[sheet], address), sentence)
        return _saved(book)


def marked_grid(rows: Sequence[Sequence[object]], refusals: Iterable[Refusal]) -> bytes:
    """Pasted cells as a workbook."""
    book = Workbook()
    page = book.active
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            _write(page.cell(number, place), value)
    for _, address, sentence in refusals:
        _mark(page[address], sentence)
    return _saved(book)


def _write(cell: BookCell, value: object) -> None:
    if isinstance(value, int | float | Decimal | date):
        cell.value = value
    elif value is not None:
        write_text(cell, str(value))


def _anchor(page: Worksheet, address: str) -> BookCell:
    """A cell that can bear a comment: of merged ones the first."""
    cell = page[address]
    if not isinstance(cell, MergedCell):
        return cell
    ranges = (one for one in page.merged_cells.ranges if address in one)
    first = next(ranges)
    return page.cell(first.min_row, first.min_col)


def _mark(cell: BookCell, sentence: str) -> None:
    cell.fill = MARK
    cell.comment = Comment(sentence, AUTHOR, width=320, height=90)


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
