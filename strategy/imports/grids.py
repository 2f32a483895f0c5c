"""Grids: pasted text or a worksheet as rows of cells, each with its address."""

import csv
import io
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from openpyxl.utils import get_column_letter

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 2_000, 100, 20_000
LONGEST_TEXT, LONGEST_CELL = 2 * 1024 * 1024, 1_000

# Excel quotes a cell with a line break or tab in it, and doubles the quotes inside.
QUOTED = re.compile(r'"((?:[^"]|""){0,2000})"(?=\t|\r|\n|\Z)')
PLAIN = re.compile(r"[^\t\r\n]*")
SPACES = re.compile(r" {2,}|\u3000+")
ENCODINGS = ("utf-8-sig", "gb18030")
NOTHING = "没有内容，请先复制要导入的表格。"


class ImportRefusedError(Exception):
    """What was handed in cannot be read at all; the message says why in words for the screen."""


@dataclass(frozen=True)
class Grid:
    """Cells by row and column, both counted from 0; an empty cell is None.

    `merged` are the cells under a merge of several rows, which all have its value. In a transposed
    grid rows are the columns of the original, and addresses are still those of the original.
    """

    rows: tuple[tuple[object, ...], ...]
    sheet: str = ""
    merged: frozenset[tuple[int, int]] = frozenset()
    is_transposed: bool = False

    @cached_property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def at(self, row: int, column: int) -> object:
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def address(self, row: int, column: int) -> str:
        """Where a cell stands in the original, as Excel says it: C5."""
        row, column = (column, row) if self.is_transposed else (row, column)
        return f"{get_column_letter(column + 1)}{row + 1}"

    def transposed(self) -> "Grid":
        """The same cells with rows as columns."""
        rows = tuple(zip_longest(*self.rows))
        merged = frozenset((column, row) for row, column in self.merged)
        return Grid(rows, self.sheet, merged, not self.is_transposed)


def text_of(content: bytes) -> str:
    """Text in UTF-8, with or without its mark, or as Chinese Windows writes it (GB 18030)."""
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ImportRefusedError("文字的编码无法识别，请从表格中重新复制后粘贴。")


def pasted_grid(text: str) -> Grid:
    """What was copied out of a table: cells apart by tabs, or by wide gaps where there are none."""
    text = _checked(text)
    if "\t" in text:
        return limited(_split(text))
    return limited([SPACES.split(line.strip(" \u3000")) for line in _lines(text)])


def csv_grid(text: str) -> Grid:
    """A file of comma-separated values."""
    text = _checked(text)
    try:
        return limited(list(csv.reader(io.StringIO(text, newline=""))))
    except csv.Error as error:
        raise ImportRefusedError("CSV文件的格式有误，请另存为xlsx文件后再上传。") from error


def limited(rows: list, sheet: str = "", merged: frozenset = frozenset()) -> Grid:
    """A grid within the limits. Raises ImportRefusedError with the limit that it breaks."""
    cells = [tuple(map(_cell, row[:MOST_COLUMNS])) for row in rows[: 2 * MOST_ROWS]]
    while len(cells) > MOST_ROWS and not any(one is not None for one in cells[-1]):
        cells.pop()
    if len(cells) > MOST_ROWS or any(_has_text(row) for row in rows[2 * MOST_ROWS :]):
        raise ImportRefusedError(f"行数过多，一次最多导入{MOST_ROWS}行，请分次导入。")
    if any(_has_text(row[MOST_COLUMNS:]) for row in rows):
        raise ImportRefusedError(f"列数过多，最多{MOST_COLUMNS}列，请只保留需要的列。")
    filled = sum(one is not None for row in cells for one in row)
    if filled > MOST_CELLS:
        raise ImportRefusedError(f"内容过多，一次最多{MOST_CELLS}个单元格，请分次导入。")
    if not filled:
        raise ImportRefusedError(NOTHING)
    return Grid(tuple(cells), sheet, merged)


def _checked(text: str) -> str:
    if len(text.encode("utf-8", "surrogatepass")) > LONGEST_TEXT:
        raise ImportRefusedError("内容超过2MB，请分次导入。")
    return text.removeprefix("\ufeff")


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if not lines[-1] else lines


def _split(text: str) -> list[list[str]]:
    """The rows of tab-separated text; a quote that is never closed is an ordinary character."""
    rows, row, place = [], [], 0
    while place < len(text):
        quoted = QUOTED.match(text, place)
        match = quoted or PLAIN.match(text, place)
        row.append(match[1].replace('""', '"') if quoted else match[0])
        place = match.end()
        if place >= len(text) or text[place] != "\t":
            rows.append(row)
            row = []
            place += 2 if text.startswith("\r\n", place) else 1
        else:
            place += 1
            if place == len(text):
                row.append("")
    return [*rows, row] if row else rows


def _cell(value: object) -> object:
    if isinstance(value, str):
        return value[:LONGEST_CELL] if value.strip(" \t\r\n\u3000\xa0") else None
    return value


def _has_text(row) -> bool:
    return any(_cell(value) is not None for value in row)
