"""Photographs of a project's progress."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from strategy.models.constraints import both_or_neither, not_blank
from strategy.models.fields import ChecksumField
from strategy.models.querysets import RemovableQuerySet


class PhotoQuerySet(RemovableQuerySet):
    since = "uploaded_at"


class Photo(models.Model):
    """A photograph, kept by its content: upright, at most 1600 pixels, without any EXIF."""

    project = models.ForeignKey(
        "projects.Project", models.PROTECT, related_name="photos", verbose_name="项目"
    )
    taken_on = models.DateField("拍摄日期")
    caption = models.CharField("说明", max_length=100)
    checksum = ChecksumField("校验值")
    thumbnail = ChecksumField("缩略图校验值")
    width = models.PositiveSmallIntegerField("宽")
    height = models.PositiveSmallIntegerField("高")
    size = models.PositiveIntegerField("字节数")
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
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

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "形象进度照片"
        ordering = ["project", "-taken_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "checksum"],
                condition=Q(removed_at__isnull=True),
                name="photo_once",
            ),
            not_blank(
                "removal_reason", unless=Q(removed_at__isnull=True), name="photo_removal_reason"
            ),
            both_or_neither("uploaded_at", "uploaded_by"),
            both_or_neither("removed_at", "removed_by"),
            not_blank("caption", name="photo_has_a_caption"),
        ]

    def __str__(self):
        return f"{self.project} {self.caption}"
