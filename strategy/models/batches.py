"""Batches: figures that were pasted or uploaded together, and what stood in each cell before."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .constraints import both_or_neither, first_day
from .fields import ChecksumField
from .kept_files import NAME_LENGTH

RAW_LENGTH = 60
"""How much of a cell's text is kept."""


class Batch(models.Model):
    """One paste or upload of an organisation. It is previewed, then committed whole or never.

    The pasted text or uploaded file is kept by its checksum. A committed one has a number.
    """

    class Kind(models.TextChoices):
        PASTE = "paste", "粘贴"
        UPLOAD = "upload", "上传"

    organisation = models.ForeignKey(
        "strategy.Organisation", models.PROTECT, related_name="batches", verbose_name="单位"
    )
    month = models.DateField("报告期")
    kind = models.CharField("方式", max_length=6, choices=Kind.choices)
    file_name = models.CharField("文件名", max_length=NAME_LENGTH, blank=True)
    size = models.PositiveIntegerField("字节数")
    checksum = ChecksumField("校验值")
    number = models.PositiveIntegerField("批次号", null=True, blank=True, unique=True)
    made_at = models.DateTimeField("导入时间")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="导入人"
    )
    committed_at = models.DateTimeField("确认时间", null=True, blank=True)
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="确认人",
    )
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="撤销人",
    )

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        ordering = ["-pk"]
        constraints = [
            first_day(),
            both_or_neither("made_at", "made_by"),
            both_or_neither("committed_at", "committed_by"),
            both_or_neither("undone_at", "undone_by"),
            models.CheckConstraint(
                condition=Q(committed_at__isnull=True, number__isnull=True)
                | Q(committed_at__isnull=False, number__isnull=False),
                name="batch_numbered_if_committed",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(committed_at__isnull=False),
                name="batch_undone_if_committed",
            ),
        ]

    def __str__(self):
        return f"第{self.number}批" if self.number else "未确认的导入"


class BatchLine(models.Model):
    """A revision that a batch wrote: from which cell, as which version, and what stood before.

    `former` has the typed fields as they were; it is empty where the batch began the revision.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="lines", verbose_name="导入批次")
    revision = models.ForeignKey(
        "strategy.Revision", models.PROTECT, related_name="lines", verbose_name="数据版本"
    )
    version = models.PositiveIntegerField("草稿版本")
    sheet = models.CharField("工作表", max_length=31, blank=True)
    cell = models.CharField("单元格", max_length=10)
    raw = models.CharField("原文", max_length=RAW_LENGTH, blank=True)
    former = models.JSONField("原内容", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "导入明细"
        ordering = ["batch", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "revision"], name="batch_line_once"),
        ]

    def __str__(self):
        return f"{self.batch} {self.cell}"
