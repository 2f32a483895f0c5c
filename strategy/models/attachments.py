"""Files of matters and meetings, kept once by their content."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from .kept_files import KeptFile


class Attachment(KeptFile):
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
    is_evidence = models.BooleanField("佐证材料", default=False)

    class Meta(KeptFile.Meta):
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
            *KeptFile.Meta.constraints,
        ]

    def get_absolute_url(self):
        return reverse("strategy:attachment_file", args=[self.pk])
