"""Months: calendar arithmetic on first days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy import months

JUNE = date(2022, 6, 1)
any_month = st.dates(date(1990, 1, 1), date(2110, 12, 31)).map(months.month_of)


def test_month_is_the_first_day_of_its_days():
    assert months.month_of(date(2022, 6, 30)) == JUNE
    assert months.first_day(2022, 6) == JUNE


def test_neighbours_cross_the_year():
    assert months.next_month(date(2021, 12, 1)) == date(2022, 1, 1)
    assert months.previous_month(date(2022, 1, 1)) == date(2021, 12, 1)
    assert months.same_month_last_year(JUNE) == date(2021, 6, 1)


@pytest.mark.parametrize(
    ("month", "day"), [((2022, 2), 28), ((2024, 2), 29), ((2022, 6), 30), ((2022, 12), 31)]
)
def test_last_day_knows_leap_years(month, day):
    assert months.last_day(date(*month, 1)).day == day


@given(any_month, st.integers(-300, 300))
def test_adding_months_and_taking_them_away_comes_back(month, count):
    assert months.add_months(months.add_months(month, count), -count) == month


@given(any_month, st.integers(0, 60))
def test_months_between_holds_both_ends(month, count):
    listed = months.months_between(month, months.add_months(month, count))

    assert len(listed) == count + 1
    assert listed[0] == month
    assert listed == sorted(set(listed))


def test_months_between_is_empty_backwards():
    assert months.months_between(JUNE, date(2022, 5, 1)) == []


def test_year_has_twelve_months():
    listed = months.year_months(2022)

    assert [month.month for month in listed] == list(range(1, 13))
    assert {month.year for month in listed} == {2022}


@pytest.mark.parametrize(
    ("earlier", "later", "count"),
    [
        (date(2022, 3, 31), date(2022, 6, 30), 3),
        (date(2022, 4, 1), date(2022, 6, 30), 2),
        (date(2022, 6, 30), date(2022, 6, 30), 0),
        (date(2022, 6, 15), date(2022, 7, 14), 0),
        (date(2022, 6, 15), date(2022, 7, 15), 1),
        (date(2021, 12, 31), date(2022, 2, 28), 2),
        (date(2022, 8, 1), date(2022, 6, 30), 0),
    ],
)
def test_whole_months_between_days(earlier, later, count):
    assert months.whole_months(earlier, later) == count


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(months.month_of))
def test_written_month_is_read_back(month):
    assert months.parse(months.code(month)) == month


@pytest.mark.parametrize(
    "text", ["", "2022", "2022-6", "2022-13", "2022-00", "２０２２-06", " 2022-06", "2022-06-01"]
)
def test_text_that_is_no_month_is_refused_in_chinese(text):
    with pytest.raises(ValueError, match=r"无法识别，应写作“2022-06”的形式。"):
        months.parse(text)


@pytest.mark.parametrize("text", ["1999-12", "2100-01", "9999-12", "0000-01"])
def test_far_off_year_is_refused_in_chinese(text):
    with pytest.raises(ValueError, match="应在2000年至2099年之间"):
        months.parse(text)


def test_label_has_no_padding_zero():
    assert months.label(JUNE) == "2022年6月"
