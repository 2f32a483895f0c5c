"""Agenda items: why each is on the agenda, for how long, and what became of it."""

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from .constraints import both_or_neither, not_blank
from .meetings import Meeting
from .querysets import NaturalModel, NaturalQuerySet, RemovableQuerySet


class AgendaReason(models.TextChoices):
    """Why something is proposed, in the order of the agenda."""

    LEFT_OPEN = "left_open", "上次未议毕"
    NEWLY_RED = "newly_red", "新增严重滞后"
    LONG_RED = "long_red", "连续严重滞后"
    WORSENED = "worsened", "较上次会议转差"
    OVERDUE = "overdue", "督办事项逾期"
    DUE_SOON = "due_soon", "下次会议前到期"
    UNREPORTED = "unreported", "尚未报送"
    OWNERLESS = "ownerless", "尚未落实牵头单位"
    ADDED = "added", "会议安排"


class AgendaOutcome(models.TextChoices):
    """What became of an item at the meeting."""

    PENDING = "pending", "未议"
    CONCLUDED = "concluded", "已议定"
    CONTINUED = "continued", "下次续议"

    @property
    def is_pending(self) -> bool:
        """Whether nothing has come of it yet."""
        return self == AgendaOutcome.PENDING

    @property
    def is_concluded(self) -> bool:
        """Whether it does not come up again."""
        return self == AgendaOutcome.CONCLUDED


class AgendaItemQuerySet(NaturalQuerySet, RemovableQuerySet):
    """Found by its natural key; `known_at` leaves out what the chair took off."""


class AgendaItem(NaturalModel):
    """One thing to speak about. `subject` says what it is, so that it is known when it returns.

    `appearance` is how often it has come up 第n次上会, `sentence` the evidence as it stood when it
    was proposed. One that the chair took off stays on record with the reason.
    """

    NATURAL_KEY = ("meeting__series__code", "meeting__number", "subject")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda", verbose_name="会议")
    position = models.PositiveSmallIntegerField("顺序")
    subject = models.CharField("对象", max_length=60)
    reason = models.CharField("上会缘由", max_length=10, choices=AgendaReason.choices)
    title = models.CharField("议题", max_length=200)
    sentence = models.CharField("依据", max_length=300, blank=True)
    owner = models.ForeignKey(
        "strategy.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="汇报单位",
    )
    presenter = models.CharField("汇报人", max_length=60, blank=True)
    minutes = models.PositiveSmallIntegerField(
        "时长（分钟）",
        null=True,
        blank=True,
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    appearance = models.PositiveSmallIntegerField("上会次数", default=1)
    item = models.ForeignKey(
        "strategy.TrackedItem",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name="关联事项",
    )
    matter = models.ForeignKey(
        "strategy.Matter",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name="督办事项",
    )
    milestone = models.ForeignKey(
        "strategy.Milestone",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name="议定的节点",
    )
    month = models.DateField("报告期", null=True, blank=True)
    outcome = models.CharField(
        "结果", max_length=9, choices=AgendaOutcome.choices, default=AgendaOutcome.PENDING
    )
    record = models.TextField("讨论记录", max_length=4000, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    is_sample = models.BooleanField("示例", default=False)
    added_at = models.DateTimeField("列入时间")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="列入人"
    )
    removed_at = models.DateTimeField("撤下时间", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="撤下人",
    )
    removal_reason = models.CharField("撤下原因", max_length=200, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "议题"
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "subject"], name="agenda_item_once"),
            both_or_neither("added_at", "added_by"),
            both_or_neither("removed_at", "removed_by"),
            not_blank(
                "removal_reason",
                unless=Q(removed_at__isnull=True),
                name="agenda_item_removal_reason",
            ),
        ]

    def __str__(self):
        return self.title


def item_subject(code: str) -> str:
    """What an agenda item about a tracked item is known by."""
    return f"item:{code}"


def matter_subject(pk: int) -> str:
    """What an agenda item about a matter is known by."""
    return f"matter:{pk}"


def unit_subject(code: str, month: date) -> str:
    """What an agenda item about a unit that has not reported a month is known by."""
    return f"unit:{code}:{month:%Y-%m}"


def added_subject(meeting: int, number: int) -> str:
    """What an agenda item about nothing of ours is known by: where (pk) it was first added."""
    return f"added:{meeting}:{number}"
