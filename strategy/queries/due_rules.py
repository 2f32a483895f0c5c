"""Which due rules hold, and when they make a month due."""

from dataclasses import dataclass
from datetime import date, datetime

from strategy.models import DueRule
from strategy.models.due_rules import rules_in_force


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A due rule; `is_in_force` if it holds for the month that was asked about."""

    rule: DueRule
    is_in_force: bool


def due_rule_lines(month: date) -> list[RuleLine]:
    """All due rules, those for everybody first, the newest of each first. One query."""
    rules = list(DueRule.objects.order_by("kind", "-from_month"))
    held = rules_in_force(rules, month).values()
    return [RuleLine(rule, rule in held) for rule in rules]


def dues_by_rule(month: date) -> dict[str, datetime]:
    """When a month is due by the rules in force: '' for everybody, and kinds with their own.

    Empty where no rule is for everybody. One query.
    """
    rules = rules_in_force(DueRule.objects.all(), month)
    return {kind: rule.due_at(month) for kind, rule in rules.items()} if "" in rules else {}
