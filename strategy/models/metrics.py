"""Metrics: what is measured, in which unit, and how months add up."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from strategy.progress import Accumulation, Direction, January

from .querysets import NaturalModel

KINDS = [(kind.value, kind.label) for kind in Accumulation]
DIRECTIONS = [(direction.value, direction.label) for direction in Direction]
JANUARIES = [(january.value, january.label) for january in January]


class Metric(NaturalModel):
    """A measure with one unit, which is stored, entered and shown."""

    class Origin(models.TextChoices):
        STATISTICS = "statistics", "统计核定"
        DEPARTMENT = "department", "部门调度"
        ENTERPRISE = "enterprise", "企业自报"

    code = models.SlugField("代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=60, unique=True)
    short_name = models.CharField("简称", max_length=30, blank=True)
    unit = models.CharField("单位", max_length=10)
    decimals = models.PositiveSmallIntegerField(
        "小数位", default=0, validators=[MaxValueValidator(4)]
    )
    accumulation = models.CharField("数据类型", max_length=8, choices=KINDS)
    direction = models.CharField("方向", max_length=4, choices=DIRECTIONS, default=Direction.UP)
    january = models.CharField("1月口径", max_length=8, choices=JANUARIES, default=January.REPORTED)
    definition = models.TextField("口径", blank=True)
    origin = models.CharField("数据来源", max_length=10, choices=Origin.choices)
    numerator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="分子"
    )
    denominator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="分母"
    )
    is_share = models.BooleanField("占比（不超过100%）", default=False)
    is_capped = models.BooleanField("不得超过总投资", default=False)
    needs_evidence = models.BooleanField("须附佐证材料", default=False)
    is_sample = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "指标"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    accumulation=Accumulation.RATIO,
                    numerator__isnull=False,
                    denominator__isnull=False,
                )
                | (
                    ~Q(accumulation=Accumulation.RATIO)
                    & Q(numerator__isnull=True, denominator__isnull=True)
                ),
                name="metric_ratio_names_two",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=4), name="metric_at_most_4_decimals"),
            models.CheckConstraint(
                condition=Q(is_share=False) | Q(unit="%"), name="metric_share_in_percent"
            ),
        ]

    def __str__(self):
        return self.short_name or self.name

    def get_absolute_url(self):
        return reverse("strategy:metric_detail", args=[self.code])

    @property
    def is_typed(self) -> bool:
        """A ratio is computed from two other metrics and never typed."""
        return self.accumulation != Accumulation.RATIO
