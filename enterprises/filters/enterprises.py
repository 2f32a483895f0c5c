"""Filters of the enterprise list."""

from enterprises.models import Honour
from enterprises.queries.honours import awarded_by
from strategy.filters.base import one_of
from strategy.filters.items import ItemFilter


class EnterpriseFilter(ItemFilter):
    """Also by the level of an honour: ?honour=national."""

    honour = one_of(
        "荣誉级别", choices=Honour.Level.choices, everything="不限", method="with_honour"
    )

    def with_honour(self, queryset, name, value):
        honours = Honour.objects.order_by().filter(awarded_by(self.on), level=value)
        return queryset.filter(item__in=honours.values("holder"))
