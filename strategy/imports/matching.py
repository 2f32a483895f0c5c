"""Matching: which cell of a grid is the value of which row of the sheet."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from strategy.progress import Accumulation, January
from strategy.queries.sheet_rows import SheetRow

from .grids import Grid, ImportRefusedError
from .headings import HeadingKind, month_of, plain
from .labels import Found, Names
from .layouts import Layout, is_number_like, layout_of, value_column

TOTALS = ("合计", "总计", "小计", "全市", "注:", "制表", "单位负责人", "审核人", "填表人")
MONEY = ("元", "万元", "亿元")
MERGED = "单元格与其他行合并，请取消合并后逐行填写"
TWICE = "本项出现了不止一次，请只保留一行"
NO_FLOW = "本项填报本月数，表中只有累计数"
NO_TO_DATE = "本项填报本月止累计数，表中只有本月数"
NOT_ALIKE = "代码与名称不是同一项，请核对"
CODE = re.compile("[a-z0-9]")
"""What is no dash and no word in place of a code."""


@dataclass(frozen=True, slots=True)
class Match:
    """A value for a row of the sheet, or (`row` is None) for none; `error` says why it is refused.

    `unit` is the one that stands beside it, `note` what stands in its column of explanations.
    """

    row: SheetRow | None
    sheet: str
    address: str
    raw: object
    label: str = ""
    unit: str = ""
    note: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Matching:
    """What was found in a grid, and in words what was left out of it."""

    grid: Grid
    matches: tuple[Match, ...]
    ignored: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many cells belong to rows of the sheet."""
        return sum(one.row is not None for one in self.matches)


def match_by_name(grid: Grid, rows: Sequence[SheetRow], month: date) -> Matching | None:
    """Match lines that name what they are, months as columns or as rows; None if none does.

    Raises ImportRefusedError if there are headings that do not fit, or if neither way can be read.
    """
    names, found, refusal = Names(rows), None, None
    for one in (grid, grid.transposed()):
        layout = layout_of(one, names, month)
        try:
            matching = _match_lines(_Lines(one, layout, names, rows, month))
        except ImportRefusedError as error:
            if layout.headings:
                raise
            refusal = refusal or error
            continue
        if matching is not None and matching.count:
            return matching
        found = found or matching
    if found is None and refusal is not None:
        raise refusal
    return found


def _match_lines(lines: "_Lines") -> Matching | None:
    found = _found_lines(lines.grid, lines.layout, lines.names)
    if not any(line.found.is_named or line.found.unknown for line in found):
        return None
    matching = lines.match(found)
    return matching if matching.matches else None


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a grid with what its words say."""

    number: int
    texts: tuple[str, ...]
    found: Found


def _found_lines(grid: Grid, layout: Layout, names: Names) -> list[_Line]:
    lines, above = [], frozenset()
    for number in range(layout.first, len(grid.rows)):
        cells = enumerate(grid.rows[number])
        texts = tuple(
            text
            for column, text in cells
            if isinstance(text, str) and column not in layout.no_labels
        )
        found = names.find(texts)
        if found.is_named and not found.unknown:
            found = replace(found, unknown=_unknown_code(grid, number, layout, names))
        if found.has_item and found.places:
            above = names.find([text for text in texts if names.names_item(text)]).places
        elif len(found.places) > 1 and found.places & above:
            found = replace(found, places=found.places & above)
        lines.append(_Line(number, texts, found))
    return lines


def _unknown_code(grid: Grid, number: int, layout: Layout, names: Names) -> str:
    """What stands where the code belongs and is none of the sheet's; empty if there is nothing."""
    cells = [grid.at(number, column) for column in layout.codes]
    codes = [cell.strip() for cell in cells if isinstance(cell, str) and not names.knows(cell)]
    return next((code for code in codes if CODE.search(plain(code))), "")


