"""Assessments: the computed result for an item or a series in a month. Append-only."""

from datetime import date

from django.db import models
from django.db.models import Q

from strategy.progress import Standing

from .constraints import first_day
from .fields import AmountField, PercentField
from .querysets import RecordQuerySet

STANDINGS = [(standing.value, standing.label) for standing in Standing]


class AssessmentQuerySet(RecordQuerySet):
    def of_items(self):
        """One result for each item: the worst of its headline series and its milestones."""
        return self.filter(subject=Assessment.Subject.ITEM)

    def of_series(self):
        return self.filter(subject=Assessment.Subject.SERIES)

    def in_month(self, month: date):
        return self.filter(month=month)


class Assessment(models.Model):
    """What the one calculation said of an item or a series for a month, with all its numbers.

    Percentages and points are in %, amounts in the unit of the series' metric. An item's own
    result repeats the numbers of its headline series, which `series` then names.
    """

    class Subject(models.TextChoices):
        ITEM = "item", "事项"
        SERIES = "series", "填报项"

    subject = models.CharField("对象", max_length=6, choices=Subject.choices)
    item = models.ForeignKey(
        "strategy.TrackedItem", models.PROTECT, related_name="assessments", verbose_name="事项"
    )
    series = models.ForeignKey(
        "strategy.Series",
        models.PROTECT,
        null=True,
        related_name="assessments",
        verbose_name="填报项",
    )
    month = models.DateField("月份")
    value = AmountField("本月", null=True)
    to_date = AmountField("本月止累计", null=True)
    base_to_date = AmountField("上年同期累计", null=True)
    growth = PercentField("同比")
    growth_note = models.CharField("同比说明", max_length=20, blank=True)
    target = AmountField("年度目标", null=True)
    done = PercentField("完成率")
    expected = PercentField("序时进度")
    gap = PercentField("与序时差")
    reported = models.PositiveSmallIntegerField("已报", null=True)
    owed = models.PositiveSmallIntegerField("应报", null=True)
    standing = models.CharField("进度状态", max_length=12, choices=STANDINGS)
    sentence = models.CharField("说明", max_length=300)
    rule = models.ForeignKey(
        "strategy.LightRule",
        models.PROTECT,
        null=True,
        related_name="assessments",
        verbose_name="亮灯规则",
    )
    is_sample = models.BooleanField("评估含示例")
    value_is_sample = models.BooleanField("本月含示例")
    to_date_is_sample = models.BooleanField("累计含示例")
    growth_is_sample = models.BooleanField("同比含示例")
    recorded_at = models.DateTimeField("记录时间")
    superseded_at = models.DateTimeField("取代时间", null=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评估结果"
        ordering = ["month", "item", "series", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "month", "recorded_at"],
                condition=Q(subject="item"),
                name="assessment_item_moment",
            ),
            models.UniqueConstraint(
                fields=["series", "month", "recorded_at"],
                condition=Q(subject="series"),
                name="assessment_series_moment",
            ),
            models.UniqueConstraint(
                fields=["item", "month"],
                condition=Q(subject="item", superseded_at__isnull=True),
                name="assessment_item_current",
            ),
            models.UniqueConstraint(
                fields=["series", "month"],
                condition=Q(subject="series", superseded_at__isnull=True),
                name="assessment_series_current",
            ),
            models.CheckConstraint(
                condition=Q(subject="item") | Q(series__isnull=False),
                name="assessment_of_a_series_or_item",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True)
                | Q(superseded_at__gte=models.F("recorded_at")),
                name="assessment_superseded_later",
            ),
            first_day(),
        ]
        indexes = [
            models.Index(fields=["month", "subject", "superseded_at"], name="assessment_by_month"),
        ]

    def __str__(self):
        return f"{self.series or self.item} {self.month:%Y-%m} {self.get_standing_display()}"
