"""Photographs of a project, newest first."""

from datetime import date, datetime

from django.db.models import QuerySet

from projects.models import Photo


def photos_of(project: int, on: date, at: datetime | None) -> QuerySet[Photo]:
    """Those that showed at a moment (None is now) and were taken by a day. One query."""
    return Photo.objects.known_at(at).filter(project=project, taken_on__lte=on)
