"""Meetings of a series with its own running number, and who attended them."""

from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from .constraints import both_or_neither, not_blank
from .querysets import NaturalModel, NaturalQuerySet


class MeetingSeries(NaturalModel):
    """A kind of meeting that is counted on its own, such as 服务企业周例会."""

    code = models.SlugField("代码", max_length=30, unique=True)
    name = models.CharField("名称", max_length=40)
    purpose = models.CharField("说明", max_length=200, blank=True)
    slot = models.PositiveSmallIntegerField(
        "时长（分钟）", default=90, validators=[MinValueValidator(10), MaxValueValidator(600)]
    )
    position = models.PositiveSmallIntegerField("顺序")
    is_weekly = models.BooleanField("每周召开", default=False)
    is_active = models.BooleanField("在用", default=True)
    source = models.ForeignKey(
        "strategy.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meeting_series",
        verbose_name="来源",
    )
    is_sample = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "会议系列"
        ordering = ["position", "code"]

    def __str__(self):
        return self.name


class MeetingStage(models.TextChoices):
    """How far a meeting has come; it is never typed in, the moments below say it."""

    PREPARING = "preparing", "筹备"
    HELD = "held", "已召开"
    ISSUED = "issued", "纪要已印发"

    @property
    def is_preparing(self) -> bool:
        """Whether the agenda may still be changed."""
        return self == MeetingStage.PREPARING


class MeetingQuerySet(NaturalQuerySet):
    def known_at(self, moment: datetime | None):
        """Meetings that had been entered before a moment; None means now."""
        return self if moment is None else self.filter(opened_at__lt=moment)

    def held(self, moment: datetime | None = None):
        """Meetings that have taken place, before a moment if there is one."""
        held = self.filter(held_at__isnull=False)
        return held if moment is None else held.filter(held_at__lt=moment)

    def told(self, moment: datetime | None = None):
        """Meetings of which it was public before a moment what they decided; None means now."""
        issued = Q(issued_at__isnull=False) if moment is None else Q(issued_at__lt=moment)
        held = Q(held_at__isnull=False) if moment is None else Q(held_at__lt=moment)
        return self.filter(issued | held & Q(source__isnull=False, is_sample=False))


class Meeting(NaturalModel):
    """One meeting. Its number follows the last one of its series; a gap has a reason.

    `version` is raised by every change of what is typed during it.
    """

    NATURAL_KEY = ("series__code", "number")

    series = models.ForeignKey(
        MeetingSeries, models.PROTECT, related_name="meetings", verbose_name="会议系列"
    )
    number = models.PositiveIntegerField("次数", validators=[MinValueValidator(1)])
    gap_reason = models.CharField("缺号原因", max_length=200, blank=True)
    meets_on = models.DateField("日期")
    start_time = models.TimeField("时间", null=True, blank=True)
    slot = models.PositiveSmallIntegerField(
        "时长（分钟）",
        null=True,
        blank=True,
        validators=[MinValueValidator(10), MaxValueValidator(600)],
    )
    place = models.CharField("地点", max_length=80, blank=True)
    chair = models.CharField("主持人（职务）", max_length=60, blank=True)
    topic = models.CharField("议题", max_length=200, blank=True)
    record = models.TextField("会议记录", max_length=10000, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    source = models.ForeignKey(
        "strategy.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="来源",
    )
    is_sample = models.BooleanField("示例", default=False)
    opened_at = models.DateTimeField("登记时间")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    held_at = models.DateTimeField("召开时间", null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="确认召开人",
    )
    issued_at = models.DateTimeField("纪要印发时间", null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="印发人",
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议"
        ordering = ["-meets_on", "series", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="meeting_numbered_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="meeting_number_from_one"),
            both_or_neither("opened_at", "opened_by"),
            both_or_neither("held_at", "held_by"),
            both_or_neither("issued_at", "issued_by"),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True) | Q(held_at__isnull=False),
                name="meeting_held_before_issued",
            ),
        ]
        indexes = [models.Index(fields=["meets_on"], name="meeting_day")]

    def __str__(self):
        return f"第{self.number}次{self.series.name}"

    def get_absolute_url(self):
        return reverse("strategy:meeting_detail", args=[self.pk])

    def stage_at(self, moment: datetime | None = None) -> MeetingStage:
        """How far it had come before a moment; None means now."""
        return stage_of(self.held_at, self.issued_at, moment)

    def is_told_at(self, moment: datetime | None = None) -> bool:
        """Whether it was public before a moment what it decided: once its minutes are out.

        What a public report tells is public from the start.
        """
        stage = self.stage_at(moment)
        is_reported = self.is_reported and stage == MeetingStage.HELD
        return is_reported or stage == MeetingStage.ISSUED

    @property
    def stage(self) -> MeetingStage:
        return self.stage_at()

    @property
    def is_reported(self) -> bool:
        """Whether all that is known of it stands in a public report, to which nothing is added."""
        return self.source_id is not None and not self.is_sample

    @property
    def minutes(self) -> int:
        """How long it may take: its own slot or that of its series."""
        return self.slot or self.series.slot


def stage_of(
    held_at: datetime | None, issued_at: datetime | None, moment: datetime | None = None
) -> MeetingStage:
    """How far a meeting with these moments had come before a moment; None means now."""
    if issued_at is not None and (moment is None or issued_at < moment):
        return MeetingStage.ISSUED
    if held_at is not None and (moment is None or held_at < moment):
        return MeetingStage.HELD
    return MeetingStage.PREPARING


class Attendance(models.Model):
    """Somebody at a meeting: present, observing, or on leave."""

    class Kind(models.TextChoices):
        PRESENT = "present", "出席"
        OBSERVER = "observer", "列席"
        LEAVE = "leave", "请假"

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="attendances", verbose_name="会议"
    )
    kind = models.CharField("类别", max_length=8, choices=Kind.choices)
    organisation = models.ForeignKey(
        "strategy.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name="单位",
    )
    person = models.CharField("职务、姓名", max_length=60, blank=True)
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "参会人员"
        ordering = ["meeting", "kind", "position", "pk"]
        constraints = [
            not_blank("person", unless=Q(organisation__isnull=False), name="attendance_names_one"),
        ]

    def __str__(self):
        return self.person or str(self.organisation)
