"""How long ago, how long still: moments beside the one at which a page of work is read."""

from dataclasses import dataclass
from datetime import datetime

from strategy import clock

from .reminders import remaining


@dataclass(frozen=True, slots=True)
class Moments:
    """Words for moments as they are seen `at` another."""

    at: datetime

    def remaining(self, due_at: datetime) -> str:
        """How long it is to a due moment, or how long it is over."""
        return remaining(due_at, self.at)

    def is_over(self, due_at: datetime) -> bool:
        return self.at > due_at

    def age(self, moment: datetime) -> str:
        """How many days ago it was: “今天”, “3天前”."""
        days = (clock.day_of(self.at) - clock.day_of(moment)).days
        return f"{days}天前" if days else "今天"
