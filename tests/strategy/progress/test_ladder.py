"""The ladder of reminders on the Chinese work calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.progress.ladder import Rung, days_words, demand, latest_due, rung_on, start_of

CALM, NEAR, BLUE, YELLOW, RED = Rung
DAYS = st.dates(date(2019, 1, 1), date(2033, 12, 31))


@pytest.mark.parametrize(
    ("today", "rung"),
    [
        (date(2022, 7, 12), CALM),
        (date(2022, 7, 13), NEAR),  # three work days before Monday the 18th
        (date(2022, 7, 14), NEAR),
        (date(2022, 7, 15), BLUE),
        (date(2022, 7, 17), BLUE),  # the weekend belongs to the rung before it
        (date(2022, 7, 18), YELLOW),
        (date(2022, 7, 19), YELLOW),
        (date(2022, 7, 20), RED),
        (date(2022, 12, 31), RED),
    ],
)
def test_each_rung_begins_on_its_day(today, rung):
    assert rung_on(date(2022, 7, 18), today) == rung


@pytest.mark.parametrize(
    ("due_on", "near", "blue", "red"),
    [
        # 国庆 2022: free from 10-01 to 10-07, worked on the Saturday and Sunday after
        (date(2022, 10, 10), date(2022, 9, 30), date(2022, 10, 9), date(2022, 10, 12)),
        (date(2022, 9, 30), date(2022, 9, 27), date(2022, 9, 29), date(2022, 10, 9)),
        (date(2022, 10, 8), date(2022, 9, 28), date(2022, 9, 30), date(2022, 10, 10)),
        # 春节 2022: free from 01-31 to 02-06, worked on the weekend before
        (date(2022, 1, 30), date(2022, 1, 27), date(2022, 1, 29), date(2022, 2, 8)),
        (date(2022, 2, 7), date(2022, 1, 28), date(2022, 1, 30), date(2022, 2, 9)),
        # 春节 2023: free from 01-21 to 01-27, worked on the weekend after
        (date(2023, 1, 28), date(2023, 1, 18), date(2023, 1, 20), date(2023, 1, 30)),
        # nobody knows yet when 国庆 2031 is
        (date(2031, 10, 6), date(2031, 10, 1), date(2031, 10, 3), date(2031, 10, 8)),
    ],
)
def test_holidays_and_weekends_worked_move_the_rungs(due_on, near, blue, red):
    assert [start_of(rung, due_on) for rung in (NEAR, BLUE, YELLOW, RED)] == [
        near, blue, due_on, red,
    ]  # fmt: skip
    assert rung_on(due_on, near - timedelta(days=1)) == CALM
    assert rung_on(due_on, blue - timedelta(days=1)) == NEAR
    assert rung_on(due_on, red - timedelta(days=1)) == YELLOW


def test_a_slip_belongs_to_the_three_colours():
    assert [rung for rung in Rung if rung.has_slip] == [BLUE, YELLOW, RED]


@given(today=DAYS, ahead=st.integers(-60, 60), rung=st.sampled_from([NEAR, BLUE, YELLOW, RED]))
def test_the_bound_of_a_query_agrees_with_the_rung_of_each(today, ahead, rung):
    due_on = today + timedelta(days=ahead)

    worst_first = list(Rung)[::-1]
    has_reached = rung_on(due_on, today) in worst_first[: worst_first.index(rung) + 1]

    assert (due_on <= latest_due(rung, today)) == has_reached


@given(due_on=DAYS, ahead=st.integers(-30, 30))
def test_it_never_gets_better_by_waiting(due_on, ahead):
    today = due_on + timedelta(days=ahead)
    rungs = list(Rung)

    assert rungs.index(rung_on(due_on, today)) <= rungs.index(
        rung_on(due_on, today + timedelta(days=1))
    )


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2022, 7, 15), "该事项办理时限为2022年7月18日，还剩3天。"),
        (date(2022, 7, 18), "今日到期。请于当日办结并申请销号。"),
        (date(2022, 7, 19), "已逾期1天。请立即办结"),
        (date(2022, 7, 20), "已逾期2天。请由主要负责同志调度"),
    ],
)
def test_a_slip_says_the_numbers_of_its_day(today, words):
    due_on = date(2022, 7, 18)

    assert words in demand(rung_on(due_on, today), due_on, today)


@pytest.mark.parametrize(("day", "words"), [(17, "已逾期1天"), (18, "今日到期"), (20, "还剩2天")])
def test_distance_to_the_due_day_is_told_in_one_way(day, words):
    assert days_words(date(2022, 7, day), date(2022, 7, 18)) == words


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("rung", [NEAR, BLUE, YELLOW, RED])
def test_ladder_ends_where_the_days_end(day, rung):
    assert date.min <= start_of(rung, day) <= date.max
    assert rung_on(date.max, date(2022, 7, 18)) == CALM
    assert date.min <= latest_due(rung, day) <= date.max
