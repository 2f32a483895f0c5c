"""核实性 checks: what is so unlike the series that somebody should say why."""

from dataclasses import replace
from decimal import Decimal

import pytest

from strategy.progress import FindingCode, January, check_entry

from .entries import FLOW, HALF_YEAR, STOCK, TO_DATE, USUAL, codes, entry, numbers, sentence
from .years import reported


def test_a_leap_to_four_times_the_average_is_asked_about():
    history = numbers(31189, 37038, 25579, 40335, 28606, 24593)

    assert sentence(entry(124893, history=history)) == "本月为前6个月平均的4.0倍，请说明原因"


@pytest.mark.parametrize("value", [5, 9, 10, 11, 15])
@pytest.mark.parametrize("usual", [10, 10000])
def test_a_month_near_a_constant_history_is_not_asked_about(usual, value):
    assert codes(entry(value * usual / 10, history=numbers(*[usual] * 12))) == []


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        (16, "本月为前6个月平均的1.6倍，请说明原因"),
        (4, "本月明显低于近12个月的一般水平，请说明原因"),
        (0, "本月明显低于近12个月的一般水平，请说明原因"),
    ],
)
def test_a_month_far_from_a_constant_history_is_asked_about(value, asked):
    assert sentence(entry(value, history=numbers(*[10] * 12))) == asked


def test_a_month_like_one_odd_month_of_the_past_is_asked_about():
    assert codes(entry(100, history=(*USUAL, Decimal(100)))) == [FindingCode.FAR_FROM_HISTORY]


def test_a_month_of_a_restless_history_is_not_asked_about():
    assert codes(entry(40, history=numbers(5, 30, 12, 2, 25, 18))) == []


def test_five_months_are_no_history():
    assert codes(entry(100, history=numbers(10, 10, 10, 10, 10))) == []


def test_few_cases_more_of_a_small_count_are_not_asked_about():
    history = numbers(0, 0, 1, 0, 0, 0, 1)

    assert codes(entry(5, history=history)) == []
    assert codes(entry(6, history=history)) == [FindingCode.FAR_FROM_HISTORY]


def test_a_rate_moves_by_points():
    history = numbers(0.1, 0, 0.1, -0.1, 0.2, 0)
    rate = entry(5, kind=STOCK, unit="%", decimals=1, history=history)

    assert codes(rate) == []
    assert codes(replace(rate, value=Decimal("5.4"))) == [FindingCode.FAR_FROM_HISTORY]


def test_the_own_value_of_a_to_date_figure_is_checked():
    checked = entry(100, kind=TO_DATE, year=HALF_YEAR, history=USUAL)

    assert sentence(checked) == "本月为前6个月平均的3.9倍，请说明原因"
    assert codes(replace(checked, year=HALF_YEAR | {6: None})) == []


@pytest.mark.parametrize(
    ("kind", "january"),
    [(FLOW, January.MERGED), (TO_DATE, January.MERGED), (TO_DATE, January.EXEMPT)],
)
def test_february_that_tells_january_too_is_two_months(kind, january):
    february = entry(20, kind=kind, month=2, january=january, history=numbers(*[10] * 12))

    assert codes(february) == []
    assert sentence(replace(february, value=Decimal(80))).startswith(
        "1—2月月均为前6个月平均的4.0倍"
    )


@pytest.mark.parametrize("value", [20, 3])
def test_february_that_tells_itself_alone_is_one_month(value):
    february = entry(value, month=2, january=January.EXEMPT, history=numbers(*[10] * 12))

    assert codes(february) == [FindingCode.FAR_FROM_HISTORY]


@pytest.mark.parametrize(
    ("value", "amount"),
    [(100000, "约1万倍"), (50000, "约1万倍"), (10**9, "1万倍以上"), ("0.001", "约1万倍")],
)
def test_a_slip_of_units_is_told_instead_of_the_distance(value, amount):
    assert sentence(entry(value, decimals=4, history=USUAL)) == (
        f"疑似单位有误（与近8个月的一般水平相差{amount}），请核对单位是否为万元；如无误，请说明原因"
    )


def test_five_thousand_times_is_where_a_slip_of_units_begins():
    assert codes(entry(49999, history=USUAL)) == [FindingCode.FAR_FROM_HISTORY]
    assert codes(entry(50000, history=USUAL)) == [FindingCode.UNIT_SLIP]


