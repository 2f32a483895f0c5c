"""Key parks 重点园区."""

from django.db import models

from strategy.models import TrackedItem


class Park(TrackedItem):
    """One of the 24 key parks."""

    class Level(models.TextChoices):
        NATIONAL = "national", "国家级"
        PROVINCIAL = "provincial", "省级"
        SPECIAL = "special", "专业园（区中园）"
        ENTERPRISE = "enterprise", "企业园"

    item = models.OneToOneField(
        TrackedItem,
        models.PROTECT,
        parent_link=True,
        primary_key=True,
        related_name="+",
        verbose_name="事项",
    )
    level = models.CharField("级别", max_length=10, choices=Level.choices, blank=True)
    main_industry = models.CharField("主导产业", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "重点园区"
        ordering = ["code"]
