"""The honours of an enterprise or a park."""

from datetime import date

from django.db.models import Q, QuerySet

from enterprises.models import Honour
from strategy.models import TrackedItem


def honours_of(holder: TrackedItem, on: date) -> QuerySet[Honour]:
    """What was awarded up to a day; an award whose date is not known counts. One query."""
    return Honour.objects.filter(awarded_by(on), holder=holder.pk).select_related("source")


def awarded_by(on: date, honour: str = "") -> Q:
    """The honour at the end of the path `honour` was awarded up to a day."""
    return Q(**{f"{honour}awarded_on__isnull": True}) | Q(**{f"{honour}awarded_on__lte": on})
