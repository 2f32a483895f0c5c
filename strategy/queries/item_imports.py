"""Workbooks of items that were uploaded."""

from django.db.models import QuerySet

from strategy.models import ItemImport, TrackedItem


def imports_of(model: type[TrackedItem]) -> QuerySet[ItemImport]:
    """All uploads of a kind, the last first, with who uploaded and who took over."""
    uploads = ItemImport.objects.filter(kind=model._meta.label_lower)
    return uploads.select_related("uploaded_by", "imported_by")


def taken_over(model: type[TrackedItem], most: int = 10) -> list[ItemImport]:
    """The last imports that were taken over. One query."""
    return list(imports_of(model).filter(imported_at__isnull=False)[:most])
