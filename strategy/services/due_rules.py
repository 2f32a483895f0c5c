"""Verbs: keep_due_rule (a new one from a month on; one that no month has used is replaced)."""

from datetime import datetime

from django.db import transaction

from strategy import months
from strategy.models import DueRule, ReportingMonth, User
from strategy.permissions import insist, may_coordinate

from .events import raise_page_counter, record_event


class DueRuleError(Exception):
    """A due rule cannot be kept; the message says why in words for the screen."""


KEPT = [
    "day", "is_same_month", "december_day", "december_in_december", "closing_time", "roll",
]  # fmt: skip


@transaction.atomic
def keep_due_rule(rule: DueRule, *, by: User, at: datetime) -> DueRule:
    """Keep when months from the rule's first one on are due. Opened months stay as they are.

    A rule of the same units and month is replaced; DueRuleError if a month was opened by it.
    """
    insist(may_coordinate(by))
    months_opened = ReportingMonth.objects.filter(month__gte=rule.from_month)
    kept = DueRule.objects.select_for_update().filter(kind=rule.kind, from_month=rule.from_month)
    former = kept.first()
    if former is not None and months_opened.exists():
        raise DueRuleError(
            f"{former}的规则已用于开放的报告期，不能改写；请从尚未开放的月份起另立规则。"
        )
    if former is not None:
        rule.pk, rule._state.adding = former.pk, False
    rule.save()
    told = {name: str(getattr(rule, name)) for name in KEPT}
    key = f"{rule.kind or 'all'} {months.code(rule.from_month)}"
    record_event("修改截止规则" if former else "设定截止规则", rule, key, by=by, at=at, **told)
    raise_page_counter()
    return rule
