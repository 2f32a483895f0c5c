"""Matters 督办事项: anything that is followed to its close."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from .constraints import both_or_neither, first_day
from .matter_steps import MatterStep


class Matter(models.Model):
    """A problem, a resolution or an instruction. What changes stands in its steps.

    `supporting` and `checker` are those of now, for rights; its steps keep those of every day.
    `month` is that of the figure it is about, `about` the matter an instruction was written on.
    """

    class Kind(models.TextChoices):
        PROBLEM = "problem", "问题"
        RESOLUTION = "resolution", "议定事项"
        INSTRUCTION = "instruction", "领导批示"

    class Origin(models.TextChoices):
        MEETING = "meeting", "会议"
        VISIT = "visit", "实地调研"
        ENTERPRISE = "enterprise", "企业反映"
        LEADER = "leader", "领导批示"

    class Category(models.TextChoices):
        LAND = "land", "用地"
        FUNDING = "funding", "资金"
        LABOUR = "labour", "用工"
        ENVIRONMENT = "environment", "环评"
        ENERGY = "energy", "能耗"
        APPROVAL = "approval", "审批"
        MARKET = "market", "市场"
        OTHER = "other", "其他"

    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveIntegerField("编号")
    kind = models.CharField("类别", max_length=11, choices=Kind.choices)
    origin = models.CharField("来源", max_length=10, choices=Origin.choices)
    category = models.CharField(
        "问题类型", max_length=11, choices=Category.choices, default=Category.OTHER
    )
    title = models.CharField("事项", max_length=200)
    description = models.TextField("具体情况", max_length=2000, blank=True)
    raised_by = models.CharField("提出单位（人）", max_length=60, blank=True)
    supporting = models.ManyToManyField(
        "strategy.Organisation",
        blank=True,
        related_name="supported_matters",
        db_table="strategy_matter_supporting",
        verbose_name="配合单位",
    )
    checker = models.ForeignKey(
        "strategy.Organisation",
        models.PROTECT,
        related_name="checked_matters",
        verbose_name="核实单位",
    )
    time_limit = models.ForeignKey(
        "strategy.TimeLimit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matters",
        verbose_name="时限类别",
    )
    item = models.ForeignKey(
        "strategy.TrackedItem",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matters",
        verbose_name="关联事项",
    )
    series = models.ForeignKey(
        "strategy.Series",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matters",
        verbose_name="关联填报项",
    )
    month = models.DateField("关联月份", null=True, blank=True)
    about = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="instructions",
        verbose_name="所批事项",
    )
    meeting = models.ForeignKey(
        "strategy.Meeting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matters",
        verbose_name="会议",
    )
    is_sample = models.BooleanField("示例", default=False)
    registered_at = models.DateTimeField("登记时间")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "督办事项"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="matter_numbered_once"),
            both_or_neither("registered_at", "registered_by"),
            first_day("month"),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(series__isnull=False),
                name="matter_month_of_a_series",
            ),
            models.CheckConstraint(
                condition=Q(origin="meeting", meeting__isnull=False)
                | Q(meeting__isnull=True) & ~Q(origin="meeting"),
                name="matter_meeting_by_origin",
            ),
            models.CheckConstraint(
                condition=~Q(kind="resolution") | Q(origin="meeting"),
                name="matter_resolution_of_meeting",
            ),
            models.CheckConstraint(
                condition=Q(about__isnull=True) | ~Q(about=F("pk")),
                name="matter_not_about_itself",
            ),
        ]
        indexes = [models.Index(fields=["registered_at"], name="matter_registered")]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("strategy:matter_detail", args=[self.pk])

    @property
    def label(self) -> str:
        """The number as documents write it."""
        return f"督办〔{self.year}〕{self.number}号"

    @property
    def current(self) -> MatterStep:
        """How the matter stands now (one query)."""
        return self.steps.known_at(None).select_related("lead").get()
