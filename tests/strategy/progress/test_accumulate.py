"""Accumulation: months to to-date figures and back, January, and what is missing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.progress import (
    ALL_MONTHS,
    NOT_APPLICABLE,
    Accumulation,
    January,
    missing_months,
    month_values,
    months_used,
    ratio,
    to_dates,
    total,
)

from .years import figures, month_numbers, to_date_months

NUMBERS = st.lists(st.one_of(figures, st.none(), st.just(NOT_APPLICABLE)), min_size=12, max_size=12)


def year(*values):
    return {
        month: Decimal(value) if isinstance(value, int) else value
        for month, value in enumerate(values, start=1)
    }


def first(count, by_month):
    return [by_month[month] for month in range(1, count + 1)]


def test_flow_adds_up():
    assert first(3, to_dates(Accumulation.FLOW, year(1, 2, 3))) == [1, 3, 6]


def test_flow_is_unknown_from_the_first_missing_month_on():
    assert first(4, to_dates(Accumulation.FLOW, year(1, None, 3, 4))) == [1, None, None, None]


def test_flow_of_a_month_not_applicable_adds_nothing_and_misses_nothing():
    dates = to_dates(Accumulation.FLOW, year(NOT_APPLICABLE, 2, NOT_APPLICABLE, 4))

    assert first(4, dates) == [None, 2, 2, 6]


def test_flow_zero_is_a_value():
    assert first(2, to_dates(Accumulation.FLOW, year(0, 5))) == [0, 5]


def test_flow_of_a_series_begun_in_may_owes_nothing_before():
    reported = {5: Decimal(7), 6: Decimal(8)}

    dates = to_dates(Accumulation.FLOW, reported, owed=frozenset(range(5, 13)))

    assert (dates[4], dates[5], dates[6], dates[7]) == (None, 7, 15, None)


@pytest.mark.parametrize("january", [January.EXEMPT, January.MERGED])
def test_february_is_the_first_value_where_january_is_not_asked(january):
    dates = to_dates(Accumulation.FLOW, year(None, 30, 10), january)

    assert first(3, dates) == [None, 30, 40]


def test_merged_february_counts_once_even_beside_a_january():
    dates = to_dates(Accumulation.FLOW, year(14, 30, 10), January.MERGED)

    assert first(3, dates) == [None, 30, 40]


@pytest.mark.parametrize("kind", [Accumulation.STOCK, Accumulation.RANK, Accumulation.RATIO])
def test_levels_are_never_summed(kind):
    reported = year(80, 85, None, 90)

    assert first(4, to_dates(kind, reported)) == [80, 85, None, 90]
    assert first(4, month_values(kind, reported)) == [80, 85, None, 90]


def test_to_date_not_applicable_carries_the_former():
    dates = to_dates(Accumulation.TO_DATE, year(5, NOT_APPLICABLE, 9))

    assert first(3, dates) == [5, 5, 9]


def test_to_date_carries_nothing_across_a_missing_month():
    dates = to_dates(Accumulation.TO_DATE, year(5, None, NOT_APPLICABLE, 9))

    assert first(4, dates) == [5, None, None, 9]


def test_month_from_to_dates_is_the_difference():
    values = month_values(Accumulation.TO_DATE, year(5, 8, 8, None, 20, 21))

    assert first(6, values) == [5, 3, 0, None, None, 1]


def test_month_after_a_revised_down_to_date_is_negative():
    assert month_values(Accumulation.TO_DATE, year(5, 4))[2] == -1


@pytest.mark.parametrize("january", [January.EXEMPT, January.MERGED])
def test_first_month_asked_is_its_to_date(january):
    assert first(3, month_values(Accumulation.TO_DATE, year(None, 8, 9), january)) == [None, 8, 1]


def test_month_after_months_not_applicable_is_its_to_date():
    values = month_values(Accumulation.TO_DATE, year(NOT_APPLICABLE, NOT_APPLICABLE, 6, 9))

    assert first(4, values) == [None, None, 6, 3]


def test_month_of_a_lone_to_date_is_unknown():
    values = month_values(Accumulation.TO_DATE, {6: Decimal(354)}, January.REPORTED, frozenset({6}))

    assert values[6] is None


@given(to_date_months, month_numbers, st.sampled_from(January))
def test_to_date_equals_the_sum_of_months(numbers, month, january):
    reported = dict(enumerate(numbers, start=1))
    asked = range(1 if january == January.REPORTED else 2, month + 1)

    dates = to_dates(Accumulation.FLOW, reported, january)
    back = month_values(Accumulation.TO_DATE, dates, january)

    assert dates[month] == (sum(reported[m] for m in asked) if asked else None)
    assert [back[m] for m in asked] == [reported[m] for m in asked]


@given(to_date_months, st.sets(month_numbers), month_numbers)
def test_former_to_date_and_month_make_the_to_date(numbers, corrected, month):
    reported = dict(enumerate(numbers, start=1))
    reported.update({m: reported[m] + 1 for m in corrected})

    values = month_values(Accumulation.TO_DATE, reported)

    assert reported.get(month - 1, 0) + values[month] == reported[month]


@given(NUMBERS, month_numbers, month_numbers, st.sampled_from(January))
def test_missing_month_is_never_zero(numbers, gone, month, january):
    reported = dict(enumerate(numbers, start=1)) | {gone: None}

    date = to_dates(Accumulation.FLOW, reported, january)[month]
    values = month_values(Accumulation.TO_DATE, reported, january)

    asked = gone != 1 or january == January.REPORTED
    if asked and gone <= month:
        assert date is None
    if asked:
        assert values[gone] is None
    if asked and gone < 12:
        assert values[gone + 1] is None


@given(NUMBERS, st.sampled_from(Accumulation), month_numbers, st.sampled_from(January))
def test_only_the_months_named_as_used_move_the_to_date(numbers, kind, month, january):
    reported = dict(enumerate(numbers, start=1))
    used = months_used(kind, reported, january, month)
    other = {
        m: value if m in used or not isinstance(value, Decimal) else value + 1
        for m, value in reported.items()
    }

    assert to_dates(kind, reported, january)[month] == to_dates(kind, other, january)[month]


def test_months_used_by_kind():
    numbers = year(1, 2, NOT_APPLICABLE)
    january = January.REPORTED

    assert months_used(Accumulation.FLOW, numbers, january, 2) == (1, 2)
    assert months_used(Accumulation.TO_DATE, numbers, january, 2) == (2,)
    assert months_used(Accumulation.TO_DATE, numbers, january, 3) == (2, 3)
    assert months_used(Accumulation.STOCK, numbers, january, 4) == ()


def test_missing_months_are_those_owed():
    reported = year(None, 2, None, NOT_APPLICABLE)

    assert missing_months(reported, January.REPORTED, 5) == (1, 3, 5)
    assert missing_months(reported, January.MERGED, 5) == (3, 5)
    assert missing_months(reported, January.REPORTED, 5, ALL_MONTHS - {3}) == (1, 5)


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        ("354", "1000", "35.4"),
        ("0", "4", "0"),
        ("1", "0", None),
        (None, "4", None),
        ("1", None, None),
    ],
)
def test_ratio_is_percent_or_unknown(numerator, denominator, percent):
    parts = [None if part is None else Decimal(part) for part in (numerator, denominator)]

    assert ratio(*parts) == (None if percent is None else Decimal(percent))


def test_total_leaves_the_missing_out_and_says_so():
    summed = total([Decimal(3), None, Decimal(0)])

    assert (summed.value, summed.reported, summed.owed) == (3, 2, 3)
    assert not summed.is_complete


def test_total_of_nothing_reported_is_unknown():
    assert total([None, None]).value is None
    assert total([]).value is None


def test_kinds_have_words():
    assert [kind.label for kind in Accumulation] == ["当期数", "累计数", "时点数", "位次", "比率"]
    assert Accumulation("flow") is Accumulation.FLOW
    assert January.choices()[2] == ("merged", "1—2月合并报送")
