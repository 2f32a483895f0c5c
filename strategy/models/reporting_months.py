"""Reporting months and years: when a month is due, and whether it is locked."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from .constraints import both_or_neither, first_day, not_blank
from .organisations import Organisation
from .querysets import NaturalModel, NaturalQuerySet


def due_of(kind: str, due_at: datetime, kind_dues: Iterable[tuple[str, datetime]]) -> datetime:
    """The due moment of units of a kind: their own, else that of the month.

    `with_due_for` is the same in SQL.
    """
    return dict(kind_dues).get(kind, due_at)


class ReportingMonthQuerySet(NaturalQuerySet):
    def with_due_for(self, kind: str | OuterRef):
        """Months with `due`, the due moment of units of a kind; see `due_of`."""
        own = KindDue.objects.filter(reporting_month=OuterRef("pk"), kind=kind)
        return self.annotate(due=Coalesce(Subquery(own.values("due_at")), "due_at"))


class ReportingMonth(NaturalModel):
    """A month that has been opened; `due_at` is the last moment that counts as on time."""

    NATURAL_KEY = ("month",)

    month = models.DateField("报告期", unique=True)
    due_at = models.DateTimeField("截止时间")
    opened_at = models.DateTimeField("开放时间", null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="开放人",
    )
    locked_at = models.DateTimeField("锁定时间", null=True, blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="锁定人",
    )

    objects = ReportingMonthQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报告期"
        ordering = ["-month"]
        constraints = [
            first_day(),
            both_or_neither("opened_at", "opened_by"),
            both_or_neither("locked_at", "locked_by"),
        ]

    def __str__(self):
        return f"{self.month.year}年{self.month.month}月"

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None


class KindDue(models.Model):
    """Another due moment of a month for one kind of units, such as the departments."""

    reporting_month = models.ForeignKey(
        ReportingMonth, models.PROTECT, related_name="kind_dues", verbose_name="报告期"
    )
    kind = models.CharField("单位类别", max_length=12, choices=Organisation.Kind.choices)
    due_at = models.DateTimeField("截止时间")

    class Meta:
        verbose_name = verbose_name_plural = "分类截止时间"
        ordering = ["reporting_month", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["reporting_month", "kind"], name="kind_due_once"),
        ]

    def __str__(self):
        return f"{self.reporting_month} {self.get_kind_display()}"


class LockExceptionQuerySet(models.QuerySet):
    def active(self, at: datetime):
        """Exceptions that hold at a moment."""
        return self.filter(granted_at__lte=at, until__gt=at, ended_at__isnull=True)


class LockException(models.Model):
    """One organisation may still report a locked month until a moment, for a reason."""

    reporting_month = models.ForeignKey(
        ReportingMonth, models.PROTECT, related_name="exceptions", verbose_name="报告期"
    )
    organisation = models.ForeignKey(
        "strategy.Organisation", models.PROTECT, related_name="lock_exceptions", verbose_name="单位"
    )
    until = models.DateTimeField("截止")
    reason = models.CharField("原因", max_length=200)
    granted_at = models.DateTimeField("批准时间")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="批准人"
    )
    ended_at = models.DateTimeField("提前结束时间", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="结束人",
    )

    objects = LockExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "锁定例外"
        ordering = ["reporting_month", "organisation"]
        constraints = [
            not_blank("reason", unless=models.Q(), name="exception_has_a_reason"),
            both_or_neither("granted_at", "granted_by"),
            both_or_neither("ended_at", "ended_by"),
        ]

    def __str__(self):
        return f"{self.organisation} {self.reporting_month}"

    def is_active(self, at: datetime) -> bool:
        """Whether it holds at a moment."""
        return self.granted_at <= at < self.until and self.ended_at is None


class ReportingYear(NaturalModel):
    """A year whose series and rules were carried over from the one before."""

    NATURAL_KEY = ("year",)

    year = models.PositiveSmallIntegerField("年度", unique=True)
    opened_at = models.DateTimeField("开启时间")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="开启人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "报告年度"
        ordering = ["-year"]
        constraints = [both_or_neither("opened_at", "opened_by")]

    def __str__(self):
        return f"{self.year}年度"
