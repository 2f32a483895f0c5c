"""Filters of the park list."""

from enterprises.models import Park
from strategy.filters.base import one_of
from strategy.filters.items import ItemFilter


class ParkFilter(ItemFilter):
    """Also by level: ?level=national."""

    level = one_of("级别", choices=Park.Level.choices, everything="全部级别", method="of_level")

    def of_level(self, queryset, name, value):
        parks = Park.objects.order_by().filter(level=value)
        return queryset.filter(item__in=parks.values("pk"))
