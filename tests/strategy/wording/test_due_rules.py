"""Due rules in words, and what is said where holidays are not published yet."""

from datetime import date, datetime, time

import pytest

from strategy import clock
from strategy.models import DueRule
from strategy.wording.due_rules import due_rule_text, estimate_note


def moment(year: int) -> datetime:
    return datetime(year, 9, 12, 17, tzinfo=clock.SHANGHAI)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "次月12日17:00，遇非工作日顺延"),
        ({"roll": "earlier", "closing_time": time(12)}, "次月12日12:00，遇非工作日提前"),
        ({"day": 28, "is_same_month": True, "roll": "none"}, "当月28日17:00，遇非工作日不调整"),
        (
            {"december_day": 25, "december_in_december": True},
            "次月12日17:00，遇非工作日顺延；12月报告期为当月25日",
        ),
        ({"december_day": 5}, "次月12日17:00，遇非工作日顺延；12月报告期为次月5日"),
    ],
)
def test_rule_is_told_in_one_line(fields, text):
    assert due_rule_text(DueRule(from_month=date(2022, 1, 1), **fields)) == text


def test_year_without_published_holidays_is_named():
    note = estimate_note([moment(2022), moment(2098), moment(2098), moment(2099)])

    assert note == "2098年、2099年节假日安排尚未公布，截止时间按周一至周五推算。"


def test_known_years_need_no_note():
    assert estimate_note([moment(2022)]) == ""
    assert estimate_note([]) == ""
