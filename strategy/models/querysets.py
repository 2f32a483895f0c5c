"""Natural keys, so that fixtures name things by their codes; rows that stay when superseded."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class NaturalQuerySet(models.QuerySet):
    """Finds a row by the fields in its model's `NATURAL_KEY`."""

    def get_by_natural_key(self, *key):
        return self.get(**dict(zip(self.model.NATURAL_KEY, key, strict=True)))


class NaturalModel(models.Model):
    """Fixtures name it by the fields in `NATURAL_KEY`; double underscores follow links."""

    NATURAL_KEY: tuple[str, ...] = ("code",)

    objects = NaturalQuerySet.as_manager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple:
        return tuple(_follow(self, path) for path in self.NATURAL_KEY)


class RecordQuerySet(models.QuerySet):
    """Rows that hold from the moment `since` up to the moment `until`, and stay on record."""

    since, until = "recorded_at", "superseded_at"

    def known_at(self, moment: datetime | None):
        """Rows that stood just before a moment; None means now."""
        stands = Q(**{f"{self.until}__isnull": True})
        if moment is None:
            return self.filter(stands)
        later = Q(**{f"{self.until}__gte": moment})
        return self.filter(stands | later, **{f"{self.since}__lt": moment})


class RemovableQuerySet(RecordQuerySet):
    """Rows that can be taken away."""

    since, until = "added_at", "removed_at"


def _follow(thing, path: str):
    for name in path.split("__"):
        thing = getattr(thing, name)
    return thing
