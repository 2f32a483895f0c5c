"""Revisions: attempts at a figure, each typed by one person and decided by another."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from .constraints import both_or_neither, not_blank
from .fields import AmountField
from .querysets import NaturalModel, NaturalQuerySet


class StepError(Exception):
    """A revision cannot take this step from where it stands."""


class Status(models.TextChoices):
    """How far a revision has come."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已上报"
    APPROVED = "approved", "已审核"
    RETURNED = "returned", "已退回"


STEPS = {
    Status.DRAFT: {Status.SUBMITTED},
    Status.SUBMITTED: {Status.APPROVED, Status.RETURNED, Status.DRAFT},
    Status.APPROVED: set(),
    Status.RETURNED: set(),
}
"""Every step there is; submitted → draft is 撤回 by the submitting unit."""


HANDED_IN = (Status.SUBMITTED, Status.APPROVED)
"""The steps of a figure that counts as reported 已报."""

NOTE_LABEL, EXPLANATION_LABEL = "形象进度、备注", "核实说明"
"""The words for them wherever they are typed or compared."""

SAID = ("value", "not_applicable", "base", "base_note", "is_sample")
"""What a revision says of its month; the rest explains it."""


class RevisionQuerySet(NaturalQuerySet):
    def undecided(self):
        return self.filter(decided_at__isnull=True)

    def approved(self):
        return self.filter(status=Status.APPROVED)

    def handed_in(self):
        return self.filter(status__in=HANDED_IN)

    def decided_before(self, moment: datetime | None):
        """Decided before a moment; None means now."""
        decided = self.filter(decided_at__isnull=False)
        return decided if moment is None else decided.filter(decided_at__lt=moment)


class Revision(NaturalModel):
    """One attempt at a figure. Once submitted its value is fixed; a correction is the next one."""

    NATURAL_KEY = ("figure__series__code", "figure__month", "number")

    figure = models.ForeignKey(
        "strategy.Figure", models.PROTECT, related_name="revisions", verbose_name="月度数据"
    )
    number = models.PositiveSmallIntegerField("版本号")
    status = models.CharField("步骤", max_length=9, choices=Status.choices, default=Status.DRAFT)
    version = models.PositiveIntegerField("草稿版本", default=1)
    value = AmountField("数值", null=True, blank=True)
    not_applicable = models.BooleanField("本月无此项", default=False)
    base = AmountField("上年同期（可比）", null=True, blank=True)
    base_note = models.CharField("可比口径说明", max_length=200, blank=True)
    note = models.CharField(NOTE_LABEL, max_length=300, blank=True)
    explanation = models.CharField(EXPLANATION_LABEL, max_length=300, blank=True)
    is_correction = models.BooleanField("锁定后修正", default=False)
    reason = models.CharField("修正原因", max_length=200, blank=True)
    return_reason = models.CharField("退回原因", max_length=200, blank=True)
    findings = models.JSONField("审核提示", default=list, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="修正的版本",
    )
    source = models.ForeignKey(
        "strategy.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name="来源",
    )
    is_sample = models.BooleanField("示例", default=False)
    entered_at = models.DateTimeField("录入时间")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="录入人"
    )
    submitted_at = models.DateTimeField("上报时间", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="上报人",
    )
    submitted_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="委托人",
    )
    decided_at = models.DateTimeField("审核时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="审核人",
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "数据版本"
        ordering = ["figure", "number"]
        constraints = [
            models.UniqueConstraint(fields=["figure", "number"], name="revision_numbered_once"),
            models.UniqueConstraint(
                fields=["figure"],
                condition=Q(decided_at__isnull=True),
                name="revision_one_undecided",
            ),
            both_or_neither("entered_at", "entered_by"),
            both_or_neither("submitted_at", "submitted_by"),
            both_or_neither("decided_at", "decided_by"),
            models.CheckConstraint(
                condition=Q(status__in=["approved", "returned"], decided_at__isnull=False)
                | Q(status__in=["draft", "submitted"], decided_at__isnull=True),
                name="revision_decided_by_status",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", submitted_at__isnull=True)
                | (~Q(status="draft") & Q(submitted_at__isnull=False)),
                name="revision_submitted_by_status",
            ),
            models.CheckConstraint(
                condition=Q(not_applicable=False) | Q(value__isnull=True),
                name="revision_value_or_none",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(not_applicable=True) | Q(value__isnull=False),
                name="revision_submitted_is_filled",
            ),
            not_blank("note", unless=Q(not_applicable=False), name="revision_none_has_a_reason"),
            not_blank("reason", unless=Q(is_correction=False), name="revision_correction_reason"),
            not_blank(
                "return_reason", unless=~Q(status="returned"), name="revision_return_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("submitted_by")),
                name="revision_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(submitted_for__isnull=True)
                | Q(submitted_by__isnull=False) & ~Q(submitted_for=models.F("submitted_by")),
                name="revision_for_another",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(status="approved"),
                name="revision_replaces_if_approved",
            ),
        ]

    def __str__(self):
        return f"{self.figure} 第{self.number}版"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in: a draft that was emptied again stands for nothing."""
        return self.value is None and not self.not_applicable

    @property
    def is_editable(self) -> bool:
        return self.status == Status.DRAFT

    def says_the_same_as(self, other: "Revision") -> bool:
        """Whether both say the same of the month, whatever is noted beside it."""
        return all(getattr(self, name) == getattr(other, name) for name in SAID)

    def step_to(self, status: Status) -> None:
        """Take a step, or raise StepError if there is none."""
        if status not in STEPS[Status(self.status)]:
            raise StepError(f"{self.get_status_display()}的数据不能转为“{Status(status).label}”。")
        self.status = status
