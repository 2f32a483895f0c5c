"""Places: a bare column of numbers, which belong to the rows of the sheet in order."""

from collections.abc import Sequence
from datetime import date

from strategy.queries.sheet_rows import SheetRow

from .grids import Grid, ImportRefusedError
from .headings import VALUES, HeadingKind, read_heading
from .layouts import is_counting, is_number_like
from .matching import Match, Matching, match_by_name

UNREADABLE = "没有认出任何一项：表中既没有本月报表的代码、名称，也不是单独一列数。"


def match_grids(
    grids: Sequence[Grid], rows: Sequence[SheetRow], month: date, start: int | None = None
) -> Matching:
    """What one of the grids says of the sheet; `start` is the row at which a bare column begins.

    Raises ImportRefusedError where nothing is recognised, or where two grids could be meant.
    """
    if not rows:
        raise ImportRefusedError("本单位本月没有应报数据，不需要导入。")
    named = [one for grid in grids if (one := match_by_name(grid, rows, month)) is not None]
    named = [one for one in named if one.count] or named
    if len(named) > 1:
        titles = "、".join(f"“{one.grid.sheet}”" for one in named)
        raise ImportRefusedError(f"有{len(named)}张表都能对应（{titles}），请只保留要导入的一张。")
    if named:
        return named[0]
    if len(grids) > 1:
        raise ImportRefusedError(UNREADABLE)
    return match_by_place(grids[0], rows, month, start)


def match_by_place(
    grid: Grid, rows: Sequence[SheetRow], month: date, start: int | None
) -> Matching:
    """Match a column, or a line, that holds nothing but numbers, perhaps with its heading."""
    whole = range(len(grid.rows))
    columns = [
        one for one in range(grid.width) if any(grid.at(row, one) is not None for row in whole)
    ]
    if len(columns) > 1 and grid.rows and _filled(grid) == 1:
        return match_by_place(grid.transposed(), rows, month, start)
    first = _first(grid, columns[-1], month)
    lines = range(first, len(grid.rows))
    if len(columns) == 2 and is_counting(grid, lines, columns[0]):
        numbers = [
            int(str(grid.at(line, columns[0])).strip()) for line in _numbered(grid, columns, lines)
        ]
        return _matching(grid, columns[1], _numbered(grid, columns, lines), numbers, rows)
    if len(columns) != 1 or not any(is_number_like(grid.at(line, columns[0])) for line in lines):
        raise ImportRefusedError(UNREADABLE)
    return _matching(grid, columns[0], *_in_order(lines, len(rows), start, grid, columns[0]), rows)


def _filled(grid: Grid) -> int:
    """How many rows hold something."""
    return sum(any(cell is not None for cell in row) for row in grid.rows)


def _first(grid: Grid, column: int, month: date) -> int:
    """The row after the heading, if there is one. Raises ImportRefusedError for another month."""
    heading = read_heading(grid.at(0, column), month)
    if heading is not None and heading.kind == HeadingKind.OTHER_MONTH:
        raise ImportRefusedError(f"表头是“{heading.text}”，不是{month.month}月，没有可以导入的数。")
    return 1 if heading is not None and heading.kind in VALUES else 0


def _numbered(grid: Grid, columns: list[int], lines: range) -> list[int]:
    return [line for line in lines if grid.at(line, columns[0]) is not None]


def _in_order(
    lines: range, count: int, start: int | None, grid: Grid, column: int
) -> tuple[range, list[int]]:
    """The lines with the numbers of their rows. Raises ImportRefusedError if they do not fit."""
    last = max(line for line in lines if grid.at(line, column) is not None)
    filled = range(lines.start, last + 1)
    if start is not None:
        if start + len(filled) - 1 > count:
            raise ImportRefusedError(
                f"从第{start}行起只有{count - start + 1}行，粘贴的有{len(filled)}行，放不下。"
            )
        return filled, list(range(start, start + len(filled)))
    if count not in {len(filled), len(lines)}:
        raise ImportRefusedError(
            f"粘贴的是{len(filled)}个数，本表有{count}行，无法对应；"
            "请连同代码或名称一起复制，或填写起始行。"
        )
    return filled, list(range(1, len(filled) + 1))


def _matching(
    grid: Grid, column: int, lines: Sequence[int], numbers: Sequence[int], rows: Sequence[SheetRow]
) -> Matching:
    matches, blank = [], 0
    for line, number in zip(lines, numbers, strict=True):
        raw = grid.at(line, column)
        blank += raw is None
        if raw is None:
            continue
        row = rows[number - 1] if 1 <= number <= len(rows) else None
        error = "" if row else f"本表没有第{number}行"
        if (line, column) in grid.merged:
            error = "单元格与其他行合并，请取消合并后逐行填写"
        matches.append(
            Match(row, grid.sheet, grid.address(line, column), raw, f"第{number}行", error=error)
        )
    ignored = (f"空白的{blank}行未导入",) if blank else ()
    return Matching(grid, tuple(matches), ignored)
