"""Supervision slips 督办单 and return visits 回访 of matters."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from strategy.progress.ladder import Rung

from .constraints import both_or_neither
from .querysets import RecordQuerySet


class Slip(models.Model):
    """A numbered paper that reminds the lead unit; each rung of its time limit has one at most."""

    matter = models.ForeignKey(
        "strategy.Matter", models.PROTECT, related_name="slips", verbose_name="督办事项"
    )
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveIntegerField("编号")
    rung = models.CharField(
        "等级", max_length=6, choices=[(one.value, one.label) for one in Rung if one.has_slip]
    )
    due_on = models.DateField("办理时限")
    organisation = models.ForeignKey(
        "strategy.Organisation", models.PROTECT, related_name="slips", verbose_name="发往单位"
    )
    sentence = models.CharField("督办意见", max_length=300)
    issued_at = models.DateTimeField("签发时间")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="签发人"
    )
    received_at = models.DateTimeField("签收时间", null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="签收人",
    )

    class Meta:
        verbose_name = verbose_name_plural = "督办单"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="slip_numbered_once"),
            models.UniqueConstraint(
                fields=["matter", "organisation", "rung", "due_on"], name="slip_once_a_rung"
            ),
            both_or_neither("issued_at", "issued_by"),
            both_or_neither("received_at", "received_by"),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("strategy:slip_detail", args=[self.pk])

    @property
    def label(self) -> str:
        """The number as documents write it."""
        return f"督办单〔{self.year}〕{self.number}号"


class ReturnVisitQuerySet(RecordQuerySet):
    since = "made_at"


class ReturnVisit(models.Model):
    """What an enterprise said when it was asked after the close; the last one counts."""

    matter = models.ForeignKey(
        "strategy.Matter", models.PROTECT, related_name="return_visits", verbose_name="督办事项"
    )
    is_satisfied = models.BooleanField("满意")
    note = models.CharField("回访情况", max_length=300)
    made_at = models.DateTimeField("回访时间")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="回访人"
    )
    superseded_at = models.DateTimeField("被取代时间", null=True, blank=True)

    objects = ReturnVisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "回访"
        ordering = ["matter", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                condition=models.Q(superseded_at__isnull=True),
                name="return_visit_one_current",
            ),
            both_or_neither("made_at", "made_by"),
        ]

    def __str__(self):
        return f"{self.matter} {'满意' if self.is_satisfied else '不满意'}"
