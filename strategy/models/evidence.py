"""Evidence: files that a unit attaches to a revision, kept once by their content."""

from django.db import models
from django.urls import reverse

from .kept_files import KeptFile


class Evidence(KeptFile):
    """A file of a revision."""

    revision = models.ForeignKey(
        "strategy.Revision", models.PROTECT, related_name="evidence", verbose_name="数据版本"
    )

    class Meta(KeptFile.Meta):
        verbose_name = verbose_name_plural = "佐证材料"
        ordering = ["revision", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "checksum"],
                condition=models.Q(removed_at__isnull=True),
                name="evidence_once_a_revision",
            ),
            *KeptFile.Meta.constraints,
        ]

    def get_absolute_url(self):
        return reverse("strategy:evidence_file", args=[self.pk])
