"""Due rules and due moments in words, and where the calendar is only guessed."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localtime

from strategy import workdays
from strategy.models import DueRule
from strategy.ui.formatting import datetime_label
from strategy.workdays import RollRule


def due_rule_text(rule: DueRule) -> str:
    """“次月12日17:00，遇非工作日顺延；12月报告期为当月25日”."""
    told = f"{_day(rule.day, is_same=rule.is_same_month)}{rule.closing_time:%H:%M}"
    told += f"，遇非工作日{RollRule(rule.roll).label}"
    if rule.december_day is not None:
        told += f"；12月报告期为{_day(rule.december_day, is_same=rule.december_in_december)}"
    return told


def estimate_note(moments: Iterable[datetime]) -> str:
    """Say that due moments lie in a year whose holidays are not published; empty if none does."""
    years = {localtime(moment).year for moment in moments}
    unknown = sorted(year for year in years if not workdays.calendar_knows(year))
    if not unknown:
        return ""
    told = "、".join(f"{year}年" for year in unknown)
    return f"{told}节假日安排尚未公布，截止时间按周一至周五推算。"


def due_text(due_at: datetime) -> str:
    """A due moment, and that its year's holidays are not published where they are not."""
    note = estimate_note([due_at]).removesuffix("。")
    return datetime_label(due_at) + (f"（{note}）" if note else "")


def _day(day: int, *, is_same: bool) -> str:
    return f"{'当月' if is_same else '次月'}{day}日"
