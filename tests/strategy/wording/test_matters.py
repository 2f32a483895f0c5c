"""Matters in words."""

from datetime import date

from strategy.wording.matters import due_note


def test_a_time_limit_in_a_year_nobody_knows_says_so():
    assert due_note(date(2031, 10, 6)) == "办理时限所在年度的放假安排尚未公布，按周一至周五推算"
    assert due_note(date(2022, 10, 10)) == ""


def test_a_time_limit_on_a_day_off_says_so():
    worked, national_day = date(2022, 10, 8), date(2022, 10, 4)

    assert due_note(national_day) == "办理时限当日为休息日"
    assert due_note(worked) == ""  # a Saturday worked in place of a holiday
    assert due_note(date(2031, 10, 4)).startswith("办理时限当日为休息日；办理时限所在年度")
