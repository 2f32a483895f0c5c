"""What the lists of enterprises and parks filter alike: who was in a pool on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from enterprises.models import PoolEntry


def in_pool(code: str, on: date) -> QuerySet:
    """The members (pks) of a pool (by code) and its tiers on a day."""
    pools = Q(pool__code=code) | Q(pool__parent__code=code)
    return PoolEntry.objects.on(on).order_by().filter(pools).values("member")
