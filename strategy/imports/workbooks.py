"""Uploaded workbooks: their worksheets as grids, and the stamp of a sheet that we gave out."""

import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from strategy.queries.batches import STAMP_SHEET

from .grids import MOST_COLUMNS, MOST_ROWS, Grid, ImportRefusedError, limited
from .packages import DAMAGED, refuse_unfit

MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
MOST_SHEETS, MOST_STAMPED = 20, 3_000
FORMULA = "="
PERCENT = re.compile(r'"[^"]*"|\\.|_.')
"""What is quoted or escaped in a number format says nothing of percent."""


@dataclass(frozen=True)
class Book:
    """The visible worksheets that hold something, and the rows of the hidden one, if any."""

    grids: tuple[Grid, ...]
    stamp: tuple[tuple[object, ...], ...] | None = None


def read_book(content: bytes) -> Book:
    """Read a workbook. Raises ImportRefusedError, and nothing else whatever the bytes are."""
    refuse_unfit(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(content)
    except ImportRefusedError:
        raise
    except Exception as error:  # openpyxl stumbles over bad XML with errors of every kind
        raise ImportRefusedError(DAMAGED) from error


def _read(content: bytes) -> Book:
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    pages = book.worksheets
    if len(pages) > MOST_SHEETS:
        raise ImportRefusedError(f"工作簿的表过多（最多{MOST_SHEETS}张），请只保留要导入的表。")
    stamp = None
    if STAMP_SHEET in book.sheetnames:
        page = book[STAMP_SHEET]
        page.reset_dimensions()
        stamp = tuple(page.iter_rows(max_row=MOST_STAMPED, max_col=4, values_only=True))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        visible = [page for page in pages if page.sheet_state == "visible"]
        grids = [grid for page in visible if (grid := _grid(page, package))]
    if not grids:
        raise ImportRefusedError("工作簿里没有内容，请检查是否选错了文件。")
    return Book(tuple(grids), stamp)


def _grid(page, package: zipfile.ZipFile) -> Grid | None:
    """A worksheet within the limits; None for an empty one."""
    page.reset_dimensions()  # what a workbook says of its size may be wrong
    rows, former = [], None
    for number, row in enumerate(page.iter_rows(max_col=MOST_COLUMNS + 1)):
        if number < MOST_ROWS:
            rows.append(_trimmed([_value(cell) for cell in row]))
        # Openpyxl gives one and the same empty row for all that were left out.
        elif row is not former and any(_value(cell) is not None for cell in row):
            raise ImportRefusedError(f"行数过多，一次最多导入{MOST_ROWS}行，请分次导入。")
        former = row
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        return None
    merged = _spread(rows, _merges(page, package))
    return limited(rows, page.title, merged)


def _trimmed(cells: list) -> list:
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _value(cell) -> object:
    """What a cell says: a formula as such, and a number shown in percent as percent."""
    value = cell.value
    if value is None:
        return None
    if getattr(cell, "data_type", "n") == "f":
        return FORMULA
    if isinstance(value, int | float) and not isinstance(value, bool) and _is_percent(cell):
        return f"{Decimal(f'{value:.15g}').scaleb(2):f}%"
    return value


def _is_percent(cell) -> bool:
    return "%" in PERCENT.sub("", getattr(cell, "number_format", None) or "")


def _merges(page, package: zipfile.ZipFile) -> list[tuple[int, int, int, int]]:
    """The merged ranges, which openpyxl does not read in this mode; (left, top, right, bottom)."""
    content = package.read(page._worksheet_path)
    return [range_boundaries(match[1].decode()) for match in MERGE.finditer(content)]


def _spread(rows: list[list], merges: list[tuple[int, int, int, int]]) -> frozenset:
    """Give every cell of a merged range its value; return those of ranges of several rows."""
    tall, spent = set(), 0
    for left, top, right, bottom in merges:
        right, bottom = min(right, MOST_COLUMNS), min(bottom, len(rows))
        spent += max(right - left + 1, 0) * max(bottom - top + 1, 0)
        if spent > MOST_ROWS * MOST_COLUMNS:
            raise ImportRefusedError("合并的单元格过多，请取消合并后再上传。")
        places = [(row - 1, column - 1) for row in range(top, bottom + 1)
                  for column in range(left, right + 1)]  # fmt: skip
        _fill(rows, places)
        if bottom > top:
            tall |= set(places)
    return frozenset(tall)


def _fill(rows: list[list], places: list[tuple[int, int]]) -> None:
    if not places or places[0][1] >= len(rows[places[0][0]]):
        return
    value = rows[places[0][0]][places[0][1]]
    for row, column in places:
        cells = rows[row]
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = value
