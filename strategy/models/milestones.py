"""Milestones of items: planned and actual dates."""

from datetime import date

from django.db import models
from django.db.models import Q

from .querysets import NaturalModel, NaturalQuerySet


class MilestoneQuerySet(NaturalQuerySet):
    def known_on(self, day: date):
        """Those whose source was out by a day; one whose source has no date is always known."""
        return self.filter(Q(source__published_on__isnull=True) | Q(source__published_on__lte=day))


class Milestone(NaturalModel):
    """A step with a planned date. Where the outcome is not known it is listed, never judged."""

    NATURAL_KEY = ("item__code", "name")

    item = models.ForeignKey(
        "strategy.TrackedItem", models.PROTECT, related_name="milestones", verbose_name="事项"
    )
    name = models.CharField("节点", max_length=100)
    planned_on = models.DateField("计划日期", null=True, blank=True)
    actual_on = models.DateField("实际日期", null=True, blank=True)
    outcome_known = models.BooleanField("结果已知", default=True)
    note = models.CharField("说明", max_length=300, blank=True)
    source = models.ForeignKey(
        "strategy.Source", models.PROTECT, related_name="milestones", verbose_name="来源"
    )
    is_sample = models.BooleanField("示例", default=False)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "节点"
        ordering = ["item", "planned_on", "actual_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "name"], name="milestone_named_once"),
            models.CheckConstraint(
                condition=Q(outcome_known=True) | Q(actual_on__isnull=True),
                name="milestone_outcome_unknown",
            ),
        ]

    def __str__(self):
        return self.name
