"""Light rules: the thresholds from which a light is told, valid from a month on."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from strategy.progress import Rule, RuleFamily

from .constraints import both_or_neither, first_day
from .querysets import NaturalModel, NaturalQuerySet

FAMILIES = [(family.value, family.label) for family in RuleFamily]


class LightRuleQuerySet(NaturalQuerySet):
    def decided_before(self, moment: datetime):
        """Rules known before a moment; those that we ship have none and are always known."""
        return self.filter(Q(decided_at__isnull=True) | Q(decided_at__lt=moment))


class LightRule(NaturalModel):
    """Two thresholds on the gap in percentage points, or on the ratio to pace in %."""

    code = models.CharField("编号", max_length=6, unique=True)
    name = models.CharField("名称", max_length=60)
    family = models.CharField("算法", max_length=5, choices=FAMILIES)
    on_pace_from = models.DecimalField("达序时下限", max_digits=6, decimal_places=2)
    behind_from = models.DecimalField("滞后下限", max_digits=6, decimal_places=2)
    milestone_far_months = models.PositiveSmallIntegerField("节点逾期转严重滞后（月）", default=3)
    from_month = models.DateField("生效月份", unique=True)
    note = models.CharField("依据", max_length=300, blank=True)
    decided_at = models.DateTimeField("确定时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rules",
        verbose_name="确定人",
    )

    objects = LightRuleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "亮灯规则"
        ordering = ["-from_month"]
        constraints = [
            first_day("from_month"),
            models.CheckConstraint(
                condition=Q(behind_from__lt=models.F("on_pace_from")),
                name="rule_thresholds_in_order",
            ),
            both_or_neither("decided_at", "decided_by"),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def as_rule(self) -> Rule:
        """The rule as the pure package takes it."""
        return Rule(
            code=self.code,
            family=RuleFamily(self.family),
            on_pace_from=self.on_pace_from,
            behind_from=self.behind_from,
            milestone_far_months=self.milestone_far_months,
        )
