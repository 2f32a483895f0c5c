"""Growth of an assessed series: typed comparable bases first, last year's figures else."""

from decimal import Decimal

import pytest

from strategy.progress import Accumulation, January, ReportedValue, assess_series

from .years import reported, year_of

FLOW = Accumulation.FLOW


def with_base(value, base):
    return ReportedValue(value=Decimal(value), base=Decimal(base))


def test_to_date_grows_on_last_years_to_date():
    year = year_of(reported([110, 240]), last_year=reported([100, 200]))

    result = assess_series(year, 2)

    assert (result.base_to_date, result.growth_rate) == (200, 20)


def test_flow_grows_on_the_sum_of_last_years_months():
    year = year_of(reported([110, 130]), accumulation=FLOW, last_year=reported([100, 100]))

    result = assess_series(year, 2)

    assert (result.base_to_date, result.growth_rate) == (200, 20)


def test_typed_base_goes_before_last_years_figure():
    year = year_of({3: with_base(313, 160)}, last_year=reported([1, 2, 3]))

    assert assess_series(year, 3).base_to_date == 160


def test_typed_bases_of_a_flow_add_up_with_last_years_months_between_them():
    values = {1: with_base(10, 5)} | reported([10], first=2)

    year = year_of(values, accumulation=FLOW, last_year=reported([99, 8]))

    assert assess_series(year, 2).base_to_date == 13


@pytest.mark.parametrize("last_year", [{}, reported([100]), reported([None, 100])])
def test_flow_has_no_growth_on_part_of_last_year(last_year):
    year = year_of(reported([10, 10]), accumulation=FLOW, last_year=last_year)

    result = assess_series(year, 2)

    assert (result.base_to_date, result.growth_rate) == (None, None)


def test_flow_begun_in_may_is_compared_with_the_same_months():
    values, last_year = reported([10, 10], first=5), reported([100] * 4 + [8, 8])

    year = year_of(values, accumulation=FLOW, last_year=last_year, owed=frozenset({5, 6}))

    assert assess_series(year, 6).base_to_date == 16


def test_merged_january_counts_once_in_the_base():
    year = year_of(
        reported([None, 30]),
        accumulation=FLOW,
        january=January.MERGED,
        last_year=reported([9, 20]),
    )

    assert assess_series(year, 2).growth_rate == 50


def test_loss_turned_to_profit_is_told_in_words():
    result = assess_series(year_of(reported([5]), last_year=reported([-3])), 1)

    assert (result.growth_rate, result.growth.wording) == (None, "扭亏为盈")
