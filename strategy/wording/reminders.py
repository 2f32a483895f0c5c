"""Reminders 催报, ready to paste into a message: what is missing, until when; never a value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from strategy import clock
from strategy.models import ReportingMonth
from strategy.queries.reminders import Lack, MissingFigure, UnitReminder
from strategy.ui.formatting import date_label

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Letter:
    """What all reminders of one moment share: the month, the moment, and who sends them."""

    month: ReportingMonth
    at: datetime
    sender: str


def moment_text(moment: datetime) -> str:
    """A moment in prose: “2022年8月12日17:00”."""
    return f"{date_label(moment)}{localtime(moment):%H:%M}"


def remaining(due_at: datetime, at: datetime) -> str:
    """How long it is to a due moment: “还剩2天”, “今日截止”, “已逾期3天”."""
    days = (clock.day_of(due_at) - clock.day_of(at)).days
    if at > due_at:
        return f"已逾期{-days}天" if days else "已逾期"
    return f"还剩{days}天" if days else "今日截止"


def unit_text(reminder: UnitReminder, letter: Letter) -> str:
    """The message to one unit."""
    lines = [f"{reminder.organisation.name}：", *_body(reminder, letter), *_end(letter)]
    return "\n".join(lines)


def all_text(reminders: Sequence[UnitReminder], letter: Letter) -> str:
    """One message to all units that owe something."""
    missing = sum(len(one.missing) for one in reminders)
    counted = f"{len(reminders)}个单位{missing}项未上报"
    lines = ["各有关单位：", f"截至{moment_text(letter.at)}，{letter.month}月报有{counted}："]
    for number, one in enumerate(reminders, start=1):
        lines += [f"{numeral(number)}、{one.organisation.name}", *_body(one, letter)]
    return "\n".join([*lines, *_end(letter)])


def numeral(number: int) -> str:
    """A number up to 99 as headings count: 一, 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    told = ("" if tens == 1 else NUMERALS[tens - 1]) + "十" if tens else ""
    return told + (NUMERALS[ones - 1] if ones else "")


def _body(reminder: UnitReminder, letter: Letter) -> list[str]:
    head = f"{letter.month}月报应报{reminder.owed}项，尚有{len(reminder.missing)}项未上报，"
    rows = [f"{number}. {_named(one)}" for number, one in enumerate(reminder.missing, start=1)]
    return [head + _until(reminder, letter), *rows, _request(reminder, letter)]


def _until(reminder: UnitReminder, letter: Letter) -> str:
    told = f"截止时间为{moment_text(reminder.due_at)}，{remaining(reminder.due_at, letter.at)}"
    if reminder.until is not None:
        told += f"；经批准可补报至{moment_text(reminder.until)}"
    return f"{told}。未上报的有："


def _named(missing: MissingFigure) -> str:
    """What is missing; what was sent back says so."""
    told = f"{missing.item_code} {missing.item}：{missing.metric}"
    told += f"（经办人{missing.keeper}）" if missing.keeper else ""
    return told + ("（已退回，须修改后重新上报）" if missing.lack == Lack.RETURNED else "")


def _request(reminder: UnitReminder, letter: Letter) -> str:
    if letter.month.is_locked and reminder.until is None:
        return "该报告期已锁定，如需补报，请说明原因，报指挥部办公室批准。"
    if reminder.until is None and letter.at > reminder.due_at:
        return "请尽快核实填报；截止时间后上报的，记为迟报。"
    return "请按时核实填报并上报。"


def _end(letter: Letter) -> list[str]:
    return [letter.sender, date_label(letter.at)]
