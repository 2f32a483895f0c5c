"""Photographs of a project, newest first."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from projects.models import Photo


def photos_of(project: int, on: date, at: datetime | None) -> QuerySet[Photo]:
    """Those that showed at a moment (None is now) and were taken by a day. One query."""
    photos = Photo.objects.filter(project=project, taken_on__lte=on)
    if at is None:
        return photos.filter(removed_at__isnull=True)
    return photos.filter(uploaded_at__lt=at).filter(
        Q(removed_at__isnull=True) | Q(removed_at__gte=at)
    )
