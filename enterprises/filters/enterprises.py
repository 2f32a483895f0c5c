"""Filters of the enterprise list."""

from enterprises.models import Enterprise, Honour, Pool
from enterprises.queries import choices
from enterprises.queries.honours import awarded_by
from enterprises.queries.park_places import in_park
from strategy.filters.base import one_of
from strategy.filters.items import ItemFilter

from .members import in_pool


class EnterpriseFilter(ItemFilter):
    """Also by chain, scale, park (with those inside it), pool, and the level of an honour."""

    OFFERED = ItemFilter.OFFERED | {
        "chain": choices.CHAIN, "park": choices.PARK, "pool": choices.POOL,
    }  # fmt: skip

    chain = one_of("所属产业链", everything="全部产业链", method="of_chain")
    scale = one_of("规模", choices=Enterprise.Scale.choices, everything="不限", method="of_scale")
    park = one_of("所在园区（含区中园）", everything="全部园区", method="in_park")
    pool = one_of("培育库", everything="不限", method="in_pool")
    honour = one_of(
        "荣誉级别", choices=Honour.Level.choices, everything="不限", method="with_honour"
    )

    @classmethod
    def more_choices(cls):
        members = Pool.Members.ENTERPRISES
        return choices.chains(), choices.parks(), choices.pools(members)

    def of_chain(self, queryset, name, value):
        return queryset.filter(item__in=_pks(chain=value))

    def of_scale(self, queryset, name, value):
        return queryset.filter(item__in=_pks(scale=value))

    def in_park(self, queryset, name, value):
        enterprises = Enterprise.objects.order_by().filter(in_park(value))
        return queryset.filter(item__in=enterprises.values("pk"))

    def in_pool(self, queryset, name, value):
        return queryset.filter(item__in=in_pool(value, self.on))

    def with_honour(self, queryset, name, value):
        honours = Honour.objects.order_by().filter(awarded_by(self.on), level=value)
        return queryset.filter(item__in=honours.values("holder"))


def _pks(**named):
    """The enterprises with some attribute."""
    return Enterprise.objects.order_by().filter(**named).values("pk")
