"""Numbers, dates and telephone numbers as text for the screen; rounded once, half up."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.timezone import is_aware, localtime

MISSING = "--"
MINUS = "−"
RANGE = " ～ "


# Tables: fixed decimals, thousands marks, the unit in the heading.


def number(value: Decimal | int | None, decimals: int = 0, *, sign: bool = False) -> str:
    """Return `value` with fixed decimals and thousands marks: “1,234.50”; None is “--”, never 0."""
    if value is None:
        return MISSING
    return _signed(_rounded(value, decimals), sign=sign, marks=True)


def replaced(change, decimals: int = 0) -> str:
    """Return the number that another has replaced, as `number` does; nothing where none was."""
    return "" if change is None else number(change.number, decimals)


def percent(value: Decimal | int | None) -> str:
    """Return a number of percent (50.6, not 0.506) with one decimal: “50.6%”."""
    return MISSING if value is None else f"{number(value, 1)}%"


def points(value: Decimal | int | None) -> str:
    """Return a difference in percentage points with its sign and one decimal: “+7.0”, “−11.0”."""
    return number(value, points_decimals(value), sign=True)


def points_decimals(value: Decimal | int | None) -> int:
    """Return 1, or 2 where one decimal would show a difference as none: “−0.04”, not “0.0”."""
    return 2 if value and _rounded(value, 1) == 0 else 1


# Prose: no thousands marks, trailing zeros dropped, the unit at once behind the number.


def plain(value: Decimal | int | None, decimals: int = 2) -> str:
    """Return `value` as prose has it, with at most `decimals` decimals: “354”, “125.9”."""
    if value is None:
        return MISSING
    text = _signed(_rounded(value, decimals), sign=False, marks=False)
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Decimal | int | None, unit: str, decimals: int = 2) -> str:
    """Return number and unit in one: “354亿元”, “5700万元”; None is “--” without a unit."""
    return MISSING if value is None else f"{plain(value, decimals)}{unit}"


def month_label(month: date | None) -> str:
    """Return “2022年6月”."""
    return MISSING if month is None else f"{month.year}年{month.month}月"


def month_value(month: date) -> str:
    """Return a month as addresses have it: “2022-06”."""
    return f"{month:%Y-%m}"


def date_label(day: date | None) -> str:
    """Return the day for prose: “2022年7月5日”; a moment is first taken to local time."""
    if day is None:
        return MISSING
    day = _local(day)
    return f"{day.year}年{day.month}月{day.day}日"


def known_date(day: date | None, precision: str = "day") -> str:
    """Return a date only as exactly as it is known: “2022年”, “2022年6月” or “2022年6月5日”."""
    if day is None:
        return MISSING
    if precision == "year":
        return f"{day.year}年"
    return month_label(day) if precision == "month" else date_label(day)


def date_value(day: date | None) -> str:
    """Return the day for tables and date boxes: “2022-07-05”."""
    return MISSING if day is None else f"{_local(day):%Y-%m-%d}"


def datetime_label(moment: datetime | None) -> str:
    """Return day and minute in local time: “2022-08-08 16:42”."""
    return MISSING if moment is None else f"{_local(moment):%Y-%m-%d %H:%M}"


def day_label(day: date | None) -> str:
    """Return the day of a known year: “8月12日”; a moment is first taken to local time."""
    if day is None:
        return MISSING
    day = _local(day)
    return f"{day.month}月{day.day}日"


def clock_label(moment: datetime | None) -> str:
    """Return the minute of a moment in local time: “17:00”."""
    return MISSING if moment is None else f"{_local(moment):%H:%M}"


def time_label(moment: datetime | None) -> str:
    """Return the second of a moment in local time: “16:42:08”."""
    return MISSING if moment is None else f"{_local(moment):%H:%M:%S}"


def date_range(first: date | None, last: date | None) -> str:
    """Return “2022-01-01 ～ 2022-12-31”, an open end as “--”."""
    if first is None and last is None:
        return MISSING
    return f"{date_value(first)}{RANGE}{date_value(last)}"


def month_range(first: date, last: date) -> str:
    """Return the months of one year as statistics name them: “2022年1—6月”."""
    if first == last:
        return month_label(first)
    if first.year == last.year:
        return f"{first.year}年{first.month}—{last.month}月"
    return f"{month_label(first)}—{month_label(last)}"


def file_size(size: int) -> str:
    """Return the size of a file: “820字节”, “312KB”, “4.5MB”."""
    if size < 1024:
        return f"{size}字节"
    if size < 1024 * 1024:
        return f"{_rounded(Decimal(size) / 1024, 0)}KB"
    return f"{_rounded(Decimal(size) / 1024 / 1024, 1)}MB"


def masked_phone(phone: str | None) -> str:
    """Return a telephone number with its middle hidden: “186****1402”."""
    if not phone:
        return MISSING
    digits = phone.strip()
    if len(digits) >= 11:
        return f"{digits[:3]}****{digits[-4:]}"
    return f"****{digits[-2:]}" if len(digits) > 4 else "****"


def _rounded(value: Decimal | int, decimals: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _signed(value: Decimal, *, sign: bool, marks: bool) -> str:
    text = f"{abs(value):,f}" if marks else f"{abs(value):f}"
    if value < 0:
        return MINUS + text
    return f"+{text}" if sign and value > 0 else text


def _local(day: date) -> date:
    return localtime(day) if isinstance(day, datetime) and is_aware(day) else day
