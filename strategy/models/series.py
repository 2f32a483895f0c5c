"""Series: one metric of one item, reported by one organisation and reviewed by another."""

from datetime import date
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from strategy.progress import Accumulation

from .constraints import first_day
from .querysets import NaturalModel, NaturalQuerySet


def on_samples(series: str = "") -> Q:
    """The series at the end of the path `series` is 示例, because its item or metric is."""
    return Q(**{f"{series}item__is_sample": True}) | Q(**{f"{series}metric__is_sample": True})


class SeriesQuerySet(NaturalQuerySet):
    def active_in(self, month: date):
        """Series that exist in a month."""
        return self.filter(
            Q(starts_in__isnull=True) | Q(starts_in__lte=month),
            Q(ends_in__isnull=True) | Q(ends_in__gte=month),
        )

    def typed(self):
        """Series whose months are entered; totals and ratios are computed."""
        return self.filter(is_total=False).exclude(metric__accumulation="ratio")


class Series(NaturalModel):
    """A line of monthly figures, or (`is_total`) the computed total of the item's area lines."""

    code = models.CharField(
        "代码",
        max_length=80,
        unique=True,
        validators=[
            RegexValidator(r"^[A-Z][0-9]+-[a-z0-9-]+\Z", "代码写作“编号-指标-单位”，用小写字母。")
        ],
    )
    item = models.ForeignKey(
        "strategy.TrackedItem", models.PROTECT, related_name="series", verbose_name="事项"
    )
    metric = models.ForeignKey(
        "strategy.Metric", models.PROTECT, related_name="series", verbose_name="指标"
    )
    organisation = models.ForeignKey(
        "strategy.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reported_series",
        verbose_name="填报单位",
    )
    reviewer = models.ForeignKey(
        "strategy.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed_series",
        verbose_name="审核单位",
    )
    keeper = models.ForeignKey(
        "strategy.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kept_series",
        verbose_name="经办人",
    )
    is_total = models.BooleanField("汇总", default=False)
    is_headline = models.BooleanField("主要指标", default=False)
    position = models.PositiveSmallIntegerField("顺序", default=0)
    starts_in = models.DateField("起始月", null=True, blank=True)
    ends_in = models.DateField("截止月", null=True, blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "填报项"
        ordering = ["item", "-is_headline", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "metric", "organisation"], name="series_once_by_organisation"
            ),
            models.UniqueConstraint(
                fields=["item", "metric"], condition=Q(is_total=True), name="series_one_total"
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(is_headline=True), name="series_one_headline"
            ),
            models.CheckConstraint(
                condition=Q(is_total=True, organisation__isnull=True, reviewer__isnull=True)
                | Q(is_total=False, organisation__isnull=False, reviewer__isnull=False),
                name="series_reported_or_total",
            ),
            models.CheckConstraint(
                condition=Q(is_total=True) | ~Q(organisation=F("reviewer")),
                name="series_reviewed_by_another",
            ),
            first_day("starts_in", name="series_starts_on_a_first"),
            first_day("ends_in", name="series_ends_on_a_first"),
        ]

    def __str__(self):
        return self.code

    def clean(self):
        if self.is_total and self.metric_id and not Accumulation(self.metric.accumulation).adds_up:
            raise ValidationError({"is_total": "位次和比率不能相加，不能设为汇总。"})

    @property
    def is_sample(self) -> bool:
        """Whether everything about it is 示例."""
        return self.item.is_sample or self.metric.is_sample

    def passport_url(self, month: date) -> str:
        """The address of the number of one month."""
        return passport_url(self.code, month)


@lru_cache(maxsize=8192)
def passport_url(series_code: str, month: date) -> str:
    """The address of the number of a series in a month, for rows read without instances."""
    return reverse("strategy:figure_detail", args=[series_code, f"{month:%Y-%m}"])
