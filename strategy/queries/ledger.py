"""Rows of the ledger: every series of a month with its result, and how far its figure has come."""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from strategy.models import Assessment

from .completeness import Filing, filings, is_over
from .reporting_months import ReadableMonth, Reading
from .results import SeriesRow, series_rows

SUMMED = "各单位合计"


class Filed(StrEnum):
    """How far an owed figure has come. What is computed is not owed."""

    APPROVED = "approved"
    WAITING = "waiting"
    MISSING = "missing"
    OVERDUE = "overdue"
    NOT_OWED = "not_owed"


@dataclass(frozen=True, slots=True)
class LedgerRow(SeriesRow):
    """A series with its result, when its figure was reported, and whether that was late."""

    filed: Filed
    reported_at: datetime | None
    is_late: bool

    @property
    def is_owed(self) -> bool:
        return self.filed != Filed.NOT_OWED

    @property
    def is_reported(self) -> bool:
        return self.filed in (Filed.APPROVED, Filed.WAITING)

    @property
    def reporter(self) -> str | None:
        """Who reports the series; a total is computed from the area units."""
        return SUMMED if self.is_total else self.organisation

    @property
    def target_is_sample(self) -> bool:
        """A target that a sample judgement rests on is shown as one."""
        return self.is_sample and self.target is not None


SERIES_FIELDS = [field.name for field in fields(SeriesRow) if not field.kw_only]


def ledger_rows(results: QuerySet[Assessment], reading: Reading) -> list[LedgerRow]:
    """The rows of the ledger in the order of the results. Two queries."""
    owed = filings(reading.month, reading.at)
    opened = next((one for one in reading.months if one.month == reading.month), None)
    return [_row(line, owed.get(line.series), opened, reading) for line in series_rows(results)]


def _row(
    line: SeriesRow, filing: Filing | None, opened: ReadableMonth | None, reading: Reading
) -> LedgerRow:
    due_at = opened.due_for(filing.kind) if opened and filing else None
    missing = Filed.OVERDUE if due_at and is_over(due_at, reading) else Filed.MISSING
    return LedgerRow(
        *[getattr(line, name) for name in SERIES_FIELDS],
        filed=_filed(filing, missing),
        reported_at=filing.reported_at if filing else None,
        is_late=filing is not None and filing.is_late(due_at),
        original_target=line.original_target,
    )


def _filed(filing: Filing | None, missing: Filed) -> Filed:
    if filing is None:
        return Filed.NOT_OWED
    if filing.approved_at is not None:
        return Filed.APPROVED
    return Filed.WAITING if filing.reported_at is not None else missing
