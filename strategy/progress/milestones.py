"""Milestones: the light of an item's planned dates at a month's end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from strategy.months import whole_months

from .standing import Rule, Standing


@dataclass(frozen=True, slots=True)
class MilestoneState:
    """What judging needs to know of a 节点; `outcome_known=False` is listed, never judged."""

    name: str
    planned_on: date | None
    actual_on: date | None = None
    outcome_known: bool = True
    is_sample: bool = False

    @property
    def is_judged(self) -> bool:
        """Whether it has a plan and its outcome is known."""
        return self.planned_on is not None and self.outcome_known

    def is_due(self, on: date) -> bool:
        """Whether it was planned for that day or before."""
        return self.planned_on <= on

    def is_met(self, on: date) -> bool:
        """Whether it was reached by that day: an actual date ahead of it is still a plan."""
        return self.actual_on is not None and self.actual_on <= on


@dataclass(frozen=True, slots=True)
class MilestoneJudgement:
    """The light of an item's milestones: how many are due, how many of those are met, and why."""

    standing: Standing
    sentence: str
    due: int
    met: int
    is_sample: bool


def judge_milestones(
    milestones: Sequence[MilestoneState], *, on: date, rule: Rule
) -> MilestoneJudgement | None:
    """Judge an item's milestones at a month's end `on`; None where there is none to judge.

    Due and not met is 滞后, from `rule.milestone_far_months` whole months on 严重滞后; all due ones
    met is 达序时; none due yet is 未到期. A sample among those judged makes it 示例.
    """
    judged = sorted((m for m in milestones if m.is_judged), key=lambda m: m.planned_on)
    if not judged:
        return None
    due = [milestone for milestone in judged if milestone.is_due(on)]
    unmet = [milestone for milestone in due if not milestone.is_met(on)]
    standing, sentence = _overdue(unmet, on, rule) if unmet else _on_time(judged, due, on)
    is_sample = any(milestone.is_sample for milestone in judged)
    return MilestoneJudgement(standing, sentence, len(due), len(due) - len(unmet), is_sample)


def _overdue(unmet: Sequence[MilestoneState], on: date, rule: Rule) -> tuple[Standing, str]:
    first, others = unmet[0], len(unmet) - 1
    months = whole_months(first.planned_on, on)
    is_far = months >= rule.milestone_far_months
    late = f"逾期{months}个月未完成" if months else "到期未完成"
    more = f"，另有{others}个节点到期未完成" if others else ""
    sentence = (
        f"节点“{first.name}”应于{_day(first.planned_on)}完成，{late}{more}（规则{rule.code}）"
    )
    return (Standing.FAR_BEHIND if is_far else Standing.BEHIND), sentence


def _on_time(
    judged: Sequence[MilestoneState], due: Sequence[MilestoneState], on: date
) -> tuple[Standing, str]:
    if due:
        return Standing.ON_PACE, f"{on.month}月底应完成节点{len(due)}个，已全部完成"
    pending = [milestone for milestone in judged if not milestone.is_met(on)]
    if not pending:
        return Standing.NOT_DUE, "节点均未到期，已提前完成"
    name, planned_on = pending[0].name, pending[0].planned_on
    return Standing.NOT_DUE, f"节点均未到期，最近的“{name}”应于{_day(planned_on)}完成"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
