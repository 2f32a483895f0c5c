"""Honours of enterprises and parks, such as 省级绿色工厂."""

from django.db import models

from strategy.models.fields import PrecisionField
from strategy.models.querysets import NaturalModel


class Honour(NaturalModel):
    """A title that an item holds, as its source words it."""

    NATURAL_KEY = ("holder__code", "name")

    class Level(models.TextChoices):
        NATIONAL = "national", "国家级"
        PROVINCIAL = "provincial", "省级"
        CITY = "city", "市级"
        OTHER = "other", "其他"

    holder = models.ForeignKey(
        "strategy.TrackedItem", models.PROTECT, related_name="honours", verbose_name="获得者"
    )
    name = models.CharField("荣誉", max_length=80)
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    awarded_on = models.DateField("认定日期", null=True, blank=True)
    awarded_precision = PrecisionField("日期精度")
    note = models.CharField("说明", max_length=200, blank=True)
    source = models.ForeignKey(
        "strategy.Source", models.PROTECT, related_name="honours", verbose_name="来源"
    )
    is_sample = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "荣誉资质"
        ordering = ["holder", "level", "name"]
        constraints = [
            models.UniqueConstraint(fields=["holder", "name"], name="honour_once"),
        ]

    def __str__(self):
        return f"{self.holder} {self.name}"
