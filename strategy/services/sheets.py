"""Verbs: keep_rows (what can be kept of a sheet) and report_zero (零报告)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from strategy.models import Organisation, Revision, User
from strategy.permissions import insist, may_keep_sheet
from strategy.progress import Accumulation
from strategy.queries.sheet_rows import RowState, SheetRow
from strategy.queries.sheets import sheet

from .figures import Entry, EntryError, enter_figures, hold_figures


@dataclass(frozen=True, slots=True)
class KeptRows:
    """The drafts of what was kept, how many of them are new or changed, and by figure (pk) what
    was refused, and why."""

    drafts: list[Revision] = field(default_factory=list)
    changed: int = 0
    refused: dict[int, EntryError] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ZeroReport:
    """How many rows a 零报告 filled with 0, how many with the last figure to date, and left."""

    flows: int
    to_dates: int
    left: int


@transaction.atomic
def keep_rows(entries: Sequence[Entry], *, by: User, at: datetime) -> KeptRows:
    """Enter what can be entered, and tell of the rest; one bad row does not hold up the others."""
    hold_figures(entry.figure.pk for entry in entries)  # of all, before the first is written
    try:
        return _kept(entries, enter_figures(entries, by=by, at=at), {})
    except EntryError:
        return _keep_singly(entries, by=by, at=at)


@transaction.atomic
def report_zero(organisation: Organisation, month: date, *, by: User, at: datetime) -> ZeroReport:
    """Fill a sheet whose unit has nothing to report (零报告): unfilled flows with 0, unfilled
    figures to date with that of the month before. Stocks and ranks are no zeros and are left."""
    insist(may_keep_sheet(by, organisation))
    rows = sheet(organisation, month, at).rows
    blank = [row for row in rows if row.state == RowState.BLANK and row.is_open]
    zeros = [row for row in blank if zero_of(row) is not None]
    entries = [Entry(row.figure, zero_of(row), note=row.note, version=row.version) for row in zeros]
    enter_figures(entries, by=by, at=at)
    flows = sum(row.accumulation == Accumulation.FLOW for row in zeros)
    return ZeroReport(flows, len(zeros) - flows, len(blank) - len(zeros))


def zero_of(row: SheetRow) -> Decimal | None:
    """What “nothing this month” is for a row; None where it cannot be said with a number."""
    if row.accumulation == Accumulation.FLOW:
        return Decimal(0)
    if row.accumulation != Accumulation.TO_DATE:
        return None
    return Decimal(0) if row.figure.month.month == 1 else row.before


def _keep_singly(entries: Sequence[Entry], *, by: User, at: datetime) -> KeptRows:
    drafts, refused = [], {}
    for entry in entries:
        try:
            drafts += enter_figures([entry], by=by, at=at)
        except EntryError as error:
            refused[entry.figure.pk] = error
    return _kept(entries, drafts, refused)


def _kept(
    entries: Sequence[Entry], drafts: list[Revision], refused: dict[int, EntryError]
) -> KeptRows:
    seen = {entry.figure.pk: entry.version for entry in entries}
    changed = sum(draft.version != seen[draft.figure_id] for draft in drafts)
    return KeptRows(drafts, changed, refused)
