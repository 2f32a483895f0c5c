"""Layouts: where a grid's headings end, and what each of its columns holds."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from strategy import months
from strategy.progress.typed import NOT_THIS_MONTH

from .grids import Grid, ImportRefusedError
from .headings import VALUES, Heading, HeadingKind, plain, read_heading, title_months, title_unit
from .labels import Names

NAMING = {HeadingKind.LABEL, HeadingKind.NUMBER, HeadingKind.MONTH_LABEL}
"""In a turned table the heading of the first column is that of the months."""
CODES = frozenset({"代码", "填报项代码"})
DEEPEST = 20
"""Headings further down are none."""
NUMBER_LIKE = re.compile(r"(?!\s*[0-9]{4}年)[\s+−-]*[¥￥]?[0-9０-９.．]|\s*[=#]")


@dataclass(frozen=True)
class Layout:
    """The columns of a grid by what they hold; without `headings` they are told by their cells.

    `first` is the first row of data, `head` that of the headings, `unit` the one that a line above
    the table names.
    """

    first: int = 0
    headings: dict[int, Heading] = field(default_factory=dict)
    unit: str = ""
    head: int = 0

    def of(self, *kinds: HeadingKind) -> list[int]:
        """The columns of some kinds, from left to right."""
        return [column for column, one in sorted(self.headings.items()) if one.kind in kinds]

    @cached_property
    def no_labels(self) -> frozenset[int]:
        """The columns in which no name is looked for."""
        return frozenset(self.of(*set(HeadingKind) - NAMING))

    @cached_property
    def codes(self) -> list[int]:
        """The columns that are headed as the codes in our own sheet."""
        return [column for column, one in self.headings.items() if plain(one.text) in CODES]

    @cached_property
    def values(self) -> list[int]:
        return self.of(*VALUES)

    @cached_property
    def other_months(self) -> list[str]:
        """The headings of columns that belong to other months."""
        return [self.headings[column].text for column in self.of(HeadingKind.OTHER_MONTH)]


def layout_of(grid: Grid, names: Names, month: date) -> Layout:
    """Find the headings of a grid. ImportRefusedError if a line above names another month."""
    for number in range(min(len(grid.rows), DEEPEST)):
        found = _headings(grid, number, names, month)
        if _is_head(found):
            return _with_second_line(grid, number, found, names, month)
        if any(names.knows(cell) for cell in grid.rows[number]):
            break
    return Layout()


def is_number_like(value: object) -> bool:
    """Whether a cell holds a number, well written or not, or what stands where one should."""
    if isinstance(value, str):
        return NUMBER_LIKE.match(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def value_column(grid: Grid, rows: Sequence[int], names: Names) -> int:
    """Without headings: the one column of numbers. ImportRefusedError if there are more."""
    columns = _columns(grid, rows, names, is_number_like) or _columns(grid, rows, names, _is_none)
    if len(columns) > 1 and is_counting(grid, rows, columns[0]):
        columns = columns[1:]
    if not columns:
        raise ImportRefusedError("没有找到数值列，请连同数值一起复制。")
    if len(columns) > 1:
        raise ImportRefusedError(
            "有多列数字，无法判断哪一列是本月数，请连同表头（如“7月”）一起复制。"
        )
    return columns[0]


def _columns(
    grid: Grid, rows: Sequence[int], names: Names, is_wanted: Callable[[object], bool]
) -> list[int]:
    """The columns that hold what is wanted, and no names."""
    return [
        column
        for column in range(grid.width)
        if any(is_wanted(grid.at(row, column)) for row in rows)
        and not any(names.knows(grid.at(row, column)) for row in rows)
    ]


def _is_none(value: object) -> bool:
    return isinstance(value, str) and plain(value) in NOT_THIS_MONTH


def is_counting(grid: Grid, rows: Sequence[int], column: int) -> bool:
    """Whether a column only numbers the rows."""
    cells = [str(value).strip() for row in rows if (value := grid.at(row, column)) is not None]
    if not cells or not all(cell.isascii() and cell.isdigit() and len(cell) < 5 for cell in cells):
        return False
    numbers = [int(cell) for cell in cells]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _headings(grid: Grid, number: int, names: Names, month: date) -> dict[int, Heading]:
    """The headings of a row; none where a cell names a row of the sheet."""
    cells = grid.rows[number]
    if any(names.knows(cell) for cell in cells):
        return {}
    found = {column: read_heading(cell, month) for column, cell in enumerate(cells)}
    return {column: one for column, one in found.items() if one is not None}


def _is_head(found: dict[int, Heading]) -> bool:
    kinds = {one.kind for one in found.values()}
    return bool(kinds & {*VALUES, HeadingKind.OTHER_MONTH}) or len(found) > 1


def _with_second_line(
    grid: Grid, number: int, found: dict[int, Heading], names: Names, month: date
) -> Layout:
    first = number + 1
    if first < len(grid.rows):
        below = _headings(grid, first, names, month)
        texts = [cell for cell in grid.rows[first] if cell is not None]
        if below and len(below) == len(texts):
            found, first = found | below, first + 1
    above = [cell for row in grid.rows[:number] for cell in row if isinstance(cell, str)]
    _refuse_other_month(above, month)
    return Layout(first, found, next(filter(None, map(title_unit, above)), ""), number)


def _refuse_other_month(above: list[str], month: date) -> None:
    named = [one for text in above for one in title_months(text)]
    own = (month.year, month.month)
    if named and own not in named:
        year, number = named[0]
        raise ImportRefusedError(
            f"表中写的是{year}年{number}月，本页是{months.label(month)}，请核对后再导入。"
        )
