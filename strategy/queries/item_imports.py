"""Workbooks of items that were uploaded, and the items that one can be made of."""

from django.db.models import QuerySet

from strategy.models import ItemImport, TrackedItem


def imports_of(model: type[TrackedItem]) -> QuerySet[ItemImport]:
    """All uploads of a kind, the last first, with who uploaded and who took over."""
    uploads = ItemImport.objects.filter(kind=model._meta.label_lower)
    return uploads.select_related("uploaded_by", "imported_by")


def taken_over(model: type[TrackedItem], most: int = 10) -> list[ItemImport]:
    """The last imports that were taken over. One query."""
    return list(imports_of(model).filter(imported_at__isnull=False)[:most])


def whole_items(model: type[TrackedItem]) -> QuerySet[TrackedItem]:
    """All items of a kind by code, with everything that their forms show. Two queries."""
    columns = [one for one in model._meta.concrete_fields if not one.primary_key]
    links = [one.name for one in columns if one.is_relation]
    rows = model.objects.select_related(*links).prefetch_related("supporting")
    return rows.order_by("code")
