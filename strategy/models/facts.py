"""Facts: sourced, dated statements that are no monthly figures."""

from django.db import models
from django.db.models import Q

from .fields import AmountField, PrecisionField
from .querysets import NaturalModel, NaturalQuerySet


class FactQuerySet(NaturalQuerySet):
    def of_the_strategy(self):
        """Facts of the strategy as a whole."""
        return self.filter(item__isnull=True)


class Fact(NaturalModel):
    """What a source says about an item, or about the strategy where `item` is empty."""

    code = models.CharField("编号", max_length=12, unique=True)
    item = models.ForeignKey(
        "strategy.TrackedItem",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="facts",
        verbose_name="事项",
    )
    subject = models.CharField("主体", max_length=100)
    statement = models.CharField("内容", max_length=300)
    value = AmountField("数值", null=True, blank=True)
    unit = models.CharField("单位", max_length=10, blank=True)
    as_of = models.DateField("截至日期", null=True, blank=True)
    as_of_precision = PrecisionField("日期精度")
    note = models.CharField("限定说明", max_length=300, blank=True)
    source = models.ForeignKey(
        "strategy.Source", models.PROTECT, related_name="facts", verbose_name="来源"
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事实"
        ordering = ["-as_of", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=True) | ~Q(unit=""), name="fact_value_has_a_unit"
            ),
        ]

    def __str__(self):
        return f"{self.subject}：{self.statement}"
