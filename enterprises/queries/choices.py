"""What the lists of enterprises and parks offer to choose from, beside what all lists offer."""

from django.db.models import F, QuerySet, Value

from enterprises.models import Enterprise, Park, Pool
from strategy.queries.choices import COLUMNS

PARK, CHAIN, POOL = "park", "chain", "pool"


def parks() -> QuerySet:
    """Every park, by its code."""
    named = Park.objects.order_by().annotate(
        sort=Value(PARK), place=Value(0), value=F("code"), label=F("name")
    )
    return named.values_list(*COLUMNS)


def chains() -> QuerySet:
    """The industrial chains 产业链 that some enterprise is a link of."""
    known = Enterprise.objects.exclude(chain="").order_by()
    named = known.annotate(sort=Value(CHAIN), place=Value(0), value=F("chain"), label=F("chain"))
    return named.values_list(*COLUMNS).distinct()


def pools(members: str) -> QuerySet:
    """The pools of a kind of members, in their order."""
    kept = Pool.objects.filter(members=members).order_by()
    named = kept.annotate(sort=Value(POOL), place=F("position"), value=F("code"), label=F("name"))
    return named.values_list(*COLUMNS)
