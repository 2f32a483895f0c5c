"""Rankings by results: groups of units, weights in force from a day on, and whether they show."""

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from .constraints import both_or_neither, not_blank
from .querysets import NaturalModel


class RankingGroup(NaturalModel):
    """Units that are compared with one another, such as 县区; never across groups."""

    code = models.SlugField("代码", max_length=30, unique=True)
    name = models.CharField("名称", max_length=30)
    position = models.PositiveSmallIntegerField("顺序")
    members = models.ManyToManyField(
        "strategy.Organisation",
        blank=True,
        related_name="ranking_groups",
        db_table="strategy_ranking_member",
        verbose_name="单位",
    )

    class Meta:
        verbose_name = verbose_name_plural = "排名分组"
        ordering = ["position", "code"]

    def __str__(self):
        return self.name


class AssessmentScheme(NaturalModel):
    """Rules of the 考核 of a group: which metrics, with which weights, from which month on."""

    NATURAL_KEY = ("group__code", "starts_on")

    group = models.ForeignKey(
        RankingGroup, models.PROTECT, related_name="schemes", verbose_name="分组"
    )
    name = models.CharField("名称", max_length=60)
    starts_on = models.DateField("自何月起")
    ends_on = models.DateField("至何月止（不含）", null=True, blank=True)
    cap = models.PositiveSmallIntegerField(
        "单项得分上限（%）",
        default=120,
        validators=[MinValueValidator(100), MaxValueValidator(200)],
    )
    document = models.CharField("依据", max_length=200, blank=True)
    is_sample = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "考核办法"
        ordering = ["group", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(ends_on__isnull=True), name="scheme_one_in_force"
            ),
            models.UniqueConstraint(fields=["group", "starts_on"], name="scheme_starts_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__lt=F("ends_on")),
                name="scheme_starts_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(cap__gte=100, cap__lte=200), name="scheme_cap_in_range"
            ),
        ]

    def __str__(self):
        return self.name

    def is_in_force(self, month: date) -> bool:
        """Whether it judges a month; the first month without it is `ends_on`."""
        return self.starts_on <= month and (self.ends_on is None or month < self.ends_on)

    def validate_constraints(self, exclude=None):
        """Months are checked by the service, which ends the scheme in force for a new one."""
        super().validate_constraints(exclude={*(exclude or ()), "ends_on"})


class Weight(NaturalModel):
    """How much one metric counts in a scheme, in points of 100."""

    NATURAL_KEY = ("scheme__group__code", "scheme__starts_on", "metric__code")

    scheme = models.ForeignKey(
        AssessmentScheme, models.PROTECT, related_name="weights", verbose_name="考核办法"
    )
    metric = models.ForeignKey(
        "strategy.Metric", models.PROTECT, related_name="weights", verbose_name="指标"
    )
    points = models.DecimalField(
        "权重（分）", max_digits=5, decimal_places=2, validators=[MinValueValidator(0)]
    )

    class Meta:
        verbose_name = verbose_name_plural = "权重"
        ordering = ["scheme", "-points", "metric"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "metric"], name="weight_once"),
            models.CheckConstraint(condition=Q(points__gt=0), name="weight_positive"),
        ]

    def __str__(self):
        return f"{self.metric} {self.points}"


class RankingSwitch(models.Model):
    """One turn of the switch that shows or hides every ranking; the last one holds."""

    is_shown = models.BooleanField("公开排名")
    reason = models.CharField("原因", max_length=200)
    switched_at = models.DateTimeField("时间")
    switched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="操作人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "排名公开"
        ordering = ["-pk"]
        constraints = [
            not_blank("reason", name="ranking_switch_has_a_reason"),
            both_or_neither("switched_at", "switched_by"),
        ]

    def __str__(self):
        return "公开" if self.is_shown else "不公开"
