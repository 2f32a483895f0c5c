"""When a month is due: every roll rule through the holidays of four years, and December's own."""

from datetime import date, datetime, time

import pytest

from strategy import clock
from strategy.models import DueRule, Organisation
from strategy.models.due_rules import rules_in_force

NONE, EARLIER, LATER = "none", "earlier", "later"
UNKNOWN_YEAR = 2098


def rule(day=12, roll=LATER, **fields) -> DueRule:
    return DueRule(from_month=date(2021, 1, 1), day=day, roll=roll, **fields)


@pytest.mark.parametrize(
    ("month", "day", "none", "earlier", "later"),
    [
        # the 25th is a Sunday
        ((2022, 8), 25, (2022, 9, 25), (2022, 9, 23), (2022, 9, 26)),
        # the Mid-Autumn Festival, a Monday
        ((2022, 8), 12, (2022, 9, 12), (2022, 9, 9), (2022, 9, 13)),
        # National Day weeks, each ended or begun by a weekend that is worked or not
        ((2022, 9), 3, (2022, 10, 3), (2022, 9, 30), (2022, 10, 8)),
        ((2023, 9), 3, (2023, 10, 3), (2023, 9, 28), (2023, 10, 7)),
        ((2024, 9), 3, (2024, 10, 3), (2024, 9, 30), (2024, 10, 8)),
        ((2025, 9), 3, (2025, 10, 3), (2025, 9, 30), (2025, 10, 9)),
        # Spring Festivals, likewise
        ((2022, 1), 2, (2022, 2, 2), (2022, 1, 30), (2022, 2, 7)),
        ((2022, 12), 25, (2023, 1, 25), (2023, 1, 20), (2023, 1, 28)),
        ((2024, 1), 12, (2024, 2, 12), (2024, 2, 9), (2024, 2, 18)),
        ((2025, 1), 2, (2025, 2, 2), (2025, 1, 27), (2025, 2, 5)),
        # a Saturday that is worked is no day to roll off
        ((2024, 9), 12, (2024, 10, 12), (2024, 10, 12), (2024, 10, 12)),
        # a Wednesday like any other
        ((2022, 9), 12, (2022, 10, 12), (2022, 10, 12), (2022, 10, 12)),
    ],
)
def test_due_day_is_rolled_off_the_holidays(month, day, none, earlier, later):
    days = [rule(day, roll).due_on(date(*month, 1)) for roll in (NONE, EARLIER, LATER)]

    assert days == [date(*none), date(*earlier), date(*later)]


def test_due_moment_is_the_closing_time_in_shanghai():
    due_at = rule(closing_time=time(12)).due_at(date(2022, 7, 1))

    assert due_at == datetime(2022, 8, 12, 12, tzinfo=clock.SHANGHAI)


def test_december_may_have_a_day_of_its_own_in_december():
    own = rule(28, NONE, december_day=25, december_in_december=True)

    assert own.due_on(date(2022, 12, 1)) == date(2022, 12, 25)
    assert own.due_on(date(2022, 11, 1)) == date(2022, 12, 28)


def test_december_may_have_a_day_of_its_own_in_january():
    assert rule(28, NONE, december_day=5).due_on(date(2022, 12, 1)) == date(2023, 1, 5)


def test_december_without_a_day_of_its_own_is_like_any_month():
    assert rule(12, NONE).due_on(date(2022, 12, 1)) == date(2023, 1, 12)


def test_month_may_be_due_within_itself():
    assert rule(28, NONE, is_same_month=True).due_on(date(2022, 7, 1)) == date(2022, 7, 28)


@pytest.mark.parametrize(
    ("month", "last"),
    [((2022, 1), (2022, 2, 28)), ((2024, 1), (2024, 2, 29)), ((2022, 8), (2022, 9, 30))],
)
def test_31st_of_a_short_month_is_its_last_day(month, last):
    assert rule(31, NONE).due_on(date(*month, 1)) == date(*last)


def test_year_that_the_calendar_does_not_know_rolls_over_weekends_alone():
    saturday = rule(4).due_on(date(UNKNOWN_YEAR, 9, 1))
    national_day = rule(1).due_on(date(UNKNOWN_YEAR, 9, 1))

    assert saturday == date(UNKNOWN_YEAR, 10, 6)  # Monday
    assert national_day == date(UNKNOWN_YEAR, 10, 1)  # a Wednesday


def test_latest_rule_of_each_kind_holds():
    first, second = rule(), DueRule(from_month=date(2022, 6, 1), day=15)
    department = DueRule(from_month=date(2022, 6, 1), kind=Organisation.Kind.DEPARTMENT, day=8)
    rules = [second, department, first]

    assert rules_in_force(rules, date(2022, 5, 1)) == {"": first}
    assert rules_in_force(rules, date(2022, 6, 1)) == {"": second, "department": department}
    assert rules_in_force(rules, date(2020, 6, 1)) == {}
