"""Lines: what one cell of an import would change, or why it is refused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from strategy.models.batches import RAW_LENGTH
from strategy.progress import Finding, ReportedValue, is_explanation
from strategy.progress.labelled import Labelled
from strategy.progress.typed import Typed, TypedKind, read_typed
from strategy.queries.entries import EntryContext
from strategy.queries.sheet_rows import SheetRow, box_text
from strategy.services.figures import Entry

from .headings import plain
from .matching import Match
from .workbooks import FORMULA

NOTE_LENGTH = 300


class LineKind(Labelled):
    """What becomes of a line."""

    NEW = "new", "新增"
    CHANGED = "changed", "修改"
    SAME = "same", "不变"
    REFUSED = "refused", "拒绝"


@dataclass(frozen=True)
class Line:
    """A line of the preview; `entry` is what would be written, `reason` why it is refused.

    `told` says how units were converted, `asks` are findings that want an explanation.
    """

    kind: LineKind
    match: Match
    old: str = ""
    new: str = ""
    reason: str = ""
    told: str = ""
    asks: tuple[str, ...] = ()
    entry: Entry | None = None
    needs_note: bool = False
    needs_reason: bool = False

    @property
    def row(self) -> SheetRow | None:
        return self.match.row

    @property
    def shown(self) -> str:
        """What stood in the cell."""
        return "公式" if self.match.raw == FORMULA else shown(self.match.raw)

    @property
    def unit(self) -> str:
        """The unit to print behind the number; none behind words."""
        is_number = self.entry is not None and not self.entry.not_applicable
        return self.row.metric.unit if self.row and is_number else ""

    @property
    def mark(self) -> tuple:
        """What must be the same when it is committed as when it was shown."""
        code = self.row.code if self.row else self.match.label
        version = self.row.version if self.row else 0
        words = (self.entry.note, self.entry.explanation) if self.entry else ()
        return self.kind.value, code, self.match.address, self.old, self.new, version, words


def line_of(match: Match, context: EntryContext) -> Line | None:
    """One line; None for a cell such as “-”, which says that there is nothing to say."""
    metric = match.row.metric
    typed = read_typed(_with_unit(match.raw, match.unit, metric.unit), metric.unit, metric.decimals)
    error = match.error or typed.error
    if error:
        return refused(match, error, typed)
    if typed.kind == TypedKind.EMPTY:
        return _same(match)
    return _readable(match, typed, context)


def _readable(match: Match, typed: Typed, context: EntryContext) -> Line:
    row, is_none = match.row, typed.kind == TypedKind.NONE
    entry = _entry(match, typed, is_none=is_none)
    if _is_same(row, entry):
        return _same(match, told=typed.note)
    if not (row.is_open or row.is_correctable):
        return refused(match, row.why_fixed, typed)
    findings = context.findings(ReportedValue(entry.value, is_none, entry.base))
    blocks = [one.sentence for one in findings if one.is_block]
    if blocks:
        return refused(match, blocks[0], typed)
    return Line(
        kind=LineKind.CHANGED if row.revision and not row.revision.is_empty else LineKind.NEW,
        match=match,
        old=_old(row),
        new=TypedKind.NONE.label if is_none else box_text(entry.value, row.metric.decimals),
        told=typed.note,
        asks=_asks(findings, entry),
        entry=entry,
        needs_note=is_none and not entry.note,
        needs_reason=row.is_correctable,
    )


def _entry(match: Match, typed: Typed, *, is_none: bool) -> Entry:
    """The row as it stands with another number; words beside it in the table go with it."""
    row, kept, words = match.row, match.row.revision, printable(match.note)[:NOTE_LENGTH]
    was_none = bool(kept and kept.not_applicable)
    note = kept.note if kept and was_none == is_none else ""
    return Entry(
        row.figure,
        typed.value,
        not_applicable=is_none,
        base=kept.base if kept else None,
        base_note=kept.base_note if kept else "",
        note=(words or note) if is_none else note,
        explanation="" if is_none else words or (kept.explanation if kept else ""),
        reason=kept.reason if kept else "",
        source=kept.source if kept else None,
        version=row.version,
    )


def _is_same(row: SheetRow, entry: Entry) -> bool:
    """Whether the sheet says so already; what was sent back and not touched is no change."""
    kept = row.revision
    if kept is None:
        return False
    names = ("value", "not_applicable", "note", "explanation")
    return all(getattr(kept, name) == getattr(entry, name) for name in names)


def _asks(findings: Sequence[Finding], entry: Entry) -> tuple[str, ...]:
    if is_explanation(entry.explanation):
        return ()
    return tuple(one.sentence for one in findings)


def _same(match: Match, told: str = "") -> Line:
    return Line(LineKind.SAME, match, old=_old(match.row), new=_old(match.row), told=told)


def refused(match: Match, reason: str, typed: Typed | None = None) -> Line:
    """A line that stops the whole import."""
    old = _old(match.row) if match.row else ""
    return Line(LineKind.REFUSED, match, old=old, reason=reason, told=typed.note if typed else "")


def _old(row: SheetRow) -> str:
    return TypedKind.NONE.label if row.not_applicable else row.text


def _with_unit(raw: object, unit: str, own: str) -> object:
    """A number with the unit that stands beside it, where that is another than the metric's."""
    if not unit or plain(unit) == plain(own) or isinstance(raw, bool):
        return raw
    if isinstance(raw, int | Decimal):
        return f"{raw}{unit}"
    if isinstance(raw, float):
        return f"{Decimal(f'{raw:.15g}'):f}{unit}"
    is_bare = isinstance(raw, str) and re.search(r"[0-9０-９]\s*\Z", raw) is not None
    return f"{raw.strip()}{unit}" if is_bare else raw


def shown(raw: object) -> str:
    """A cell's content in short."""
    text = f"{raw:%Y-%m-%d}" if isinstance(raw, date) else str("" if raw is None else raw)
    return printable(text)[:RAW_LENGTH]


def printable(text: str) -> str:
    """A text on one line, without what no page shows and no database keeps."""
    return "".join(one if one.isprintable() else " " for one in text).strip()
