"""Pools 培育库: named groups that enterprises, parks and projects enter and leave on a day."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from strategy.models.constraints import not_blank, precision_of_a_day
from strategy.models.fields import PrecisionField
from strategy.models.querysets import NaturalModel, NaturalQuerySet
from strategy.models.spans import spans


class Pool(NaturalModel):
    """A cultivation pool, a title's holders, or a collection of projects with its tiers."""

    class Members(models.TextChoices):
        ENTERPRISES = "enterprises.enterprise", "企业"
        PARKS = "enterprises.park", "园区"
        PROJECTS = "projects.project", "项目"

    code = models.SlugField("代码", max_length=30, unique=True)
    name = models.CharField("名称", max_length=60)
    members = models.CharField("成员类别", max_length=22, choices=Members.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tiers",
        verbose_name="上级",
    )
    ladder = models.CharField("梯队", max_length=30, blank=True)
    rung = models.PositiveSmallIntegerField("梯级", null=True, blank=True)
    floor = models.DecimalField(
        "总投资下限（万元）", max_digits=15, decimal_places=4, null=True, blank=True
    )
    position = models.PositiveSmallIntegerField("顺序")
    note = models.CharField("说明", max_length=300, blank=True)
    source = models.ForeignKey(
        "strategy.Source", models.PROTECT, related_name="pools", verbose_name="来源"
    )

    class Meta:
        verbose_name = verbose_name_plural = "培育库"
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["ladder", "rung"], name="pool_rung_once"),
            models.CheckConstraint(
                condition=Q(floor__isnull=True) | Q(floor__gt=0), name="pool_floor_positive"
            ),
            models.CheckConstraint(
                condition=Q(ladder="", rung__isnull=True) | (~Q(ladder="") & Q(rung__gte=1)),
                name="pool_rung_of_a_ladder",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="pool_not_its_own_tier"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("enterprises:pool_detail", args=[self.code])


class PoolTotal(NaturalModel):
    """A published total of a pool: the series whose figures report it."""

    NATURAL_KEY = ("pool__code", "measure")

    class Measure(models.TextChoices):
        MEMBERS = "members", "数量"
        INVESTMENT = "investment", "总投资"
        SIGNED = "signed", "已签约"
        STARTED = "started", "已开工"

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="totals", verbose_name="培育库")
    measure = models.CharField("口径", max_length=10, choices=Measure.choices)
    series = models.ForeignKey(
        "strategy.Series", models.PROTECT, related_name="+", verbose_name="填报项"
    )

    class Meta:
        verbose_name = verbose_name_plural = "培育库公布数"
        ordering = ["pool", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pool", "measure"], name="pool_total_once"),
        ]

    def __str__(self):
        return f"{self.pool} {self.get_measure_display()}"


def stood_in_pool(day: date) -> Q:
    """Entries that stood in their pool on a day."""
    return spans(day, "entered_on", "left_on")


class PoolEntryQuerySet(NaturalQuerySet):
    def on(self, day: date):
        """Entries that stood in their pool on a day."""
        return self.filter(stood_in_pool(day))


class PoolEntry(NaturalModel):
    """A member's time in a pool. The day it left is the first without it."""

    NATURAL_KEY = ("pool__code", "member__code", "entered_on")

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="entries", verbose_name="培育库")
    member = models.ForeignKey(
        "strategy.TrackedItem",
        models.PROTECT,
        related_name="pool_entries",
        verbose_name="成员",
    )
    honour = models.OneToOneField(
        "enterprises.Honour",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pool_entry",
        verbose_name="据以入库的荣誉",
    )
    entered_on = models.DateField("入库日期", null=True, blank=True)
    entered_precision = PrecisionField("日期精度")
    entered_reason = models.CharField("入库原因", max_length=200, blank=True)
    left_on = models.DateField("出库日期", null=True, blank=True)
    left_reason = models.CharField("出库原因", max_length=200, blank=True)
    source = models.ForeignKey(
        "strategy.Source", models.PROTECT, related_name="pool_entries", verbose_name="来源"
    )
    is_sample = models.BooleanField("示例", default=False)

    objects = PoolEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "入库记录"
        ordering = ["pool", "member", "entered_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "member"],
                condition=Q(left_on__isnull=True),
                name="pool_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(entered_on__isnull=True)
                | Q(left_on__isnull=True)
                | Q(entered_on__lt=F("left_on")),
                name="pool_entered_before_left",
            ),
            precision_of_a_day("entered_on", "entered_precision", name="pool_entry_precision"),
            not_blank("left_reason", unless=Q(left_on__isnull=True), name="pool_leaving_reason"),
        ]

    def __str__(self):
        return f"{self.member} {self.pool}"
