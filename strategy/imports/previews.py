"""Previews: what an import would change, line by line, before anything is written."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from strategy import months
from strategy.models import Batch, Organisation
from strategy.queries.batches import read_stamp
from strategy.queries.entries import entry_contexts
from strategy.queries.sheet_rows import SheetRow
from strategy.queries.sheets import sheet
from strategy.services.batches import LineEntry

from .grids import Grid, ImportRefusedError, csv_grid, pasted_grid, text_of
from .lines import Line, LineKind, line_of, refused
from .matching import Matching
from .owners import Owners
from .places import match_grids
from .workbooks import Book, read_book

STAMP_BROKEN = "填报表的识别信息已被改动，请重新下载填报表，把数据填入后再上传。"


@dataclass(frozen=True)
class Preview:
    """All lines of an import, and in words what it leaves out."""

    grid: Grid
    lines: tuple[Line, ...]
    ignored: tuple[str, ...]

    def of(self, kind: str) -> list[Line]:
        """The lines of a kind, named by its code."""
        return [line for line in self.lines if line.kind == kind]

    @cached_property
    def written(self) -> list[Line]:
        return [line for line in self.lines if line.kind in {LineKind.NEW, LineKind.CHANGED}]

    @property
    def may_commit(self) -> bool:
        """All or nothing: whether there is something to write, and nothing that is refused."""
        return bool(self.written) and not self.of(LineKind.REFUSED)

    @property
    def needs_note(self) -> list[Line]:
        """The lines that say 本月无此项 and do not say why."""
        return [line for line in self.written if line.needs_note]

    @property
    def needs_reason(self) -> list[Line]:
        """The lines that correct what stands."""
        return [line for line in self.written if line.needs_reason]

    @property
    def asks(self) -> list[Line]:
        return [line for line in self.written if line.asks]

    @cached_property
    def fingerprint(self) -> str:
        """A short name of everything that is shown."""
        marks = [line.mark for line in self.lines]
        return hashlib.sha256(repr(marks).encode("utf-8", "replace")).hexdigest()

    @property
    def refusals(self) -> list[tuple[str, str, str]]:
        """Each refused cell: worksheet, address and why."""
        refused = self.of(LineKind.REFUSED)
        return [(one.match.sheet, one.match.address, one.reason) for one in refused]

    @property
    def original_rows(self) -> tuple[tuple[object, ...], ...]:
        """The cells as they were handed in."""
        return self.grid.transposed().rows if self.grid.is_transposed else self.grid.rows

    def entries(self, *, note: str = "", reason: str = "") -> list[LineEntry]:
        """What is to be written, with the reasons that were given for all lines together."""
        return [
            LineEntry(
                entry=replace(
                    line.entry,
                    note=note if line.needs_note else line.entry.note,
                    reason=reason if line.needs_reason else line.entry.reason,
                ),
                sheet=line.match.sheet[:31],
                cell=line.match.address,
                raw=line.shown,
            )
            for line in self.written
        ]


def preview_of(
    kind: str,
    content: bytes,
    file_name: str,
    organisation: Organisation,
    month: date,
    at: datetime,
    start: int | None = None,
) -> Preview:
    """What some bytes would change in a unit's month. Raises ImportRefusedError."""
    book = read_content(kind, content, file_name)
    rows = sheet(organisation, month, at).rows
    if book.stamp is not None:
        _refuse_foreign(book, organisation, month, rows)
    owners = Owners(organisation)
    if len(book.grids) == 1:
        owners.refuse_other(book.grids[0], rows, month)
    preview = preview_of_grids(book.grids, rows, month, start)
    owners.refuse_other(preview.grid, rows, month)
    return preview


def preview_of_grids(
    grids: Sequence[Grid], rows: Sequence[SheetRow], month: date, start: int | None = None
) -> Preview:
    """What some grids would change in the rows of a sheet. Raises ImportRefusedError."""
    return _preview(match_grids(grids, rows, month, start))


def read_content(kind: str, content: bytes, file_name: str) -> Book:
    """The grids that were pasted or uploaded. Raises ImportRefusedError."""
    if kind == Batch.Kind.PASTE:
        return Book((pasted_grid(text_of(content)),))
    suffix = file_name.lower().rpartition(".")[2]
    if suffix == "csv":
        return Book((csv_grid(text_of(content)),))
    if suffix == "txt":
        return Book((pasted_grid(text_of(content)),))
    return read_book(content)


def _refuse_foreign(
    book: Book, organisation: Organisation, month: date, rows: Sequence[SheetRow]
) -> None:
    """Refuse in words the sheet of another unit or month, or one that is out of date."""
    stamp = read_stamp(book.stamp)
    if stamp is None:
        raise ImportRefusedError(STAMP_BROKEN)
    if stamp.organisation != organisation.code:
        raise ImportRefusedError(
            f"这是其他单位的填报表，不是{organisation.short_name}的，请重新下载本单位的填报表。"
        )
    if stamp.month != months.code(month):
        other = months.label(months.parse(stamp.month))
        raise ImportRefusedError(f"这是{other}的填报表，本页是{months.label(month)}，请核对月份。")
    if list(stamp.codes) != [row.code for row in rows]:
        raise ImportRefusedError(
            "填报表下载以后，本月应报的项目有变化，请重新下载填报表，把数据填入后再上传。"
        )


def _preview(matching: Matching) -> Preview:
    rows = [match.row for match in matching.matches if match.row]
    contexts = entry_contexts(row.figure for row in rows)
    lines = [
        line_of(match, contexts[match.row.figure.pk]) if match.row else refused(match, match.error)
        for match in matching.matches
    ]
    if not lines:
        raise ImportRefusedError("没有可以导入的数：认出的各行本月数都是空白。")
    lines = [line for line in lines if line is not None]
    return Preview(matching.grid, tuple(lines), matching.ignored)
