"""The ladder of reminders 提醒 → 蓝 → 黄 → 红, on the Chinese work calendar (practice 21, D12)."""

from datetime import date, timedelta
from enum import StrEnum

from strategy.workdays import add_workdays


class Rung(StrEnum):
    """How near a time limit is, or how far behind; the last is the worst."""

    CALM = "calm"
    NEAR = "near"
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"

    @property
    def label(self) -> str:
        """The word on the screen; a colour is never shown without it."""
        return {
            "calm": "未到期",
            "near": "临期提醒",
            "blue": "蓝色督办",
            "yellow": "黄色督办",
            "red": "红色督办",
        }[self.value]

    @property
    def has_slip(self) -> bool:
        return self in STARTS and self != Rung.NEAR


STARTS = {Rung.NEAR: -3, Rung.BLUE: -1, Rung.YELLOW: 0, Rung.RED: 2}
"""From how many work days before or after the due day a rung holds. Yellow begins on it."""
FURTHEST = timedelta(days=40)
"""No rung begins further than this from the due day, whatever holidays lie between."""


def start_of(rung: Rung, due_on: date) -> date:
    """The first day of a rung."""
    return add_workdays(due_on, STARTS[rung])


def rung_on(due_on: date, today: date) -> Rung:
    """The rung of what is due on a day and not filed yet."""
    reached = [rung for rung in STARTS if start_of(rung, due_on) <= today]
    return reached[-1] if reached else Rung.CALM


def latest_due(rung: Rung, today: date) -> date:
    """The latest due day whose `rung` has been reached today: the bound of a query."""
    due_on = today + FURTHEST
    while start_of(rung, due_on) > today:
        due_on -= timedelta(days=1)
    return due_on
