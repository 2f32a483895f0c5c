"""Key enterprises 重点企业."""

from django.core.exceptions import ValidationError
from django.db import models
from stdnum.cn import uscc

from strategy.models import TrackedItem


def validate_credit_code(value: str) -> None:
    """Refuse a 统一社会信用代码 whose form or check digit is wrong."""
    if not uscc.is_valid(value):
        raise ValidationError("统一社会信用代码不正确，请核对18位代码。", code="credit_code")


class Enterprise(TrackedItem):
    """An enterprise that is followed or in a pool, named as its source names it."""

    CODE_LETTER = "E"

    class Scale(models.TextChoices):
        LARGE = "large", "大型"
        MEDIUM = "medium", "中型"
        SMALL = "small", "小型"
        MICRO = "micro", "微型"

    item = models.OneToOneField(
        TrackedItem,
        models.PROTECT,
        parent_link=True,
        primary_key=True,
        related_name="+",
        verbose_name="事项",
    )
    is_registered_name = models.BooleanField("名称为工商全称", default=False)
    credit_code = models.CharField(
        "统一社会信用代码",
        max_length=18,
        null=True,
        blank=True,
        unique=True,
        validators=[validate_credit_code],
    )
    industry = models.CharField("行业", max_length=60, blank=True)
    chain = models.CharField("所属产业链", max_length=60, blank=True)
    scale = models.CharField("规模", max_length=6, choices=Scale.choices, blank=True)
    park = models.ForeignKey(
        "enterprises.Park",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enterprises",
        verbose_name="所在园区",
    )

    class Meta:
        verbose_name, verbose_name_plural = "企业", "重点企业"
        ordering = ["code"]
