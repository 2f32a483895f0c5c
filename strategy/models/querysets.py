"""Natural keys, so that fixtures name things by their codes and never by numbers."""

from django.db import models


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


def _follow(thing, path: str):
    for name in path.split("__"):
        thing = getattr(thing, name)
    return thing