def test_a_percentage_taken_from_a_cell_as_a_fraction_is_a_slip_of_units():
    share = entry("0.52", kind=STOCK, unit="%", decimals=2, history=numbers(50, 51, 51))

    assert sentence(share) == (
        "疑似单位有误（相差约100倍），52%应填52，不填0.52；如无误，请说明原因"
    )


@pytest.mark.parametrize(
    ("value", "base", "asked"),
    [
        (30, 10, "本月为上年同期的3.0倍，请说明原因"),
        (10, 1, "本月为上年同期的10.0倍，请说明原因"),
        (40, 120, "本月不到上年同期的34%，请说明原因"),
        (10, 400, "本月不到上年同期的3%，请说明原因"),
    ],
)
def test_a_third_or_three_times_of_last_year_is_asked_about(value, base, asked):
    assert sentence(entry(value, base=base)) == asked
    assert sentence(entry(value, kind=STOCK, base=base)) == asked
    assert sentence(entry(value, last_year=reported([base], first=7))) == asked


@pytest.mark.parametrize(
    ("value", "base"), [(29, 10), (10, 29), (9, 1), (1, 9), (100, 0), (0, 100), (100, -10)]
)
def test_less_or_a_tiny_or_no_base_is_not_asked_about(value, base):
    assert codes(entry(value, base=base)) == []


def test_the_typed_base_goes_before_what_was_reported_last_year():
    assert codes(entry(30, base=20, last_year=reported([1], first=7))) == []


def test_the_growth_of_a_to_date_figure_is_that_of_its_month():
    last_year = reported([10, 20, 30, 40, 50, 60, 70])
    checked = entry(95, kind=TO_DATE, year=HALF_YEAR, last_year=last_year)

    assert sentence(checked) == "本月为上年同期的3.5倍，请说明原因"


def test_the_growth_of_a_to_date_figure_whose_month_is_unknown_is_its_own():
    checked = entry(95, kind=TO_DATE, year=HALF_YEAR, base=20)

    assert sentence(checked) == "本月止累计为上年同期的4.8倍，请说明原因"


def test_percentages_are_compared_in_points():
    share = entry(60, kind=STOCK, unit="%", base=11)

    assert codes(share) == []
    assert sentence(replace(share, base=Decimal(10))) == (
        "本月比上年同期提高50个百分点，请说明原因"
    )


@pytest.mark.parametrize(
    ("value", "kind", "year"),
    [(101, TO_DATE, {}), (41, FLOW, reported([50, None, 10]))],
)
def test_passing_the_plan_of_the_year_is_asked_about_without_a_number(value, kind, year):
    checked = entry(value, kind=kind, year=year, target=100)

    assert codes(checked) == [FindingCode.ABOVE_PLAN]
    assert sentence(checked) == "本月止累计已超过年度计划，请说明原因"
    assert codes(replace(checked, value=checked.value - 1)) == []


def test_a_stock_has_no_plan_to_pass():
    assert codes(entry(101, kind=STOCK, target=100)) == []


@pytest.mark.parametrize(
    ("kind", "value", "year", "asked"),
    [
        (FLOW, 10, reported([10, 10], first=5), "本月数连续3个月相同，请说明原因"),
        (TO_DATE, 60, HALF_YEAR | reported([60], first=5), None),
        (TO_DATE, 60, reported([60, 60, 60], first=4), "累计数连续3个月没有增加，请说明原因"),
        (TO_DATE, 0, reported([0] * 6), None),
        (TO_DATE, 70, reported([40, 50, 60], first=4), None),
        (FLOW, 0, reported([0, 0], first=5), None),
        (FLOW, 10, reported([10], first=6), None),
        (FLOW, 10, reported([10, 10], first=4), None),
        (STOCK, 10, reported([10] * 6), None),
    ],
)
def test_three_months_without_change_are_asked_about(kind, value, year, asked):
    found = check_entry(entry(value, kind=kind, year=year))

    assert [finding.sentence for finding in found] == ([asked] if asked else [])


def test_three_months_without_change_may_lie_over_the_turn_of_the_year():
    january = entry(10, month=1, last_year=reported([10, 10], first=11))
    march = entry(10, month=3, january=January.MERGED, year=reported([10], first=2))

    assert codes(january) == [FindingCode.UNCHANGED]
    assert codes(march) == []
    assert codes(replace(march, last_year=reported([10], first=12))) == [FindingCode.UNCHANGED]
