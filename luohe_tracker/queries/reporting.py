"""Who has not reported: the units with gaps in the month that is read and in other open ones."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from strategy.queries.completeness import Completeness, ReportingUnit, completeness_by_month
from strategy.queries.reporting_months import ReadableMonth, Reading


@dataclass(frozen=True, slots=True)
class UnitGap:
    """A unit that still owes figures of a month, and the address of exactly those."""

    unit: ReportingUnit
    counts: Completeness
    url: str

    @property
    def missing(self) -> int:
        return self.counts.owed - self.counts.reported


@dataclass(frozen=True, slots=True)
class MonthReport:
    """How complete a month is, and who is missing; `dues` are its due moments, everybody's first.

    `url` is the address of what is 已报, `ledger` that of the whole month.
    """

    month: date
    dues: tuple[datetime, ...]
    counts: Completeness
    gaps: tuple[UnitGap, ...]
    url: str
    ledger: str

    @property
    def due_at(self) -> datetime:
        """The moment for everybody; kinds of units may have others."""
        return self.dues[0]


def month_reports(reading: Reading) -> list[MonthReport]:
    """The month that is read, then the others that are open and await figures. One query."""
    read = [one for one in reading.months if one.month == reading.month]
    awaiting = [one for one in reading.months if not one.is_complete and not one.is_locked]
    newest_first = sorted(awaiting, key=lambda one: one.month, reverse=True)
    shown = list(dict.fromkeys([*read, *newest_first]))
    found = completeness_by_month(reading, shown)
    return [_report(one, found, reading) for one in shown]


def _report(
    one: ReadableMonth, found: dict[ReportingUnit, dict[date, Completeness]], reading: Reading
) -> MonthReport:
    ledger = f"{reverse('strategy:figure_list')}?{reading.query_in(one.month)}"
    by_unit = {
        unit: by_month[one.month] for unit, by_month in found.items() if one.month in by_month
    }
    return MonthReport(
        month=one.month,
        dues=one.dues,
        counts=sum(by_unit.values(), Completeness()),
        gaps=tuple(
            UnitGap(unit, counts, f"{ledger}&organisation={unit.code}&reported=no")
            for unit, counts in by_unit.items()
            if not counts.is_complete
        ),
        url=f"{ledger}&reported=yes",
        ledger=ledger,
    )
