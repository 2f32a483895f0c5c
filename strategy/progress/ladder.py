"""The ladder of reminders 提醒 → 蓝 → 黄 → 红, on the Chinese work calendar (practice 21, D12)."""

from datetime import date, timedelta

from strategy.workdays import add_workdays

from .labelled import Labelled


class Rung(Labelled):
    """How near a time limit is, or how far behind; the last is the worst."""

    CALM = "calm", "未到期"
    NEAR = "near", "临期提醒"
    BLUE = "blue", "蓝色督办"
    YELLOW = "yellow", "黄色督办"
    RED = "red", "红色督办"

    @property
    def has_slip(self) -> bool:
        """Whether a supervision slip 督办单 belongs to it; below that is a reminder."""
        return self in STARTS and self != Rung.NEAR


STARTS = {Rung.NEAR: -3, Rung.BLUE: -1, Rung.YELLOW: 0, Rung.RED: 2}
"""From how many work days before or after the due day a rung holds. Yellow begins on it."""
FURTHEST = timedelta(days=40)
"""No rung begins further than this from the due day, whatever holidays lie between."""


def start_of(rung: Rung, due_on: date) -> date:
    """The first day of a rung, within the days that there are."""
    try:
        return add_workdays(due_on, STARTS[rung])
    except OverflowError:
        return date.max if STARTS[rung] > 0 else date.min


def rung_on(due_on: date, today: date) -> Rung:
    """The rung of what is due on a day and not filed yet."""
    reached = [rung for rung in STARTS if start_of(rung, due_on) <= today]
    return reached[-1] if reached else Rung.CALM


def latest_due(rung: Rung, today: date) -> date:
    """The latest due day whose `rung` has been reached today: the bound of a query."""
    due_on = today + min(FURTHEST, date.max - today)
    while due_on > date.min and start_of(rung, due_on) > today:
        due_on -= timedelta(days=1)
    return due_on


def days_words(due_on: date, today: date) -> str:
    """How long it is to a due day, or since: “还剩2天”, “今日到期”, “已逾期3天”."""
    days = (due_on - today).days
    if days == 0:
        return "今日到期"
    return f"还剩{days}天" if days > 0 else f"已逾期{-days}天"


def demand(rung: Rung, due_on: date, today: date) -> str:
    """What a supervision slip of a rung asks of the unit, with the numbers of the day."""
    held = f"办理时限为{due_on.year}年{due_on.month}月{due_on.day}日"
    return f"该事项{held}，{days_words(due_on, today)}。{_wanted(rung, due_on, today)}"


def _wanted(rung: Rung, due_on: date, today: date) -> str:
    if today < due_on:
        return "请加快办理，按期反馈结果、申请销号。"
    if today == due_on:
        return "请于当日办结并申请销号。"
    if rung != Rung.RED:
        return "请立即办结并申请销号。"
    return "请由主要负责同志调度，说明逾期原因并限期办结、申请销号。"
