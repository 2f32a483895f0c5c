"""Reminders as they are pasted: who, what, until when, and never a value."""

from datetime import date, datetime, timedelta

import pytest

from strategy import clock
from strategy.models import Organisation, ReportingMonth
from strategy.queries.reminders import Lack, MissingFigure, UnitReminder
from strategy.wording.reminders import Letter, all_text, numeral, remaining, unit_text

DUE = datetime(2022, 8, 12, 17, tzinfo=clock.SHANGHAI)
NOW = datetime(2022, 8, 10, 9, tzinfo=clock.SHANGHAI)
DAY = timedelta(days=1)


def missing(lack=Lack.EMPTY, keeper="", item="冷链物流园"):
    return MissingFigure("P001-output-x", "P001", item, "完成投资", lack, keeper, False)


def reminder(*lines, name="召陵区人民政府", **fields) -> UnitReminder:
    unit = Organisation(name=name, short_name=name)
    return UnitReminder(unit, DUE, 14, lines or (missing(),), (), **fields)


def letter(at=NOW, **fields) -> Letter:
    return Letter(ReportingMonth(month=date(2022, 7, 1), due_at=DUE, **fields), at, "指挥部办公室")


def test_message_to_a_unit():
    one = reminder(missing(), missing(Lack.RETURNED, keeper="张某", item="面粉二期"))

    assert unit_text(one, letter()) == (
        "召陵区人民政府：\n"
        "2022年7月月报应报14项，尚有2项未上报，截止时间为2022年8月12日17:00，还剩2天。"
        "未上报的有：\n"
        "1. P001 冷链物流园：完成投资\n"
        "2. P001 面粉二期：完成投资（经办人张某）（已退回，须修改后重新上报）\n"
        "请按时核实填报并上报。\n"
        "指挥部办公室\n"
        "2022年8月10日"
    )


def test_message_to_all_counts_units_and_figures():
    text = all_text([reminder(), reminder(missing(), missing(), name="郾城区")], letter())

    assert text.startswith(
        "各有关单位：\n截至2022年8月10日09:00，2022年7月月报有2个单位3项未上报：\n"
        "一、召陵区人民政府\n"
    )
    assert "二、郾城区\n2022年7月月报应报14项，尚有2项未上报" in text
    assert text.endswith("指挥部办公室\n2022年8月10日")


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (DUE - 2 * DAY, "还剩2天"),
        (datetime(2022, 8, 11, 23, 59, tzinfo=clock.SHANGHAI), "还剩1天"),
        (DUE, "今日截止"),
        (DUE + timedelta(seconds=1), "已逾期"),
        (DUE + 3 * DAY, "已逾期3天"),
    ],
)
def test_days_to_a_due_moment_are_those_of_the_calendar(at, told):
    assert remaining(DUE, at) == told


def test_overdue_unit_is_told_that_it_will_count_as_late():
    text = unit_text(reminder(), letter(DUE + DAY))

    assert "已逾期1天" in text
    assert "截止时间后上报的，记为迟报" in text


def test_locked_month_leads_to_the_office():
    locked = letter(DUE + DAY, locked_at=DUE)

    assert "已锁定，如需补报" in unit_text(reminder(), locked)
    excepted = unit_text(reminder(until=DUE + 5 * DAY), locked)
    assert "经批准可补报至2022年8月17日17:00" in excepted
    assert "请按时核实填报并上报" in excepted


@pytest.mark.parametrize(
    ("number", "told"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_headings_are_counted_in_chinese(number, told):
    assert numeral(number) == told
