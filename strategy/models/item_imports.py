"""Workbooks of items that somebody uploaded, looked at, and took over or left."""

from django.conf import settings
from django.db import models

from .constraints import both_or_neither
from .fields import ChecksumField
from .kept_files import NAME_LENGTH


class ItemImport(models.Model):
    """An uploaded workbook of one kind of item. It is read again when it is taken over."""

    kind = models.CharField("类别", max_length=30)
    file_name = models.CharField("文件名", max_length=NAME_LENGTH)
    checksum = ChecksumField("校验值")
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    imported_at = models.DateTimeField("导入时间", null=True, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="导入人",
    )
    added = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("修改", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "台账导入"
        ordering = ["-pk"]
        constraints = [
            both_or_neither("uploaded_at", "uploaded_by"),
            both_or_neither("imported_at", "imported_by"),
        ]

    def __str__(self):
        return self.file_name
