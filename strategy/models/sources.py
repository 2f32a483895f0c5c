"""Where a record comes from."""

from django.db import models
from django.urls import reverse

from .fields import PrecisionField
from .querysets import NaturalModel


class Source(NaturalModel):
    """The seed article, a public report, an official document, or our own sample."""

    class Kind(models.TextChoices):
        SEED = "seed", "战略进展报道"
        REPORT = "report", "公开报道"
        DOCUMENT = "document", "官方文件"
        SAMPLE = "sample", "示例数据"

    class Trust(models.TextChoices):
        OFFICIAL = "A", "官方网站或党报自有网站"
        OUTLET = "B", "有署名的媒体"
        REPRINT = "C", "转载（只列原出处，不附链接）"

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=8, choices=Kind.choices)
    title = models.CharField("标题", max_length=200)
    outlet = models.CharField("发布单位", max_length=100, blank=True)
    trust = models.CharField("可信等级", max_length=1, choices=Trust.choices, blank=True)
    url = models.URLField("网址", max_length=300, blank=True)
    published_on = models.DateField("发布日期", null=True, blank=True)
    published_precision = PrecisionField("日期精度")
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "来源"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(trust="C") | models.Q(url=""), name="source_reprint_has_no_url"
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        return f"{reverse('strategy:source_list')}#{self.code}"
