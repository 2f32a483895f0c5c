"""Accumulation: from what a unit types each month to figures to date, and back to months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from .labelled import Labelled

MONTHS = range(1, 13)
ALL_MONTHS = frozenset(MONTHS)
RATE_UNITS = {"%", "‰", "百分点"}


class Accumulation(Labelled):
    """What kind of number a metric is, and so what is typed and how months combine."""

    FLOW = "flow", "当期数"
    TO_DATE = "to_date", "累计数"
    STOCK = "stock", "时点数"
    RANK = "rank", "位次"
    RATIO = "ratio", "比率"

    @property
    def accumulates(self) -> bool:
        """Whether the year's figure grows from zero month by month (flow and to-date)."""
        return self in (Accumulation.FLOW, Accumulation.TO_DATE)

    @property
    def adds_up(self) -> bool:
        """Whether the figures of several units have a sum; ranks and ratios have none."""
        return self not in (Accumulation.RANK, Accumulation.RATIO)


class January(Labelled):
    """How a metric treats January (practice 2): alone, exempt, or told with February."""

    REPORTED = "reported", "1月单独报送"
    EXEMPT = "exempt", "1月免报"
    MERGED = "merged", "1—2月合并报送"


class NotApplicable(Enum):
    """The type of `NOT_APPLICABLE`: said by the unit, so not missing, and adding nothing."""

    NOT_APPLICABLE = "not_applicable"


NOT_APPLICABLE = NotApplicable.NOT_APPLICABLE
Reported = Decimal | NotApplicable | None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum in the unit of its parts, with “已报 n/应报 m”; `value` is None if none reported."""

    value: Decimal | None
    reported: int
    owed: int

    @property
    def is_complete(self) -> bool:
        """Whether every part is in the sum."""
        return self.reported == self.owed


def to_dates(
    accumulation: Accumulation,
    reported: Mapping[int, Reported],
    january: January = January.REPORTED,
    owed: frozenset[int] = ALL_MONTHS,
) -> dict[int, Decimal | None]:
    """The figure to date of each month 1–12 of one year, in the metric's unit (practice 7.10–11).

    Flow: the sum up to the month, None while the month or one owed before it is missing. To-date:
    as typed; a month not applicable carries the former one. Others: as typed. January, where it
    is exempt or merged, is neither owed nor read, so a merged February counts once.
    """
    known, asked = _read(reported, january), owed_months(owed, january)
    if accumulation == Accumulation.FLOW:
        return {month: _sum(known, asked, month) for month in MONTHS}
    if accumulation == Accumulation.TO_DATE:
        return _carried(known, asked)
    return {month: _number(known.get(month)) for month in MONTHS}


def month_values(
    accumulation: Accumulation,
    reported: Mapping[int, Reported],
    january: January = January.REPORTED,
    owed: frozenset[int] = ALL_MONTHS,
) -> dict[int, Decimal | None]:
    """Each month's own value, 1–12, in the metric's unit; None where it cannot be known.

    Typed to-date figures are subtracted; None if either is missing or the month is not applicable.
    The first of the year is its to-date: January, February where January is exempt or merged, or
    the one after months that were all not applicable.
    """
    known = _read(reported, january)
    if accumulation != Accumulation.TO_DATE:
        return {month: _number(known.get(month)) for month in MONTHS}
    dates = to_dates(accumulation, reported, january, owed)
    first = 1 if january == January.REPORTED else 2
    return {month: _difference(known, dates, month, first) for month in MONTHS}


def missing_months(
    reported: Mapping[int, Reported],
    january: January,
    month_number: int,
    owed: frozenset[int] = ALL_MONTHS,
) -> tuple[int, ...]:
    """The months up to `month_number` that are owed and not there, in order."""
    asked = owed_months(owed, january)
    return tuple(m for m in MONTHS if m <= month_number and m in asked and reported.get(m) is None)


def months_used(
    accumulation: Accumulation,
    reported: Mapping[int, Reported],
    january: January,
    month_number: int,
) -> tuple[int, ...]:
    """The months whose reports enter the to-date figure of `month_number`, in order.

    What is computed from a sample is a sample (design 2.2); this says what it is computed from.
    """
    known = _read(reported, january)
    there = [m for m in MONTHS if m <= month_number and known.get(m) is not None]
    if accumulation == Accumulation.FLOW:
        return tuple(there)
    if accumulation == Accumulation.TO_DATE and known.get(month_number) is NOT_APPLICABLE:
        typed = [m for m in there if known[m] is not NOT_APPLICABLE]
        return tuple(m for m in there if m >= max(typed, default=month_number))
    return (month_number,) if month_number in there else ()


def owed_months(owed: frozenset[int], january: January) -> frozenset[int]:
    """`owed` without January, where the metric does not ask for it."""
    return owed if january == January.REPORTED else owed - {1}


def ratio(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """`numerator` in percent of `denominator`, unrounded; None if either is missing or it is 0."""
    if numerator is None or not denominator:
        return None
    return numerator * 100 / denominator


def total(parts: Sequence[Decimal | None]) -> Total:
    """The sum of the parts that are reported; a missing part is left out and counted, never 0."""
    values = [part for part in parts if part is not None]
    value = sum(values, Decimal(0)) if values else None
    return Total(value=value, reported=len(values), owed=len(parts))


def can_be_added(accumulation: str | None, unit: str | None) -> bool:
    """Whether numbers of a metric add up over items; a rate is kept as a stock in %."""
    if accumulation is None or unit in RATE_UNITS:
        return False
    return Accumulation(accumulation).adds_up


def _read(reported: Mapping[int, Reported], january: January) -> Mapping[int, Reported]:
    if january == January.REPORTED:
        return reported
    return {month: value for month, value in reported.items() if month != 1}


def _number(value: Reported) -> Decimal | None:
    return None if value is NOT_APPLICABLE else value


def _sum(known: Mapping[int, Reported], asked: frozenset[int], month: int) -> Decimal | None:
    earlier = [m for m in MONTHS if m <= month]
    if known.get(month) is None or any(known.get(m) is None for m in earlier if m in asked):
        return None
    return total([_number(known.get(m)) for m in earlier]).value


def _carried(known: Mapping[int, Reported], asked: frozenset[int]) -> dict[int, Decimal | None]:
    dates, former = {}, None
    for month in MONTHS:
        value = known.get(month)
        dates[month] = former if value is NOT_APPLICABLE else value
        if value is not None or month in asked:
            former = dates[month]
    return dates


def _difference(
    known: Mapping[int, Reported], dates: Mapping[int, Decimal | None], month: int, first: int
) -> Decimal | None:
    now = _number(known.get(month))
    if now is None or all(known.get(m) is NOT_APPLICABLE for m in range(first, month)):
        return now
    before = dates[month - 1]
    return None if before is None else now - before
