"""Who reports in time and in full, apart from results: counts by unit, nobody first or last."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from strategy.queries.completeness import Completeness, ReportingUnit, completeness_by_month
from strategy.queries.reporting_months import ReadableMonth, Reading


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Counts of what was owed; shares in %, None where nothing was."""

    counts: Completeness

    @property
    def on_time(self) -> int:
        return self.counts.reported - self.counts.late

    @property
    def missing(self) -> int:
        return self.counts.owed - self.counts.reported

    @property
    def on_time_share(self) -> Decimal | None:
        return _share(self.on_time, self.counts.owed)

    @property
    def reported_share(self) -> Decimal | None:
        return _share(self.counts.reported, self.counts.owed)


@dataclass(frozen=True, slots=True)
class UnitTimeliness:
    """A unit's month and its year to date."""

    unit: ReportingUnit
    month: Timeliness
    year: Timeliness


def unit_timeliness(reading: Reading) -> list[UnitTimeliness]:
    """Every unit that owes something in the year so far, in official order. One query."""
    found = completeness_by_month(reading, months_so_far(reading))
    return [
        UnitTimeliness(unit, _added([by.get(reading.month)]), _added(by.values()))
        for unit, by in found.items()
    ]


def months_so_far(reading: Reading) -> list[ReadableMonth]:
    """The opened months of the read year up to the read one, January first."""
    year, last = reading.month.year, reading.month
    so_far = [one for one in reading.months if one.month.year == year and one.month <= last]
    return sorted(so_far, key=lambda one: one.month)


def _added(counts: Iterable[Completeness | None]) -> Timeliness:
    return Timeliness(sum((one for one in counts if one is not None), Completeness()))


def _share(part: int, whole: int) -> Decimal | None:
    return Decimal(part * 100) / whole if whole else None
