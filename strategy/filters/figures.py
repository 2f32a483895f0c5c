"""Filters of the ledger of figures."""

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Q

from strategy.models import Assessment, TrackedItem
from strategy.progress import Standing
from strategy.queries.ledger import Filed, LedgerRow
from strategy.queries.search import item_codes_matching

from .base import IN_ROWS, ListFilter, one_of, some_of, words

REPORTS = [
    ("owed", "应报"),
    ("yes", "已报"),
    ("approved", "已审核"),
    ("waiting", "待审核"),
    ("no", "未报"),
    ("late", "迟报"),
    ("overdue", "逾期未报"),
]


def kinds() -> list[tuple[str, str]]:
    """The kinds of items by their models' names, in words."""
    return [(model._meta.model_name, model._meta.verbose_name) for model in item_models()]


def item_models() -> list[type[TrackedItem]]:
    """The models of all kinds of items, of whichever app."""
    return [model for model in apps.get_models() if TrackedItem in model._meta.parents]


class FigureFilter(ListFilter):
    """Search, reporting unit, kind, action, metric, standing, and how far a figure has come."""

    OFFERED = {"organisation": "organisations", "action": "actions", "metric": "metrics"}

    q = words("搜索", "事项、编号、拼音首字母", method="by_words")
    organisation = one_of("填报单位", "series__organisation__code", everything="全部单位")
    kind = one_of("类别", choices=kinds, everything="全部类别", method="of_kind")
    action = one_of("所属行动", everything="全部行动", method="of_action")
    metric = one_of("指标", "series__metric__code", everything="全部指标")
    reported = one_of("报送", choices=REPORTS, everything="不限", method=IN_ROWS)
    standing = some_of("进度状态", choices=Standing.choices(), method=IN_ROWS)

    class Meta:
        model = Assessment
        fields = ()

    def by_words(self, queryset, name, value):
        return queryset.filter(item__code__in=item_codes_matching(value))

    def of_kind(self, queryset, name, value):
        return queryset.filter(item__kind__endswith=f".{value}")

    def of_action(self, queryset, name, value):
        return queryset.filter(Q(item__action__item__code=value) | Q(item__code=value))

    def narrow(self, rows: Iterable[LedgerRow]) -> list[LedgerRow]:
        answers = ANSWERS.get(self.asked("reported") or "")
        return [row for row in rows if answers is None or answers(row)]


ANSWERS = {
    "owed": lambda row: row.is_owed,
    "yes": lambda row: row.is_reported,
    "approved": lambda row: row.filed == Filed.APPROVED,
    "waiting": lambda row: row.filed == Filed.WAITING,
    "no": lambda row: row.is_owed and not row.is_reported,
    "late": lambda row: row.is_late,
    "overdue": lambda row: row.filed == Filed.OVERDUE,
}
