"""The four lists 四个清单: which items stand on them, from when to when."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from .constraints import not_blank
from .querysets import NaturalModel, NaturalQuerySet
from .spans import spans


def stood_on(day: date, entry: str = "") -> Q:
    """The entry at the end of the path `entry` stood on its list on a day.

    An unknown first day counts as always; the day of delisting is the first without the entry.
    """
    return spans(day, "listed_on", "delisted_on", entry)


class ListEntryQuerySet(NaturalQuerySet):
    def on(self, day: date):
        """Entries that stood on their list on a day."""
        return self.filter(stood_on(day))


class ListEntry(NaturalModel):
    """An item's place on one of the four lists."""

    NATURAL_KEY = ("list", "number", "item__code")

    class List(models.TextChoices):
        TASKS = "tasks", "重点工作"
        PROJECTS = "projects", "重点项目"
        ENTERPRISES = "enterprises", "重点企业"
        PARKS = "parks", "重点园区"

    class Basis(models.TextChoices):
        OFFICIAL = "official", "官方清单"
        COMPILED = "compiled", "公开报道整理，非官方清单"
        SAMPLE = "sample", "示例"

    list = models.CharField("清单", max_length=12, choices=List.choices)
    number = models.PositiveSmallIntegerField("序号")
    item = models.ForeignKey(
        "strategy.TrackedItem", models.PROTECT, related_name="entries", verbose_name="事项"
    )
    basis = models.CharField("依据", max_length=8, choices=Basis.choices)
    listed_on = models.DateField("列入日期", null=True, blank=True)
    delisted_on = models.DateField("移出日期", null=True, blank=True)
    reason = models.CharField("移出原因", max_length=200, blank=True)

    objects = ListEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "清单条目"
        ordering = ["list", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "number"],
                condition=Q(delisted_on__isnull=True),
                name="entry_number_once",
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(delisted_on__isnull=True), name="entry_item_once"
            ),
            models.CheckConstraint(
                condition=Q(listed_on__isnull=True)
                | Q(delisted_on__isnull=True)
                | Q(listed_on__lt=F("delisted_on")),
                name="entry_listed_before_delisted",
            ),
            not_blank("reason", unless=Q(delisted_on__isnull=True), name="entry_delisting_reason"),
        ]

    def __str__(self):
        return f"{self.get_list_display()} {self.number}"
