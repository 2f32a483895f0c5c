"""Files of matters and meetings, kept once by their content."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from .constraints import both_or_neither
from .evidence import NAME_LENGTH


class AttachmentQuerySet(models.QuerySet):
    def attached(self):
        """Files that nobody has taken away again."""
        return self.filter(removed_at__isnull=True)


class Attachment(models.Model):
    """A file of a matter or of a meeting; a removed one stays on record.

    `is_evidence` is what a person of the unit added that leads the matter, or helps with it.
    """

    matter = models.ForeignKey(
        "strategy.Matter",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name="督办事项",
    )
    meeting = models.ForeignKey(
        "strategy.Meeting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name="会议",
    )
    name = models.CharField("文件名", max_length=NAME_LENGTH)
    content_type = models.CharField("类型", max_length=80)
    size = models.PositiveIntegerField("字节数")
    checksum = models.CharField(
        "校验值", max_length=64, validators=[RegexValidator(r"^[0-9a-f]{64}\Z")]
    )
    is_evidence = models.BooleanField("佐证材料", default=False)
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

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "checksum"],
                condition=Q(removed_at__isnull=True, matter__isnull=False),
                name="attachment_once_a_matter",
            ),
            models.UniqueConstraint(
                fields=["meeting", "checksum"],
                condition=Q(removed_at__isnull=True, meeting__isnull=False),
                name="attachment_once_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(matter__isnull=False, meeting__isnull=True)
                | Q(matter__isnull=True, meeting__isnull=False),
                name="attachment_of_one_thing",
            ),
            both_or_neither("added_at", "added_by"),
            both_or_neither("removed_at", "removed_by"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("strategy:attachment_file", args=[self.pk])
