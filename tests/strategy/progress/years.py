"""Small years of one series, and the numbers that hypothesis draws for them."""

from decimal import Decimal

from hypothesis import strategies as st

from strategy.progress import (
    ALL_MONTHS,
    Accumulation,
    ReportedValue,
    SeriesYear,
    TargetState,
)

figures = st.decimals(Decimal(-100000), Decimal(100000), places=4)
positive = st.decimals(Decimal("0.0001"), Decimal(100000), places=4)
month_numbers = st.integers(1, 12)
to_date_months = st.lists(figures, min_size=12, max_size=12)


def reported(numbers, *, first=1, **fields):
    """Reported values of successive months from `first` on; None leaves a month out."""
    return {
        month: None if number is None else ReportedValue(value=Decimal(str(number)), **fields)
        for month, number in enumerate(numbers, start=first)
    }


def year_of(values, *, target=100, start=None, **fields):
    """A year of a to-date series that owes all months, with target 100 unless told otherwise."""
    if target is not None and not isinstance(target, TargetState):
        start = None if start is None else Decimal(str(start))
        target = TargetState(Decimal(str(target)), start=start)
    fields = {"accumulation": Accumulation.TO_DATE, "owed": ALL_MONTHS} | fields
    return SeriesYear(values=values, target=target, **fields)


def month_of_june(value, **fields):
    """A to-date year in which June alone is reported and owed."""
    return year_of(reported([value], first=6), **({"owed": frozenset({6})} | fields))
