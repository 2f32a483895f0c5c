"""Figures of a series at a month's end: month, to date, last year's, growth, with 示例 marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .accumulate import (
    MONTHS,
    Accumulation,
    Reported,
    missing_months,
    month_values,
    months_used,
    to_dates,
)
from .growth import Growth, growth
from .series_year import Months, ReportedValue, SeriesYear


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures in the metric's unit, the growth of the to-date one, and what each is made of."""

    value: Decimal | None
    to_date: Decimal | None
    base_to_date: Decimal | None
    growth: Growth
    value_is_sample: bool
    to_date_is_sample: bool
    base_is_sample: bool
    growth_is_sample: bool
    missing: tuple[int, ...]


def figures_of(year: SeriesYear, month_number: int) -> Figures:
    """The figures at the end of month 1–12. A figure that cannot be known is None and no sample."""
    value, value_is_sample = _month_value(year, month_number)
    to_date, to_date_is_sample = _to_date(year, year.values, year.owed, month_number)
    bases = _bases(year)
    base, base_is_sample = _to_date(year, bases, frozenset(bases), month_number)
    is_rank = year.accumulation == Accumulation.RANK
    rate = Growth() if is_rank else growth(to_date, base, in_points=year.is_percentage)
    return Figures(
        value=value,
        to_date=to_date,
        base_to_date=base,
        growth=rate,
        value_is_sample=value_is_sample,
        to_date_is_sample=to_date_is_sample,
        base_is_sample=base_is_sample,
        growth_is_sample=base_is_sample or (base is not None and to_date_is_sample),
        missing=_missing(year, month_number) if to_date is None else (),
    )


def _month_value(year: SeriesYear, month_number: int) -> tuple[Decimal | None, bool]:
    reported = _reported(year.values)
    value = month_values(year.accumulation, reported, year.january, year.owed)[month_number]
    if value is None:
        return None, False
    used = {month_number}
    if year.accumulation == Accumulation.TO_DATE and month_number > 1:
        used.update(months_used(year.accumulation, reported, year.january, month_number - 1))
    return value, year.is_sample or _any_sample(year.values, used)


def _to_date(
    year: SeriesYear, months: Months, owed: frozenset[int], month_number: int
) -> tuple[Decimal | None, bool]:
    reported = _reported(months)
    figure = to_dates(year.accumulation, reported, year.january, owed)[month_number]
    if figure is None:
        return None, False
    used = months_used(year.accumulation, reported, year.january, month_number)
    return figure, year.is_sample or _any_sample(months, used)


def _bases(year: SeriesYear) -> dict[int, ReportedValue | None]:
    # Like for like: last year's months are those that count this year, all of them or no base.
    counting = [m for m in MONTHS if m in year.owed or year.values.get(m) is not None]
    return {month: _base(year.values.get(month), year.last_year.get(month)) for month in counting}


def _base(this: ReportedValue | None, last: ReportedValue | None) -> ReportedValue | None:
    if this is None or this.base is None:
        return last
    return ReportedValue(value=this.base, is_sample=this.is_sample)


def _missing(year: SeriesYear, month_number: int) -> tuple[int, ...]:
    reported = _reported(year.values)
    missing = missing_months(reported, year.january, month_number, year.owed)
    entry = reported.get(month_number)
    needs_earlier = year.accumulation == Accumulation.FLOW or (
        year.accumulation == Accumulation.TO_DATE and entry is not None
    )
    return missing if needs_earlier else tuple(m for m in missing if m == month_number)


def _reported(months: Months) -> Mapping[int, Reported]:
    return {number: entry.reported for number, entry in months.items() if entry is not None}


def _any_sample(months: Months, numbers: set[int] | tuple[int, ...]) -> bool:
    return any(months[n].is_sample for n in numbers if months.get(n) is not None)
