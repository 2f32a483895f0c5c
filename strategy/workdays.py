"""Work days in China, public holidays and the weekends worked in their place included."""

from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import chinese_calendar


class RollRule(StrEnum):
    """What happens to a due day that is no work day; it differs by form (practice 1.3)."""

    NONE = "none"
    EARLIER = "earlier"
    LATER = "later"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return {"none": "不调整", "earlier": "提前", "later": "顺延"}[self.value]


@cache
def calendar_knows(year: int) -> bool:
    """Whether the holidays of that year are in the installed calendar (published each November)."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def is_workday(day: date) -> bool:
    """Whether people work on that day; Monday to Friday in a year whose holidays are not known."""
    if calendar_knows(day.year):
        return chinese_calendar.is_workday(day)
    return day.weekday() < 5


def add_workdays(day: date, count: int) -> date:
    """The `count`-th work day after `day`, or before it where `count` is negative; 0 is `day`."""
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_workday(day):
            day += step
    return day


def roll(day: date, rule: RollRule) -> date:
    """`day` itself if it is a work day or the rule is NONE, else the nearest work day that way."""
    if rule == RollRule.NONE or is_workday(day):
        return day
    return add_workdays(day, -1 if rule == RollRule.EARLIER else 1)
