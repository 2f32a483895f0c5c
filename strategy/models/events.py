"""The append-only audit log, and the counter that says when a reading page is out of date."""

from django.conf import settings
from django.db import models


class Event(models.Model):
    """Who did what when. Rows are only ever added."""

    verb = models.CharField("操作", max_length=40)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="events",
        verbose_name="操作人",
    )
    at = models.DateTimeField("业务时间")
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)
    subject_kind = models.CharField("对象类别", max_length=40)
    subject_key = models.CharField("对象", max_length=120)
    detail = models.JSONField("内容", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "操作记录"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_key"], name="event_subject"),
        ]

    def __str__(self):
        return f"{self.verb} {self.subject_key}"


class PageCounter(models.Model):
    """One row; every service that changes what a page shows raises it."""

    value = models.PositiveBigIntegerField("计数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "页面计数"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="page_counter_is_one_row"),
        ]

    def __str__(self):
        return str(self.value)
