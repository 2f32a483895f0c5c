"""Who has reported: organisations by months of a year, each number with the address of its rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.shortcuts import render
from django.urls import reverse

from strategy.models import LockException, Organisation
from strategy.permissions import may_coordinate
from strategy.queries.completeness import Completeness, ReportingUnit, completeness_by_month
from strategy.queries.locks import exceptions_on
from strategy.queries.reporting_months import ReadableMonth, Reading
from strategy.wording.due_rules import estimate_note

from .reading import ReadingPage

NOTHING = Completeness()


@dataclass(frozen=True, slots=True)
class MonthCell:
    """The counts of a unit, or of all, in a month, and the addresses of the rows they count."""

    month: date
    counts: Completeness
    address: str

    @property
    def tone(self) -> str:
        """How the cell is coloured, beside its words."""
        if self.counts.overdue:
            return "overdue"
        return "complete" if self.counts.is_complete else "open"

    def url(self, reported: str) -> str:
        """The address of the ledger with what is 应报, 已报, 迟报 or 逾期 here."""
        return f"{self.address}&reported={reported}"


@dataclass(frozen=True, slots=True)
class MonthHeading:
    """A month as its column is headed and explained: due moments, lock, exceptions, reminders."""

    opened: ReadableMonth
    dues: tuple[tuple[str, datetime], ...]
    exceptions: tuple[LockException, ...]
    reminders: str = ""

    @property
    def month(self) -> date:
        return self.opened.month


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's months, in the order of the headings, and its year."""

    unit: ReportingUnit
    url: str
    cells: list[MonthCell | None]
    year: Completeness


class CompletenessPage(ReadingPage):
    """The opened months of the year of the chosen month."""

    def get(self, request):
        shown = opened_months(self.reading)
        found = completeness_by_month(self.reading, shown)
        context = self.get_context_data(
            shown=shown,
            headings=month_headings(shown, self.reading, coordinates=may_coordinate(request.user)),
            note=estimate_note(due_at for one in shown for due_at in one.dues),
            lines=[unit_line(unit, by, shown, self.reading) for unit, by in found.items()],
            totals=[total_cell(one, found.values(), self.reading) for one in shown],
            year=added(counts for by in found.values() for counts in by.values()),
            years=year_links(self.reading),
        )
        return render(request, "strategy/completeness.html", context)


def opened_months(reading: Reading) -> list[ReadableMonth]:
    """The months of the read year that are opened, January first."""
    year = reading.month.year
    return sorted(
        (one for one in reading.months if one.month.year == year), key=lambda one: one.month
    )


def month_headings(
    shown: list[ReadableMonth], reading: Reading, *, coordinates: bool
) -> list[MonthHeading]:
    """What is said of each month. One query, none where nothing is locked."""
    locked = [one.month for one in shown if one.is_locked]
    exceptions = exceptions_on(locked, reading.on) if locked else {}
    return [
        MonthHeading(
            one,
            tuple((kind_name(kind), due_at) for kind, due_at in [("", one.due_at), *one.kind_dues]),
            tuple(exceptions.get(one.month, ())),
            reverse("strategy:reminder_list", args=[one.month]) if coordinates else "",
        )
        for one in shown
    ]


def kind_name(kind: str) -> str:
    """A kind of units in words; empty for everybody."""
    return Organisation.Kind(kind).label if kind else ""


def year_links(reading: Reading) -> list[tuple[str, str, bool]]:
    """(label, address, is current) of each year with an opened month, for tabs."""
    last = {one.month.year: one.month for one in sorted(reading.months, key=lambda one: one.month)}
    return [
        (f"{year}年", f"?{reading.query_in(month)}", year == reading.month.year)
        for year, month in last.items()
    ]


def unit_line(
    unit: ReportingUnit,
    by_month: dict[date, Completeness],
    shown: list[ReadableMonth],
    reading: Reading,
) -> UnitLine:
    """The line of a unit; a month in which it owes nothing has no cell."""
    cells = [
        MonthCell(
            one.month,
            by_month[one.month],
            f"{ledger(one.month, reading)}&organisation={unit.code}",
        )
        if one.month in by_month
        else None
        for one in shown
    ]
    url = reverse("strategy:organisation_detail", args=[unit.code])
    return UnitLine(unit, f"{url}?{reading.query}", cells, added(by_month.values()))


def total_cell(
    one: ReadableMonth, found: Iterable[dict[date, Completeness]], reading: Reading
) -> MonthCell:
    """The counts of all units in a month."""
    counts = added(by_month.get(one.month, NOTHING) for by_month in found)
    return MonthCell(one.month, counts, ledger(one.month, reading))


def added(counts: Iterable[Completeness]) -> Completeness:
    """The sum of several counts."""
    return sum(counts, NOTHING)


def ledger(month: date, reading: Reading) -> str:
    """The address of the ledger of a month."""
    return f"{reverse('strategy:figure_list')}?{reading.query_in(month)}"
