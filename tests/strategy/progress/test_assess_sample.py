"""示例 is inherited: from every input that was used, and from no other."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.progress import (
    Accumulation,
    ReportedValue,
    Standing,
    TargetState,
    assess_series,
)

from .years import month_numbers, reported, year_of

FLOW, TO_DATE, STOCK = Accumulation.FLOW, Accumulation.TO_DATE, Accumulation.STOCK
SAMPLE_TARGET = TargetState(Decimal(100), is_sample=True)


def marks(result):
    return (
        result.value_is_sample,
        result.to_date_is_sample,
        result.growth_is_sample,
        result.is_sample,
    )


def sampled(values, *months):
    return values | {month: replace(values[month], is_sample=True) for month in months}


REAL = reported([8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8])


@given(month_numbers, month_numbers, st.sampled_from([FLOW, TO_DATE, STOCK]))
def test_one_sample_figure_makes_what_uses_it_a_sample(month, sample, kind):
    target = TargetState(Decimal(100), start=Decimal(0))
    year = year_of(sampled(REAL, sample), accumulation=kind, target=target)

    result = assess_series(year, month)

    is_used = sample <= month if kind == FLOW else sample == month
    assert result.to_date_is_sample is is_used
    assert result.is_sample is is_used


@given(month_numbers, st.sampled_from([FLOW, TO_DATE]))
def test_all_real_is_real(month, kind):
    year = year_of(REAL, accumulation=kind, last_year=REAL)

    assert marks(assess_series(year, month)) == (False, False, False, False)


def test_sample_target_leaves_the_real_figure_real():
    year = year_of(REAL, target=SAMPLE_TARGET, last_year=REAL)

    assert marks(assess_series(year, 6)) == (False, False, False, True)


def test_sample_base_marks_the_growth_alone():
    year = year_of(REAL, last_year=sampled(REAL, 6))

    result = assess_series(year, 6)

    assert marks(result) == (False, False, True, False)
    assert result.base_is_sample


def test_sample_base_of_zero_is_marked_though_no_rate_comes_of_it():
    last_year = {6: ReportedValue(value=Decimal(0), is_sample=True)}

    result = assess_series(year_of(REAL, last_year=last_year), 6)

    assert (result.growth_rate, result.base_to_date) == (None, 0)
    assert result.growth_is_sample


def test_earlier_sample_month_marks_the_sum_but_not_the_month():
    year = year_of(sampled(REAL, 2), accumulation=FLOW)

    assert marks(assess_series(year, 6)) == (False, True, False, True)


def test_month_from_two_to_dates_is_a_sample_if_the_former_is():
    year = year_of(sampled(REAL, 5))

    assert marks(assess_series(year, 6)) == (True, False, False, False)


def test_carried_sample_stays_a_sample():
    values = sampled(REAL, 5) | {6: ReportedValue(not_applicable=True)}

    assert marks(assess_series(year_of(values), 6)) == (False, True, False, True)


@pytest.mark.parametrize("mark", ["metric_is_sample", "item_is_sample"])
def test_sample_metric_or_item_marks_everything(mark):
    year = year_of(REAL, last_year=REAL, **{mark: True})

    assert marks(assess_series(year, 6)) == (True, True, True, True)


@pytest.mark.parametrize("target", [SAMPLE_TARGET, None])
def test_not_reported_shows_the_pace_of_its_target_and_so_its_mark(target):
    result = assess_series(year_of({}, target=target), 6)

    assert result.standing == Standing.NOT_REPORTED
    assert result.is_sample is (target is not None)


def test_unknown_figure_is_no_sample():
    result = assess_series(year_of({}, item_is_sample=True), 6)

    assert marks(result) == (False, False, False, True)
