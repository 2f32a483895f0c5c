"""What the page of one row says: its state, and two people's values side by side."""

from dataclasses import dataclass

from strategy.models import Revision
from strategy.models.revisions import EXPLANATION_LABEL, NOTE_LABEL
from strategy.models.series import Series
from strategy.progress import Growth
from strategy.progress.typed import TypedKind
from strategy.queries.locks import ASK_OFFICE
from strategy.queries.rows import Row
from strategy.services.figures import Entry
from strategy.ui.formatting import MISSING, number


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people filled in differently."""

    label: str
    mine: str
    kept: str


def beside_words(row: Row) -> list[tuple[str, str, bool]]:
    """What an entry is compared with: label, number, and whether undecided months are in it."""
    sheet, decimals = row.sheet, row.sheet.metric.decimals
    before, base = sheet.before_is_provisional, sheet.base_is_provisional
    last = row.last is not None and row.last.decided_at is None
    if not sheet.accumulation.accumulates:
        lines = [("上年同期", sheet.base_to_date, base), ("上月", sheet.before, before)]
    else:
        lines = [
            ("上年同期", sheet.base_to_date, base),
            ("上月止累计", sheet.before, before),
            ("本月止累计", sheet.to_date, before or last),
        ]
    told = [(label, number(value, decimals), mark) for label, value, mark in lines]
    shown = [(label, words, mark and words != MISSING) for label, words, mark in told]
    rate = _growth(sheet.growth)
    return [*shown, ("同比", rate, rate != MISSING and (before or last or base))]


def _growth(growth: Growth) -> str:
    if growth.wording:
        return growth.wording
    return MISSING if growth.rate is None else f"{number(growth.rate, 1, sign=True)}%"


def closed_words(row: Row) -> str:
    """Why nothing can be typed."""
    if row.is_closed:
        return f"本报告期已锁定，锁定前未报送，不能填报；{ASK_OFFICE}。"
    return f"{row.sheet.why_fixed}。" if row.waiting else ""


def conflict_of(entry: Entry, row: Row) -> tuple[Difference, ...]:
    """What somebody typed beside what another has written since; only what differs."""
    kept, series = row.last, row.figure.series
    pairs = [
        (row.value_label, _value(entry, series), _value(kept, series)),
        ("上年同期（可比）", _base(entry, series), _base(kept, series)),
        *((label, getattr(entry, name), getattr(kept, name, "")) for name, label in WORDS.items()),
    ]
    return tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])


WORDS = {
    "base_note": "可比口径说明",
    "note": NOTE_LABEL,
    "explanation": EXPLANATION_LABEL,
    "reason": "修正原因",
}


def _value(typed: Entry | Revision | None, series: Series) -> str:
    if typed is not None and typed.not_applicable:
        return TypedKind.NONE.label
    return number(typed.value, series.metric.decimals) if typed else number(None)


def _base(typed: Entry | Revision | None, series: Series) -> str:
    return number(typed.base, series.metric.decimals) if typed else number(None)
