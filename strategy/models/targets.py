"""Targets: the value to reach by the end of a year, in versions that are never overwritten."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .constraints import both_or_neither, first_day, not_blank
from .fields import AmountField
from .querysets import NaturalModel, NaturalQuerySet


class TargetQuerySet(NaturalQuerySet):
    def decided_before(self, moment: datetime | None):
        """Versions known before a moment; None means now."""
        return self if moment is None else self.filter(decided_at__lt=moment)


class Target(NaturalModel):
    """One version of a series' target for a year, holding from `from_month` on."""

    NATURAL_KEY = ("series__code", "year", "version")

    series = models.ForeignKey(
        "strategy.Series", models.PROTECT, related_name="targets", verbose_name="填报项"
    )
    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("版本", default=1)
    value = AmountField("年度目标")
    start = AmountField("起点值", null=True, blank=True)
    from_month = models.DateField("生效月份")
    reason = models.CharField("调整原因", max_length=200, blank=True)
    document = models.CharField("文号", max_length=100, blank=True)
    decided_at = models.DateTimeField("下达时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="targets", verbose_name="下达人"
    )
    is_sample = models.BooleanField("示例", default=False)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度目标"
        ordering = ["series", "year", "version"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "version"], name="target_version"),
            first_day("from_month"),
            models.CheckConstraint(
                condition=Q(from_month__year=F("year")), name="target_holds_in_its_year"
            ),
            not_blank("reason", unless=Q(version=1), name="target_change_has_a_reason"),
            both_or_neither("decided_at", "decided_by"),
        ]

    def __str__(self):
        return f"{self.series} {self.year}年目标（第{self.version}版）"


def in_force(targets: Iterable[Target], month: date) -> Target | None:
    """Of a series' versions the one that holds in a month: the highest from it or before."""
    versions = [one for one in targets if one.year == month.year and one.from_month <= month]
    return max(versions, key=lambda one: one.version, default=None)


class PlannedValue(models.Model):
    """The value planned to be reached by the end of one month, for a target with a monthly plan."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="plan", verbose_name="年度目标")
    month = models.DateField("月份")
    value = AmountField("计划累计")

    class Meta:
        verbose_name = verbose_name_plural = "月度计划"
        ordering = ["target", "month"]
        constraints = [
            models.UniqueConstraint(fields=["target", "month"], name="planned_once_a_month"),
            first_day(),
        ]

    def __str__(self):
        return f"{self.target} {self.month:%Y-%m}"
