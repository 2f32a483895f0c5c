"""The year's plan of a project: its class and what shall be seen by the end of the year."""

from django.db import models
from django.db.models import Q

from strategy.models.querysets import NaturalModel


class AnnualPlan(NaturalModel):
    """A project in a year. The amount to invest is the year's target of its investment series."""

    NATURAL_KEY = ("project__item__code", "year")

    class Class(models.TextChoices):
        FINISHING = "finishing", "竣工"
        CONTINUED = "continued", "续建"
        NEW = "new", "新开工"
        PREPARED = "prepared", "预备"

    project = models.ForeignKey(
        "projects.Project", models.PROTECT, related_name="annual_plans", verbose_name="项目"
    )
    year = models.PositiveSmallIntegerField("年度")
    annual_class = models.CharField("年度类别", max_length=9, choices=Class.choices, blank=True)
    image_target = models.CharField("年度形象目标", max_length=300, blank=True)
    source = models.ForeignKey(
        "strategy.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="annual_plans",
        verbose_name="来源",
    )
    is_sample = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "年度计划"
        ordering = ["project", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["project", "year"], name="annual_plan_once"),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="annual_plan_year"
            ),
            models.CheckConstraint(
                condition=~Q(annual_class="", image_target=""), name="annual_plan_says_something"
            ),
        ]

    def __str__(self):
        return f"{self.project} {self.year}年"
