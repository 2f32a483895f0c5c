"""What a unit asks about a matter: more time, or that it be given to another."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .constraints import both_or_neither, not_blank

TO_OBJECT = 1
"""Work days after the assignment within which a unit may object to it (practice 1.5)."""


class MatterRequest(models.Model):
    """A request for more time 延期, or an objection 异议 to the assignment; the office decides."""

    class Kind(models.TextChoices):
        EXTENSION = "extension", "延期申请"
        OBJECTION = "objection", "交办异议"

    matter = models.ForeignKey(
        "strategy.Matter", models.PROTECT, related_name="requests", verbose_name="督办事项"
    )
    kind = models.CharField("类别", max_length=9, choices=Kind.choices)
    reason = models.CharField("理由", max_length=500)
    due_on = models.DateField("申请延至", null=True, blank=True)
    asked_at = models.DateTimeField("提出时间")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    is_granted = models.BooleanField("同意", null=True, blank=True)
    answer = models.CharField("答复", max_length=500, blank=True)
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="答复人",
    )

    class Meta:
        verbose_name = verbose_name_plural = "延期与异议"
        ordering = ["matter", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(decided_at__isnull=True),
                name="matter_request_one_undecided",
            ),
            both_or_neither("asked_at", "asked_by"),
            both_or_neither("decided_at", "decided_by"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, is_granted__isnull=True)
                | Q(decided_at__isnull=False, is_granted__isnull=False),
                name="matter_request_answer_given",
            ),
            models.CheckConstraint(
                condition=Q(kind="extension", due_on__isnull=False)
                | Q(kind="objection", due_on__isnull=True),
                name="matter_request_new_due",
            ),
            not_blank("reason", name="matter_request_has_a_reason"),
            not_blank(
                "answer",
                unless=~Q(is_granted=False),
                name="matter_request_refusal_reason",
            ),
        ]

    def __str__(self):
        return f"{self.matter} {self.get_kind_display()}"
