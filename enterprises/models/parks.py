"""Key parks 重点园区."""

from django.core.exceptions import ValidationError
from django.db import models

from strategy.models import TrackedItem


class Park(TrackedItem):
    """A park 园区; one may lie within another 区中园."""

    CODE_LETTER = "K"

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
    administration = models.ForeignKey(
        "strategy.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parks",
        verbose_name="管理机构（单位）",
    )
    administration_name = models.CharField("管理机构（按来源）", max_length=100, blank=True)
    within = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inner_parks",
        verbose_name="所在上级园区",
    )

    class Meta:
        verbose_name, verbose_name_plural = "园区", "重点园区"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(within__isnull=True) | ~models.Q(within=models.F("item")),
                name="park_not_within_itself",
            ),
        ]

    def clean(self):
        super().clean()
        outer, passed = self.within, []
        while outer is not None and outer.pk not in passed:
            if outer.pk == self.pk:
                raise ValidationError({"within": _loop(self, passed)})
            passed.append(outer.pk)
            outer = outer.within


def _loop(park: Park, passed: list[int]) -> str:
    """What is wrong with a park that lies within itself, or within one that lies within it."""
    if not passed:
        return "上级园区不能是园区自身。"
    return f"{park.within.name}在{park.name}之内，不能再作其上级园区。"
