"""Files that people attach: kept once by their content, taken away and never deleted."""

from django.conf import settings
from django.db import models

from .constraints import both_or_neither
from .fields import ChecksumField
from .querysets import RemovableQuerySet

NAME_LENGTH = 150
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""What may be attached, by the end of its name."""


def content_type_of(name: str) -> str:
    """As what a file is kept and served: by the end of its name."""
    return CONTENT_TYPES[name.rpartition(".")[2].lower()]


class KeptFileQuerySet(RemovableQuerySet):
    def attached(self):
        """Files that nobody has taken away again."""
        return self.known_at(None)


class KeptFile(models.Model):
    """A file of something. `checksum` names the stored content; a removed one stays on record."""

    name = models.CharField("文件名", max_length=NAME_LENGTH)
    content_type = models.CharField("类型", max_length=80)
    size = models.PositiveIntegerField("字节数")
    checksum = ChecksumField("校验值")
    added_at = models.DateTimeField("上传时间")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    removed_at = models.DateTimeField("移除时间", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="移除人",
    )

    objects = KeptFileQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            both_or_neither("added_at", "added_by"),
            both_or_neither("removed_at", "removed_by"),
        ]

    def __str__(self):
        return self.name
