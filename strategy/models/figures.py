"""Figures: what a series stands at in a month. Only an approved revision ever sets one."""

from django.db import models
from django.db.models import Q

from strategy import months

from .constraints import first_day
from .fields import AmountField
from .querysets import NaturalModel, NaturalQuerySet


class FigureQuerySet(NaturalQuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def unpublished(self):
        return self.filter(published_at__isnull=True)


class Figure(NaturalModel):
    """One per series and owed month. `value` is the last approved one, and is what pages read."""

    NATURAL_KEY = ("series__code", "month")

    series = models.ForeignKey(
        "strategy.Series", models.PROTECT, related_name="figures", verbose_name="填报项"
    )
    month = models.DateField("月份")
    value = AmountField("数值", null=True, editable=False)
    base = AmountField("上年同期（可比）", null=True, editable=False)
    not_applicable = models.BooleanField("本月无此项", default=False, editable=False)
    published_at = models.DateTimeField("发布时间", null=True, editable=False)
    is_sample = models.BooleanField("示例", default=False)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "月度数据"
        ordering = ["series", "month"]
        constraints = [
            models.UniqueConstraint(fields=["series", "month"], name="figure_once_a_month"),
            first_day(),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, value__isnull=True, not_applicable=False)
                | Q(published_at__isnull=False, value__isnull=False, not_applicable=False)
                | Q(published_at__isnull=False, value__isnull=True, not_applicable=True),
                name="figure_published_with_a_value",
            ),
        ]
        indexes = [models.Index(fields=["month", "published_at"], name="figure_by_month")]

    def __str__(self):
        return f"{self.series} {self.month:%Y-%m}"

    @property
    def label(self) -> str:
        """The figure in words: its metric and month."""
        return f"“{self.series.metric.name}”{months.label(self.month)}数据"

    def get_absolute_url(self):
        return self.series.passport_url(self.month)
