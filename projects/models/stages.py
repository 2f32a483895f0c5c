"""When a project reaches its stages, and when it stands still. Records are never overwritten."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.progress import InterruptionKind, Pause, Stage, StageState
from strategy.models.constraints import both_or_neither, not_blank, precision_of_a_day
from strategy.models.fields import PrecisionField
from strategy.models.querysets import NaturalModel, NaturalQuerySet, RecordQuerySet


class StageRecordQuerySet(NaturalQuerySet, RecordQuerySet):
    """Found by their natural keys; `known_at` gives those in force."""


class StageRecord(NaturalModel):
    """What is known of one stage of a project: planned and actual day. A change is a new record.

    `is_reached` without `actual_on` is a stage whose day no source tells.
    """

    NATURAL_KEY = ("project__item__code", "stage", "recorded_at")

    project = models.ForeignKey(
        "projects.Project", models.PROTECT, related_name="stage_records", verbose_name="项目"
    )
    stage = models.CharField("阶段", max_length=13, choices=Stage.choices())
    planned_on = models.DateField("计划日期", null=True, blank=True)
    is_reached = models.BooleanField("已到达", default=False)
    actual_on = models.DateField("实际日期", null=True, blank=True)
    actual_precision = PrecisionField("日期精度")
    note = models.CharField("说明", max_length=200, blank=True)
    reason = models.CharField("变更原因", max_length=200, blank=True)
    source = models.ForeignKey(
        "strategy.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stage_records",
        verbose_name="来源",
    )
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="登记人",
    )
    superseded_at = models.DateTimeField("被替代时间", null=True, blank=True)
    is_sample = models.BooleanField("示例", default=False)

    objects = StageRecordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "阶段记录"
        ordering = ["project", "recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "stage"],
                condition=Q(superseded_at__isnull=True),
                name="stage_record_current_once",
            ),
            models.UniqueConstraint(
                fields=["project", "stage", "recorded_at"], name="stage_record_once"
            ),
            models.CheckConstraint(
                condition=Q(is_reached=True) | Q(actual_on__isnull=True),
                name="stage_actual_is_reached",
            ),
            precision_of_a_day("actual_on", "actual_precision", name="stage_record_precision"),
            models.CheckConstraint(
                condition=Q(is_reached=True) | Q(planned_on__isnull=False),
                name="stage_record_says_something",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gt=F("recorded_at")),
                name="stage_superseded_later",
            ),
        ]

    def __str__(self):
        return f"{self.project} {self.get_stage_display()}"

    @property
    def state(self) -> StageState:
        """It as the arithmetic takes it."""
        return StageState(Stage(self.stage), self.planned_on, self.is_reached, self.actual_on)


class Interruption(NaturalModel):
    """A time in which a project stood still 停缓建, or its leaving of the library 调出."""

    NATURAL_KEY = ("project__item__code", "starts_on")

    project = models.ForeignKey(
        "projects.Project", models.PROTECT, related_name="interruptions", verbose_name="项目"
    )
    kind = models.CharField("类别", max_length=9, choices=InterruptionKind.choices())
    starts_on = models.DateField("开始日期")
    approval = models.CharField("批准文件或批准人", max_length=100)
    reason = models.CharField("原因", max_length=200)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="登记人",
    )
    ends_on = models.DateField("复工日期", null=True, blank=True)
    end_approval = models.CharField("复工批准文件或批准人", max_length=100, blank=True)
    ended_at = models.DateTimeField("复工登记时间", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="复工登记人",
    )
    is_sample = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "停缓建与调出"
        ordering = ["project", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(ends_on__isnull=True), name="interruption_one_open"
            ),
            models.UniqueConstraint(
                fields=["project", "starts_on"], name="interruption_starts_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__lt=F("ends_on")),
                name="interruption_starts_first",
            ),
            models.CheckConstraint(
                condition=~Q(kind="withdrawn") | Q(ends_on__isnull=True),
                name="interruption_no_way_back",
            ),
            models.CheckConstraint(
                condition=~Q(approval="") & ~Q(reason=""), name="interruption_is_approved"
            ),
            not_blank(
                "end_approval", unless=Q(ends_on__isnull=True), name="interruption_end_approved"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True, ended_at__isnull=True)
                | Q(ends_on__isnull=False, ended_at__isnull=False),
                name="interruption_end_recorded",
            ),
            both_or_neither("ended_at", "ended_by"),
        ]

    def __str__(self):
        return f"{self.project} {self.get_kind_display()}"

    def pause_at(self, moment: datetime | None) -> Pause:
        """It as it was known just before a moment (None is now): its end may be recorded later."""
        is_ended = self.ended_at is not None and (moment is None or self.ended_at < moment)
        ends_on = self.ends_on if is_ended else None
        return Pause(InterruptionKind(self.kind), self.starts_on, ends_on)
