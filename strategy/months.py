"""Months: a month is the date of its first day, and all calendar arithmetic on it is here."""

import calendar
import re
from datetime import date

FIRST_YEAR, LAST_YEAR = 2000, 2099
_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")


def first_day(year: int, number: int) -> date:
    """The month `number` (1–12) of a year. Raises ValueError for another number."""
    return date(year, number, 1)


def month_of(day: date) -> date:
    """The month that a day lies in, as its first day."""
    return date(day.year, day.month, 1)


def last_day(month: date) -> date:
    """The last day of the month: the 28th to the 31st."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def add_months(month: date, count: int) -> date:
    """The month `count` months later, or earlier where `count` is negative."""
    year, index = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(year, index + 1, 1)


def next_month(month: date) -> date:
    """The month after."""
    return add_months(month, 1)


def previous_month(month: date) -> date:
    """The month before."""
    return add_months(month, -1)


def same_month_last_year(month: date) -> date:
    """The month that a year-on-year comparison (同比) looks back to."""
    return add_months(month, -12)


def months_between(first: date, last: date) -> list[date]:
    """All months from `first` to `last`, both included; empty where `last` comes earlier."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first, step) for step in range(count)]


def whole_months(earlier: date, later: date) -> int:
    """Whole months gone from one day to another (not months as such), 0 where `later` is not later.

    The last day of a month completes a month begun on any later day number: from 31 March
    to 30 June are three months.
    """
    count = (later.year - earlier.year) * 12 + later.month - earlier.month
    if later.day < earlier.day and later != last_day(later):
        count -= 1
    return max(count, 0)


def year_months(year: int) -> list[date]:
    """The twelve months of a year, January first."""
    return [date(year, number, 1) for number in range(1, 13)]


def parse(text: str) -> date:
    """The month written as YYYY-MM, as in addresses and uploaded sheets.

    Raises ValueError, with a Chinese sentence fit for the screen, for anything else and for a
    year outside 2000–2099, so that the months around a parsed one always exist.
    """
    match = _WRITTEN.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 12:
        raise ValueError(f"月份“{text}”无法识别，应写作“2022-06”的形式。")
    if not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise ValueError(f"月份“{text}”超出范围，应在{FIRST_YEAR}年至{LAST_YEAR}年之间。")
    return date(int(match[1]), int(match[2]), 1)


def code(month: date) -> str:
    """The month as YYYY-MM, the form that `parse` reads."""
    return f"{month.year:04d}-{month.month:02d}"


def label(month: date) -> str:
    """The month as officials write it, without a padding zero: 2022年6月."""
    return f"{month.year}年{month.month}月"
