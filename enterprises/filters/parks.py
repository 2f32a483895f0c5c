"""Filters of the park list."""

from enterprises.models import Park, Pool
from enterprises.queries import choices
from strategy.filters.base import one_of
from strategy.filters.items import ItemFilter

from .members import in_pool


class ParkFilter(ItemFilter):
    """Also by level, by the park that it lies in, and by pool."""

    OFFERED = ItemFilter.OFFERED | {"within": choices.PARK, "pool": choices.POOL}

    level = one_of("级别", choices=Park.Level.choices, everything="全部级别", method="of_level")
    within = one_of("上级园区", everything="不限", method="inside")
    pool = one_of("培育库", everything="不限", method="in_pool")

    @classmethod
    def more_choices(cls):
        return choices.parks(), choices.pools(Pool.Members.PARKS)

    def of_level(self, queryset, name, value):
        parks = Park.objects.order_by().filter(level=value)
        return queryset.filter(item__in=parks.values("pk"))

    def inside(self, queryset, name, value):
        parks = Park.objects.order_by().filter(within__item__code=value)
        return queryset.filter(item__in=parks.values("pk"))

    def in_pool(self, queryset, name, value):
        return queryset.filter(item__in=in_pool(value, self.on))
