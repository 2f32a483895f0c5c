"""Natural keys, so that fixtures name things by their codes; rows that stay when taken away."""

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


class RemovableQuerySet(models.QuerySet):
    """Rows with `added_at` and `removed_at`, which stay on record once they are taken away."""

    def known_at(self, moment: datetime | None):
        """Rows that stood just before a moment; None means now."""
        kept = Q(removed_at__isnull=True)
        if moment is None:
            return self.filter(kept)
        return self.filter(kept | Q(removed_at__gte=moment), added_at__lt=moment)


def _follow(thing, path: str):
    for name in path.split("__"):
        thing = getattr(thing, name)
    return thing
