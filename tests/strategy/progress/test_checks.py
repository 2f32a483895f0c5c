"""Checks: what blocks, what is nobody's business, and what holds for every finding."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.progress import (
    Accumulation,
    FindingCode,
    FindingKind,
    January,
    ReportedValue,
    check_entry,
)

from .entries import (
    FLOW,
    HALF_YEAR,
    STOCK,
    TO_DATE,
    USUAL,
    codes,
    entries,
    entry,
    numbers,
    sentence,
)
from .years import reported

RANK = Accumulation.RANK
QUESTIONS = [
    FindingCode.UNIT_SLIP,
    FindingCode.FAR_FROM_HISTORY,
    FindingCode.LARGE_GROWTH,
    FindingCode.ABOVE_PLAN,
    FindingCode.UNCHANGED,
]


def test_a_negative_flow_is_blocked():
    assert codes(entry(-5)) == [FindingCode.NEGATIVE_FLOW]
    assert sentence(entry(-5)) == (
        "本月数不能为负数（填写的是−5万元）。如以前月份的数据有误，请先修正以前月份的数据"
    )


def test_a_negative_first_month_to_date_is_blocked():
    assert codes(entry(-5, kind=TO_DATE, month=1)) == [FindingCode.NEGATIVE_FLOW]


def test_a_negative_stock_is_no_mistake():
    assert codes(entry(-5, kind=STOCK)) == []


def test_a_to_date_figure_below_last_month_is_blocked_and_says_which_month_to_correct():
    assert sentence(entry(59.5, kind=TO_DATE, year=HALF_YEAR, history=USUAL)) == (
        "本月止累计59.5万元小于6月止累计60万元。如以前月份的数据有误，请先修正6月的数据"
    )


def test_a_to_date_figure_is_held_against_the_last_month_that_is_known():
    year = HALF_YEAR | {5: ReportedValue(not_applicable=True), 6: None}

    assert codes(entry(41, kind=TO_DATE, year=year)) == [FindingCode.BELOW_LAST_MONTH]
    assert "4月止累计42万元" in sentence(entry(41, kind=TO_DATE, year=year))
    assert codes(entry(42, kind=TO_DATE, year=year)) == []


def test_a_later_month_is_not_looked_at():
    later = reported([100], first=8)

    assert codes(entry(60, kind=TO_DATE, year=HALF_YEAR | later)) == []


def test_a_january_that_is_not_asked_for_is_not_looked_at():
    year = reported([100])

    assert codes(entry(50, kind=TO_DATE, month=2, year=year, january=January.EXEMPT)) == []
    assert codes(entry(-5, month=1, january=January.MERGED)) == []


@pytest.mark.parametrize(("value", "found"), [(40, []), (41, [FindingCode.ABOVE_INVESTMENT])])
@pytest.mark.parametrize(("kind", "year"), [(TO_DATE, {}), (FLOW, reported([0, 0, None]))])
def test_former_years_and_this_one_may_reach_the_total_investment(kind, year, value, found):
    checked = entry(value, kind=kind, year=year, ceiling=100, invested_before=60)

    assert codes(checked) == found


def test_the_flows_of_the_year_count_towards_the_total_investment():
    checked = entry(41, year=reported([50, None, 10]), ceiling=100)

    assert sentence(checked) == (
        "开工以来累计101万元超过总投资100万元。如总投资已调整，请先更新总投资"
    )


def test_large_numbers_are_told_with_the_marks_that_tables_have():
    checked = entry(1234567.5, year=reported([]), ceiling=100000)

    assert "开工以来累计1,234,567.5万元超过总投资100,000万元" in sentence(checked)


@pytest.mark.parametrize(("value", "is_blocked"), [(-0.1, 1), (0, 0), (100, 0), (100.1, 1)])
def test_a_share_lies_between_0_and_100(value, is_blocked):
    checked = entry(value, kind=STOCK, unit="%", decimals=1, is_share=True)

    assert codes(checked) == [FindingCode.ABOVE_SHARE] * is_blocked


def test_a_rate_that_is_no_share_may_pass_100():
    assert codes(entry(120, kind=STOCK, unit="%")) == []


@pytest.mark.parametrize(("value", "is_blocked"), [(1, 0), (18, 0), (0, 1), (-1, 1), (1.5, 1)])
def test_a_rank_is_a_whole_number_from_1(value, is_blocked):
    checked = entry(value, kind=RANK, unit="位", history=numbers(3, 3, 3, 3, 3, 3), base=1)

    assert codes(checked) == [FindingCode.NOT_A_RANK] * is_blocked


@pytest.mark.parametrize("kind", [FLOW, TO_DATE, STOCK])
def test_being_at_a_tenth_of_the_target_is_not_asked_about(kind):
    history, year = (numbers(*[1] * 12), reported([1, 2, 3, 4, 5, 6]))
    behind = entry({FLOW: 1, TO_DATE: 7, STOCK: 1}[kind], kind=kind, year=year, history=history)

    assert codes(replace(behind, target=Decimal(70), month_number=7)) == []


@given(
    st.sampled_from([FLOW, TO_DATE, STOCK]),
    st.integers(-20, 400),
    st.lists(st.integers(0, 40), min_size=6, max_size=6),
    st.integers(0, 10**6),
)
def test_how_far_the_target_still_is_changes_nothing(kind, value, earlier, distance):
    checked = entry(value, kind=kind, year=reported(earlier), history=USUAL)
    ahead = abs(checked.value) + sum(earlier) + distance

    assert check_entry(replace(checked, target=Decimal(ahead))) == check_entry(checked)


@pytest.mark.parametrize("kind", list(Accumulation))
def test_what_is_missing_or_not_applicable_is_not_checked(kind):
    wrong = entry(-5, kind=kind, is_share=True, history=USUAL, target=-10, ceiling=-10)

    assert codes(replace(wrong, value=None)) == []
    assert codes(replace(wrong, not_applicable=True)) == []


@given(entries)
def test_every_finding_has_a_sentence_and_blocks_come_first(checked):
    found = check_entry(checked)

    kinds = [finding.kind for finding in found]
    assert kinds == sorted(kinds, key=list(FindingKind).index)
    assert len({finding.code for finding in found}) == len(found)
    for finding in found:
        assert finding.sentence
        assert (finding.kind == FindingKind.EXPLAIN) == (finding.code in QUESTIONS)
        assert finding.sentence.endswith("请说明原因") == (finding.kind == FindingKind.EXPLAIN)


@given(entries, st.integers(1, 4))
def test_a_smaller_unit_finds_the_same(checked, power):
    checked = replace(checked, unit="亿元", decimals=4, is_share=False)

    def scaled(value):
        return None if value is None else value.scaleb(power)

    def scaled_year(year):
        return {month: one and replace(one, value=scaled(one.value)) for month, one in year.items()}

    smaller = replace(
        checked,
        decimals=4 - power,
        value=scaled(checked.value),
        base=scaled(checked.base),
        year=scaled_year(checked.year),
        last_year=scaled_year(checked.last_year),
        history=tuple(map(scaled, checked.history)),
        target=scaled(checked.target),
        ceiling=scaled(checked.ceiling),
        invested_before=scaled(checked.invested_before),
    )

    if checked.accumulation != RANK:
        assert codes(smaller) == codes(checked)


def test_a_finding_is_kept_as_text():
    (finding,) = check_entry(entry(101, kind=TO_DATE, target=100))

    assert finding.as_dict() == {
        "code": "above_plan",
        "kind": "explain",
        "sentence": "本月止累计已超过年度计划，请说明原因",
    }
