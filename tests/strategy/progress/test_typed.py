"""Typed cells: read as meant, never guessed, never rounded, and refused in words."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategy.progress import TypedKind, read_typed
from strategy.progress.typed import IS_MISGROUPED, IS_SCIENTIFIC, IS_SEVERAL, IS_TOO_LARGE

FULL_WIDTH = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")
LIMIT = Decimal(10) ** 11
HIDDEN = "\u202e\u202d\u200b\u200f\x00\x07\n\ufeff\ud800"
amounts = st.integers(-(10**15) + 1, 10**15 - 1).map(lambda n: Decimal(n).scaleb(-4))
units = st.sampled_from(["", "%", "家", "元", "万元", "亿元", "吨标准煤", "千克标准煤/吨", "位"])
cells = st.one_of(
    st.text(),
    st.text("0123456789０９.,，、 -−－+万亿元家%％()（）eE=#…—/无\u202e\u200b\u00a0²½٣"),
    st.floats(),
    st.integers(),
    st.decimals(),
    st.booleans(),
    st.datetimes(),
    st.none(),
    st.binary(),
)


@pytest.mark.parametrize("raw", [None, "", "  ", "\u3000\t\n", "-", "--", "—", "——", "/", "－"])
def test_a_blank_is_missing_and_not_zero(raw):
    typed = read_typed(raw, "万元", 0)

    assert (typed.kind, typed.value, typed.error) == (TypedKind.EMPTY, None, "")


@pytest.mark.parametrize("raw", ["无", "本月无", " 本月无此项 ", "无此项", "无 此项"])
def test_none_this_month_can_be_said_in_words(raw):
    assert read_typed(raw, "万元", 0).kind == TypedKind.NONE


@pytest.mark.parametrize("raw", ["0", "０", "0.00", "-0", 0, 0.0, -0.0, Decimal("0E+3")])
def test_zero_is_a_value_without_a_sign(raw):
    typed = read_typed(raw, "万元", 1)

    assert typed.kind == TypedKind.NUMBER
    assert str(typed.value) == "0.0"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1234.5", "1234.5"),
        ("１，２３４．５", "1234.5"),
        ("1,234,567", "1234567"),
        ("1 234 567.5", "1234567.5"),
        ("1\u00a0234", "1234"),
        ("+12", "12"),
        ("-12", "-12"),
        ("−12", "-12"),
        ("－１２", "-12"),
        ("- 12", "-12"),
        (".5", "0.5"),
        ("007", "7"),
        ("12.50000", "12.5"),
        ("1,234万元", "1234"),
        ("12 万元", "12"),
        ("12 万 元", "12"),
        ("5万", "5"),
        ("\u202d123\u202c", "123"),
        ("\ufeff1\u200b23", "123"),
        (12, "12"),
        (12.5, "12.5"),
        (Decimal("12.50"), "12.5"),
        (0.1 + 0.2, "0.3"),
        (10000.1 - 10000, "0.1"),
        (123456789.10000001, "123456789.1"),
    ],
)
def test_a_number_is_read_as_it_is_meant(raw, value):
    typed = read_typed(raw, "万元", 1)

    assert (typed.kind, typed.value, typed.note) == (TypedKind.NUMBER, Decimal(value), "")


@pytest.mark.parametrize(
    ("raw", "unit", "value", "note"),
    [
        ("1.2亿元", "万元", "12000", "1.2亿元按单位万元计为12,000"),
        ("3亿", "万元", "30000", "3亿元按单位万元计为30,000"),
        ("１．２亿", "万元", "12000", "1.2亿元按单位万元计为12,000"),
        ("12000元", "万元", "1.2", "12,000元按单位万元计为1.2"),
        ("-5,000万元", "亿元", "-0.5", "−5,000万元按单位亿元计为−0.5"),
        ("2亿元", "元", "200000000", "2亿元按单位元计为200,000,000"),
        ("3万亿元", "亿元", "30000", "3万亿元按单位亿元计为30,000"),
        ("1.2万家", "家", "12000", "1.2万家按单位家计为12,000"),
        ("1.2万", "家", "12000", "1.2万家按单位家计为12,000"),
        ("20吨标准煤", "万吨标准煤", "0.002", "20吨标准煤按单位万吨标准煤计为0.002"),
        ("2万", "", "20000", "2万计为20,000"),
        ("0元", "万元", "0", ""),
        ("12％", "%", "12", ""),
        ("5吨标准煤", "吨标准煤", "5", ""),
        ("5千克标准煤/吨", "千克标准煤/吨", "5", ""),
    ],
)
def test_units_are_converted_exactly_and_said_so_if_the_number_changed(raw, unit, value, note):
    typed = read_typed(raw, unit, 4)

    assert (typed.kind, typed.value, typed.note) == (TypedKind.NUMBER, Decimal(value), note)


@pytest.mark.parametrize(
    ("raw", "unit", "error"),
    [
        ("12万元", "家", "单位为“家”，不能填“万元”"),
        ("12个", "家", "单位为“家”，不能填“个”"),
        ("12吨", "吨标准煤", "单位为“吨标准煤”，不能填“吨”"),
        ("12%", "万元", "单位为“万元”，不能填“%”"),
        ("12万", "%", "单位为“%”，不能填“万”"),
        ("12家", "", "本项没有单位，不能填“家”"),
        ("1,23", "家", IS_MISGROUPED),
        ("1,2345", "家", IS_MISGROUPED),
        ("1,234 567", "家", IS_MISGROUPED),
        ("0,123", "家", IS_MISGROUPED),
        ("1.234,56", "家", IS_MISGROUPED),
        ("1.2E+05", "家", IS_SCIENTIFIC),
        ("1.2.3", "家", "“1.2.3”不是数字，请只填写数字"),
        ("12-15", "家", "“12-15”不是数字，请只填写数字"),
        ("约12", "家", "“约12”不是数字，请只填写数字"),
        ("10²", "家", "“10²”不是数字，请只填写数字"),
        ("½", "家", "“½”不是数字，请只填写数字"),
        ("①", "家", "“①”不是数字，请只填写数字"),
        ("١٢", "家", "“١٢”不是数字，请只填写数字"),
        ("一百", "家", "“一百”不是数字，请只填写数字"),
        ("3亿2000万元", "万元", "“3亿2000万元”不是数字，请只填写数字"),
        ("（123）", "家", "括号不表示负数，负数请在数字前加负号"),
        ("=A1+B1", "家", "单元格是公式，请粘贴为数值"),
        ("＝1", "家", "单元格是公式，请粘贴为数值"),
        ("#DIV/0!", "家", "单元格显示的是错误值，请填写数字"),
        ("…", "家", "省略号含义不明确：没有数据请留空，数值为零请填0"),
        ("1\n\x0023", "家", "内容含有换行或不可见的字符，请删除后重新填写"),
        ("\u202e123", "家", "内容含有换行或不可见的字符，请删除后重新填写"),
        ("1\x0023", "家", "内容含有换行或不可见的字符，请删除后重新填写"),
        (True, "家", "单元格是逻辑值，请填写数字"),
        (date(2022, 7, 1), "家", "单元格是日期，请把单元格格式改为常规后填写数字"),
        (datetime(2022, 7, 1, 9), "家", "单元格是日期，请把单元格格式改为常规后填写数字"),  # noqa: DTZ001
        (time(9), "家", "单元格是日期，请把单元格格式改为常规后填写数字"),
        (float("nan"), "家", "请只填写数字"),
        (float("-inf"), "家", "请只填写数字"),
        (Decimal("sNaN"), "家", "请只填写数字"),
        ([12], "家", "请只填写数字"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(raw, unit, error):
    typed = read_typed(raw, unit, 0)

    assert (typed.kind, typed.value, typed.error) == (TypedKind.REFUSED, None, error)


@pytest.mark.parametrize(
    "raw",
    ["2699 3608 6390", "2699\t3608", "12\n13", "12 34", "２６９９　３６０８", "2,699 -36.5",
     "1.5、2.5", "50% 60%", "123\r\n456", "2699 " * 10_000],
)  # fmt: skip
def test_several_numbers_in_one_cell_are_told_where_to_go(raw):
    assert read_typed(raw, "家", 0).error == IS_SEVERAL
    assert IS_SEVERAL == "一格只填一个数，整列数据请用“从 Excel 粘贴”"


@pytest.mark.parametrize("raw", ["1.25", 1.25, Decimal("1.25"), "1,000.01", 1234567.81])
def test_more_decimals_than_the_metric_has_are_refused_and_not_rounded(raw):
    assert read_typed(raw, "亿元", 1).error == "最多保留1位小数"


@pytest.mark.parametrize("raw", [1234567890.5, "12.5", 12345678.0001])
def test_a_whole_number_is_asked_for_where_the_metric_has_no_decimals(raw):
    assert read_typed(raw, "家", 0).error == "应填整数，不能有小数"


def test_a_conversion_that_needs_more_decimals_is_told_with_its_refusal():
    error = read_typed("300元", "万元", 0).error

    assert error == "300元按单位万元计为0.03，应填整数，不能有小数"


@pytest.mark.parametrize(
    "raw",
    ["100000000000", "99999999999999999999万亿元", 10**30, 10**4000, 1e300, Decimal("1E+999999")],
)
def test_more_than_eleven_integer_digits_are_refused(raw):
    assert read_typed(raw, "元", 0).error == IS_TOO_LARGE


def test_a_number_too_long_to_be_printed_is_refused_all_the_same():
    assert read_typed(10**100_000, "元", 0).error == IS_TOO_LARGE


def test_eleven_integer_digits_and_four_decimals_are_kept():
    assert read_typed("-99,999,999,999.9999", "元", 4).value == Decimal("-99999999999.9999")


@pytest.mark.parametrize("raw", ["9" * 10_000, "数" * 10_000, "1" + "\u200b" * 10_000 + "2"])
def test_a_very_long_text_is_refused_with_its_beginning(raw):
    error = read_typed(raw, "元", 0).error

    assert error.endswith("…”内容过长，请只填写数字") or error == "“1”内容过长，请只填写数字"
    assert len(error.split("”")[0]) <= 1 + 20


@given(amounts, units, st.booleans())
@example(Decimal("-0.0001"), "万元", True)
def test_a_printed_number_reads_back_as_itself(amount, unit, is_full_width):
    printed = f"{amount:,.4f}{unit}"

    typed = read_typed(printed.translate(FULL_WIDTH) if is_full_width else printed, unit, 4)

    assert (typed.value, typed.note) == (amount, "")


@given(amounts)
def test_a_number_reads_the_same_in_any_unit_of_money(amount):
    in_yuan = read_typed(f"{amount}万元", "元", 4)
    in_ten_thousands = read_typed(f"{amount.scaleb(4)}元", "万元", 4)

    assert in_ten_thousands.value == amount
    assert in_yuan.value in (None, amount.scaleb(4))


@given(amounts.filter(lambda amount: abs(amount) < 10**10))
def test_a_float_reads_as_the_number_that_excel_shows(amount):
    assert read_typed(float(amount), "元", 4).value == amount


@given(cells, units, st.integers(0, 4))
def test_any_cell_is_read_or_refused_and_fits_the_column(raw, unit, decimals):
    typed = read_typed(raw, unit, decimals)

    assert (typed.value is not None) == (typed.kind == TypedKind.NUMBER)
    assert bool(typed.error) == (typed.kind == TypedKind.REFUSED)
    assert not any(char in HIDDEN for char in typed.error + typed.note)
    if typed.value is not None:
        assert abs(typed.value) < LIMIT
        assert typed.value.as_tuple().exponent == -decimals
