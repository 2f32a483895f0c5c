"""A table as a sheet: the same rows in the same order as on screen, numbers rounded as there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from strategy.progress import round_half_up
from strategy.tables.totals import ColumnTotal
from strategy.ui.table import BaseTable


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as exports show it: text, date or number, a number with its decimals."""

    value: str | date | Decimal | int | None
    decimals: int | None = None
    is_sample: bool = False

    @property
    def is_number(self) -> bool:
        return isinstance(self.value, Decimal | int)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list to print: title, a line of particulars, headings, rows, totals and notes below."""

    title: str
    particulars: Sequence[str]
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    totals: Sequence[Cell]
    notes: Sequence[str]


def sheet_of(
    table: BaseTable, title: str, *, particulars: Sequence[str], notes: Sequence[str] = ()
) -> Sheet:
    """All rows of a table, not only those of a page, with its hidden columns."""
    _, *values = table.as_values()
    columns = [one for one in table.columns.iterall() if not one.column.exclude_from_export]
    records = [row.record for row in table.rows]
    rows = [_row(columns, record, row) for record, row in zip(records, values, strict=True)]
    totals = table.total_values() if table.totals else []
    headings = [_heading(column) for column in columns]
    return Sheet(
        title=title,
        particulars=particulars,
        headings=headings,
        rows=rows,
        totals=[_total(value) for value in totals],
        notes=[*_coverage(headings, totals), *notes],
    )


def _heading(column) -> str:
    return getattr(column.column, "export_heading", None) or str(column.header)


def _row(columns: list, record, values: list) -> list[Cell]:
    return [
        _cell(column.column, record, value) for column, value in zip(columns, values, strict=True)
    ]


def _cell(column, record, value) -> Cell:
    if not isinstance(value, Decimal | int):
        return Cell(None if value == "" else value)
    read_decimals = getattr(column, "read_decimals", None)
    decimals = read_decimals(record) if read_decimals else 0
    read_sample = getattr(column, "read_sample", None)
    is_sample = bool(read_sample and read_sample(record))
    return Cell(round_half_up(Decimal(value), decimals), decimals, is_sample)


def _total(value) -> Cell:
    if not isinstance(value, ColumnTotal):
        return Cell(value)
    if value.value is None:
        return Cell(value.coverage)
    return Cell(round_half_up(value.value, value.decimals), value.decimals, value.is_sample)


def _coverage(headings: list[str], totals: list) -> list[str]:
    return [
        f"{heading}合计：{value.coverage}。"
        for heading, value in zip(headings, totals, strict=False)
        if isinstance(value, ColumnTotal)
    ]
