"""Items with everything that their forms show and that their rules look at."""

from django.db.models import QuerySet

from strategy.models import TrackedItem


def whole_items(model: type[TrackedItem]) -> QuerySet[TrackedItem]:
    """All items of a kind by code, with what they link to. Two queries."""
    columns = [one for one in model._meta.concrete_fields if not one.primary_key]
    links = [one.name for one in columns if one.is_relation]
    rows = model.objects.select_related(*links).prefetch_related("supporting")
    return rows.order_by("code")
