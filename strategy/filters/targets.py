"""Filters of the targets of a year."""

from collections.abc import Iterable

from django.db.models import Q

from strategy.models import Series
from strategy.queries.search import item_codes_matching
from strategy.queries.targets import TargetRow, TargetStep

from .base import IN_ROWS, ListFilter, one_of, words

STEPS = [(step.value, step.label) for step in TargetStep]


class TargetFilter(ListFilter):
    """Search, reporting unit, action, metric, and how far the target has come."""

    OFFERED = {"organisation": "organisations", "action": "actions", "metric": "metrics"}

    q = words("搜索", "事项、编号、拼音首字母", method="by_words")
    organisation = one_of("填报单位", "organisation__code", everything="全部单位")
    action = one_of("所属行动", everything="全部行动", method="of_action")
    metric = one_of("指标", "metric__code", everything="全部指标")
    step = one_of("目标", choices=STEPS, everything="不限", method=IN_ROWS)

    class Meta:
        model = Series
        fields = ()

    def by_words(self, queryset, name, value):
        return queryset.filter(item__code__in=item_codes_matching(value))

    def of_action(self, queryset, name, value):
        return queryset.filter(Q(item__action__item__code=value) | Q(item__code=value))

    def narrow(self, rows: Iterable[TargetRow]) -> list[TargetRow]:
        step = self.asked("step")
        return [row for row in rows if not step or row.step == step]