class _Lines:
    """One grid on the way to its matching."""

    def __init__(
        self, grid: Grid, layout: Layout, names: Names, rows: Sequence[SheetRow], month: date
    ):
        self.grid, self.layout, self.names = grid, layout, names
        self.rows, self.month = rows, month
        self.left_out: Counter[str] = Counter()

    def match(self, lines: Sequence[_Line]) -> Matching:
        named = [line.number for line in lines if line.found.is_named or line.found.unknown]
        self.columns = self.layout.values
        if not self.layout.headings:
            self.columns = [value_column(self.grid, named, self.names)]
        elif not self.columns:
            raise ImportRefusedError(_no_column(self.layout, self.month))
        matches = [match for line in lines if (match := self._match(line)) is not None]
        return Matching(self.grid, tuple(_once(matches)), tuple(self._ignored()))

    def _match(self, line: _Line) -> Match | None:
        """What a line gives; None for one that holds nothing to import."""
        if self._is_of_other_month(line):
            return None
        found = line.found
        if len(found.places) == 1:
            return self._of_row(line, self.rows[min(found.places)])
        column = next((one for one in self.columns if self._is_number(line, one)), None)
        if column is None:
            return None
        if not found.is_named and not found.unknown and _is_total(line.texts):
            self.left_out["合计、签名等行"] += 1
            return None
        return replace(self._cell(line, column), row=None, error=self._why_none(line))

    def _of_row(self, line: _Line, row: SheetRow) -> Match | None:
        column, error = self._column(row)
        match = self._cell(line, column)
        if match.raw is None:
            self.left_out["空白的行"] += 1
            return None
        if (line.number, column) in self.grid.merged:
            error = MERGED
        if line.found.unknown:
            error = f"代码“{line.found.unknown[:40]}”与名称不是同一项，请核对"
        return replace(match, row=row, error=error, unit=self._unit(line, column, row))

    def _column(self, row: SheetRow) -> tuple[int, str]:
        """The column that holds a row's number, and why it may not be taken for it."""
        flow, to_date, plain_ones = (self._of_kind(kind) for kind in _VALUE_KINDS)
        accumulation = Accumulation(row.metric.accumulation)
        if not self.layout.headings:
            return self.columns[0], ""
        if accumulation == Accumulation.TO_DATE:
            wanted, other, why = to_date or plain_ones, flow, NO_TO_DATE
        elif accumulation == Accumulation.FLOW:
            wanted, other, why = flow or plain_ones, to_date, NO_FLOW
            why = "" if self._covers_year(row) else why
        else:
            wanted, other, why = plain_ones or flow or to_date, [], ""
        if len(wanted) > 1:
            raise ImportRefusedError(self._too_many(wanted))
        return (wanted[0], "") if wanted else (other[0], why)

    def _covers_year(self, row: SheetRow) -> bool:
        """Whether the month's own number is that of the year so far."""
        number = self.month.month
        return number == 1 or (number == 2 and row.metric.january == January.MERGED)

    def _of_kind(self, kind: HeadingKind) -> list[int]:
        return [one for one in self.columns if self._heading_kind(one) == kind]

    def _heading_kind(self, column: int) -> HeadingKind | None:
        heading = self.layout.headings.get(column)
        return heading.kind if heading else None

    def _cell(self, line: _Line, column: int) -> Match:
        notes = [self.grid.at(line.number, one) for one in self.layout.of(HeadingKind.NOTE)]
        texts = [text.strip() for text in notes if isinstance(text, str)]
        return Match(
            row=None,
            sheet=self.grid.sheet,
            address=self.grid.address(line.number, column),
            raw=self.grid.at(line.number, column),
            label=" ".join(text.strip() for text in line.texts)[:60],
            note="；".join(texts),
        )

    def _unit(self, line: _Line, column: int, row: SheetRow) -> str:
        """The unit that stands in the line, else above it where it can be meant."""
        own = row.metric.unit
        cells = [self.grid.at(line.number, one) for one in self.layout.of(HeadingKind.UNIT)]
        if not self.layout.headings:
            cells = [text for text in line.texts if plain(text) in MONEY]
        told = [text.strip() for text in cells if isinstance(text, str)]
        if told or line.found.unit:
            return (told or [line.found.unit])[0]
        heading = self.layout.headings.get(column)
        above = (heading.unit if heading else "") or self.layout.unit
        return above if own in MONEY and above in MONEY else ""

    def _is_of_other_month(self, line: _Line) -> bool:
        columns = self.layout.of(HeadingKind.MONTH_LABEL)
        cells = [self.grid.at(line.number, one) for one in columns]
        if not self.layout.headings:
            row = enumerate(self.grid.rows[line.number])
            cells = [cell for column, cell in row if column not in self.columns]
        named = [one for cell in cells if (one := month_of(cell, self.month))]
        if not named or (self.month.year, self.month.month) in named:
            return False
        self.left_out["其他月份的行"] += 1
        return True

    def _is_number(self, line: _Line, column: int) -> bool:
        return is_number_like(self.grid.at(line.number, column))

    def _why_none(self, line: _Line) -> str:
        found = line.found
        if found.unknown:
            return f"代码“{found.unknown[:40]}”不在本月应报之列"
        if len(found.places) > 1:
            return f"本表有{len(found.places)}项同名，请加上事项名称或代码"
        if found.is_named:
            return NOT_ALIKE
        return "名称对不上本表的任何一项" if line.texts else "本行没有代码或名称"

    def _too_many(self, columns: list[int]) -> str:
        shown = "、".join(f"“{self.layout.headings[one].text}”" for one in columns)
        return f"有{len(columns)}列都像本月数（{shown}），请只保留一列。"

    def _ignored(self) -> Iterable[str]:
        months = list(dict.fromkeys(self.layout.other_months))
        if months:
            more = f"等{len(months)}列" if len(months) > 3 else ""
            yield f"其他月份的列（{'、'.join(months[:3])}{more}）未导入"
        for what, count in self.left_out.items():
            yield f"{what}（{count}行）未导入"


_VALUE_KINDS = (HeadingKind.FLOW, HeadingKind.TO_DATE, HeadingKind.ANY)


def _no_column(layout: Layout, month: date) -> str:
    if layout.other_months:
        others = "、".join(layout.other_months[:3])
        return f"表中没有{month.month}月的列，只有{others}，没有可以导入的数。"
    return f"表头中没有找到{month.month}月的数值列，请把该列的表头写作“{month.month}月”或“本月”。"


def _is_total(texts: Sequence[str]) -> bool:
    return any(plain(text).startswith(TOTALS) for text in texts)


def _once(matches: Sequence[Match]) -> Iterable[Match]:
    """Refuse all lines of a row that has several."""
    counts = Counter(match.row.code for match in matches if match.row)
    for match in matches:
        is_twice = match.row is not None and counts[match.row.code] > 1
        yield replace(match, error=match.error or TWICE) if is_twice else match
