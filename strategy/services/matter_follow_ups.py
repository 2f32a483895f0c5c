"""Verbs: reopen_unsolved, close_month (locking a month, and what follows from it for matters)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from strategy import clock, months
from strategy.models import MatterStep, TimeLimit, User, Verb
from strategy.models.matter_steps import NOTE_LENGTH
from strategy.permissions import insist, may_coordinate
from strategy.queries.matter_follow_ups import Unsolved, unsolved_matters

from .matter_steps import Change, Stand, hold_matter, take_step
from .reporting_months import Locking, hold_month, lock_month

GENERAL = "general"
"""The class of time limits where a matter has none of its own; else the first that there is."""
WITHOUT_CLASS = timedelta(days=7)
"""The time where no class is kept at all."""


@transaction.atomic
def close_month(month: date, *, by: User, at: datetime) -> Locking:
    """Lock a month, and reopen what its figures show to be unsolved.

    Raises NotOpenedError and LockedError.
    """
    insist(may_coordinate(by))
    hold_month(month)
    stands = _hold_unsolved(month)  # matters come before the page counter
    locking = lock_month(month, by=by, at=at)
    return replace(locking, reopened=len(_reopen(stands, at)))


@transaction.atomic
def reopen_unsolved(month: date, *, at: datetime) -> list[MatterStep]:
    """Open again, by the machine, what was closed and stayed 严重滞后 in every month since.

    A month must lie between that of the close and `month`. Repeating changes nothing.
    """
    return _reopen(_hold_unsolved(month), at)


def _hold_unsolved(month: date) -> list[tuple[Stand, Unsolved]]:
    """Lock what is to be reopened, leaving out what somebody else has just reopened."""
    held = [(hold_matter(one.matter), one) for one in unsolved_matters(month)]
    return [(stand, one) for stand, one in held if stand.step.pk == one.closing.pk]


def _reopen(stands: list[tuple[Stand, Unsolved]], at: datetime) -> list[MatterStep]:
    return [
        take_step(stand, Verb.REOPEN, Change(_why(one), due_on=_due_on(one, at)), by=None, at=at)
        for stand, one in stands
    ]


def _why(one: Unsolved) -> str:
    first, last = (months.label(one.months[place]) for place in (0, -1))
    told = f"销号后{first}至{last}连续{len(one.months)}个月严重滞后，问题未解决，系统重新打开。"
    return f"{told}{months.label(one.months[-1])}：{one.sentence}"[:NOTE_LENGTH]


def _due_on(one: Unsolved, at: datetime) -> date:
    limits, today = TimeLimit.objects, clock.day_of(at)
    usual = one.matter.time_limit or limits.filter(code=GENERAL).first() or limits.first()
    return usual.due_on(today) if usual else today + WITHOUT_CLASS
