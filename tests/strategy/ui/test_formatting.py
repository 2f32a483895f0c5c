"""Numbers and dates as text: one table of cases for each function (practice 38)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from strategy.ui import formatting


def decimal(text):
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (None, 2, "--"),
        ("0", 0, "0"),
        ("0", 2, "0.00"),
        ("1234.5", 2, "1,234.50"),
        ("12345.675", 2, "12,345.68"),  # half up, not half even
        ("12345.665", 2, "12,345.67"),
        ("-1200", 2, "−1,200.00"),
        ("-0.004", 2, "0.00"),
        ("100000000000.0000", 0, "100,000,000,000"),
    ],
)
def test_tables_have_fixed_decimals_and_thousands_marks(value, decimals, text):
    assert formatting.number(decimal(value), decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [("7", "+7.0"), ("-11.04", "−11.0"), ("0", "0.0"), (None, "--")]
)
def test_points_have_their_sign(value, text):
    assert formatting.points(decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"), [("97.15786", "97.2%"), ("31.65", "31.7%"), ("0", "0.0%"), (None, "--")]
)
def test_percent_has_one_decimal(value, text):
    assert formatting.percent(decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("354.0000", "亿元", "354亿元"),
        ("125.9000", "亿元", "125.9亿元"),
        ("5700.0000", "万元", "5700万元"),
        ("10000", "万元", "10000万元"),
        ("0.005", "亿元", "0.01亿元"),
        ("-3.50", "亿元", "−3.5亿元"),
        ("0", "个", "0个"),
        (None, "亿元", "--"),
    ],
)
def test_prose_drops_trailing_zeros(value, unit, text):
    assert formatting.amount(decimal(value), unit) == text


def test_dates_for_prose_are_not_padded_and_dates_for_tables_are():
    day = date(2022, 7, 5)

    assert formatting.date_label(day) == "2022年7月5日"
    assert formatting.date_value(day) == "2022-07-05"
    assert formatting.month_label(day) == "2022年7月"
    assert formatting.month_value(day) == "2022-07"
    assert formatting.date_label(None) == formatting.month_label(None) == "--"


@pytest.mark.parametrize(
    ("precision", "text"), [("day", "2022年6月30日"), ("month", "2022年6月"), ("year", "2022年")]
)
def test_date_is_printed_only_as_exactly_as_it_is_known(precision, text):
    assert formatting.known_date(date(2022, 6, 30), precision) == text


def test_moment_is_printed_in_local_time_with_24_hours():
    moment = datetime(2022, 8, 8, 16, 5, tzinfo=UTC)

    assert formatting.datetime_label(moment) == "2022-08-09 00:05"
    assert formatting.date_value(moment) == "2022-08-09"


def test_ranges():
    first, last = date(2022, 1, 1), date(2022, 6, 1)

    assert formatting.date_range(first, last) == "2022-01-01 ～ 2022-06-01"
    assert formatting.date_range(first, None) == "2022-01-01 ～ --"
    assert formatting.date_range(None, None) == "--"
    assert formatting.month_range(first, last) == "2022年1—6月"
    assert formatting.month_range(first, first) == "2022年1月"


@pytest.mark.parametrize(
    ("phone", "text"),
    [
        ("18612341402", "186****1402"),
        ("0395-3131234", "039****1234"),
        ("3131234", "****34"),
        ("110", "****"),
        ("", "--"),
        (None, "--"),
    ],
)
def test_middle_of_a_telephone_number_is_hidden(phone, text):
    assert formatting.masked_phone(phone) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("7", "+7.0"), ("-0.04", "−0.04"), ("0.05", "+0.1"), ("0", "0.0"), ("-10.04", "−10.0")],
)
def test_a_difference_is_never_rounded_away(value, text):
    assert formatting.points(Decimal(value)) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0字节"),
        (1023, "1023字节"),
        (1024, "1KB"),
        (319_488, "312KB"),
        (1_048_576, "1.0MB"),
        (20 * 1024 * 1024, "20.0MB"),
    ],
)
def test_size_of_a_file(size, text):
    assert formatting.file_size(size) == text
