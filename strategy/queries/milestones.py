"""Milestones of an item as they stood: what was planned, what was reached."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from strategy import months
from strategy.models import Milestone, Source
from strategy.progress import MilestoneState


class Outcome(StrEnum):
    """How a milestone stood at a month's end; `tone` is that of its pill."""

    label: str
    tone: str

    def __new__(cls, code: str, label: str, tone: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label, member.tone = label, tone
        return member

    REACHED = "reached", "已完成", "good"
    OVERDUE = "overdue", "到期未完成", "late"
    AHEAD = "ahead", "未到期", "neutral"
    UNKNOWN = "unknown", "结果未知（不评估）", "neutral"
    UNPLANNED = "unplanned", "未定时限", "neutral"


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone; `actual_on` is empty as long as it lies ahead of the day of reading."""

    name: str
    planned_on: date | None
    actual_on: date | None
    outcome: Outcome
    note: str
    source: Source
    is_sample: bool


def milestone_rows(item: int, month: date, on: date) -> list[MilestoneRow]:
    """The milestones of an item (pk), judged as the month's results are, read on a day. One query.

    An actual date ahead of the day of reading is a plan, as is every date ahead of it; what was
    published later is not known yet.
    """
    milestones = Milestone.objects.filter(item=item).known_on(on).select_related("source")
    judged_on = min(months.last_day(month), on)
    rows = [_row(milestone, judged_on, on) for milestone in milestones]
    return sorted(rows, key=lambda row: row.planned_on or row.actual_on or date.max)


def milestone_row(milestone: Milestone, on: date) -> MilestoneRow:
    """One milestone, judged and read on a day."""
    return _row(milestone, on, on)


def _row(milestone: Milestone, judged_on: date, on: date) -> MilestoneRow:
    is_ahead = milestone.actual_on is not None and milestone.actual_on > on
    return MilestoneRow(
        name=milestone.name,
        planned_on=milestone.planned_on or (milestone.actual_on if is_ahead else None),
        actual_on=None if is_ahead else milestone.actual_on,
        outcome=_outcome(milestone, judged_on),
        note=milestone.note,
        source=milestone.source,
        is_sample=milestone.is_sample,
    )


def _outcome(milestone: Milestone, on: date) -> Outcome:
    state = MilestoneState(
        milestone.name, milestone.planned_on, milestone.actual_on, milestone.outcome_known
    )
    if not milestone.outcome_known:
        return Outcome.UNKNOWN
    if state.is_met(on):
        return Outcome.REACHED
    if milestone.planned_on is None:
        return Outcome.AHEAD if milestone.actual_on else Outcome.UNPLANNED
    return Outcome.OVERDUE if state.is_due(on) else Outcome.AHEAD
