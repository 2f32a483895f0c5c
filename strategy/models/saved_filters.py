"""Filters of a list that somebody keeps under a name."""

from django.conf import settings
from django.db import models

from .constraints import not_blank


class SavedFilter(models.Model):
    """A list's query string under a name; a shared one shows to the owner's whole unit."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="saved_filters",
        verbose_name="创建人",
    )
    name = models.CharField("名称", max_length=30)
    page = models.CharField("页面", max_length=40)
    query = models.CharField("筛选条件", max_length=500)
    is_shared = models.BooleanField("本单位可见", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "常用筛选"
        ordering = ["page", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "page", "name"], name="saved_filter_named_once"
            ),
            not_blank("name", name="saved_filter_has_a_name"),
        ]

    def __str__(self):
        return self.name
