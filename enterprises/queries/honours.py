"""The honours of an enterprise or a park."""

from datetime import date

from django.db.models import Q, QuerySet

from enterprises.models import Honour
from strategy.models import TrackedItem


def honours_of(holder: TrackedItem, on: date) -> QuerySet[Honour]:
    """What was awarded up to a day; an award whose date is not known counts. One query."""
    awarded = Q(awarded_on__isnull=True) | Q(awarded_on__lte=on)
    return Honour.objects.filter(awarded, holder=holder.pk).select_related("source")
