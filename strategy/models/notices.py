"""Notices: what the headquarters' office tells the units that report."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .constraints import both_or_neither
from .organisations import Organisation


class NoticeQuerySet(models.QuerySet):
    def shown_on(self, day):
        """Notices that stand on a day."""
        not_over = Q(until_on__isnull=True) | Q(until_on__gte=day)
        return self.filter(not_over, from_on__lte=day, withdrawn_at__isnull=True)

    def addressed_to(self, organisation: Organisation):
        """Notices for everybody or for the organisation's kind."""
        return self.filter(Q(kind="") | Q(kind=organisation.kind))


class Notice(models.Model):
    """A notice 通知公告 above the entry page, from one day to another, for all or for one kind."""

    title = models.CharField("标题", max_length=60)
    text = models.TextField("内容", max_length=1000)
    kind = models.CharField(
        "发给", max_length=12, choices=Organisation.Kind.choices, blank=True, default=""
    )
    from_on = models.DateField("起始日期")
    until_on = models.DateField("截止日期", null=True, blank=True)
    posted_at = models.DateTimeField("发布时间")
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发布人"
    )
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="撤下人",
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通知公告"
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="notice_ends_after_it_begins",
            ),
            both_or_neither("posted_at", "posted_by"),
            both_or_neither("withdrawn_at", "withdrawn_by"),
        ]

    def __str__(self):
        return self.title

    def is_shown_on(self, day: date) -> bool:
        """Whether it stands on a day."""
        is_over = self.until_on is not None and self.until_on < day
        return self.withdrawn_at is None and self.from_on <= day and not is_over
