"""Key projects 重点项目: stage, investment, owner and place."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import models

from strategy.models import TrackedItem
from strategy.models.fields import AmountField

TEN_THOUSAND = 10_000


class Project(TrackedItem):
    """One of the 15 key projects. Amounts are in 万元; an unpublished one stays empty."""

    class Stage(models.TextChoices):
        PLANNED = "planned", "谋划"
        RESERVED = "reserved", "储备"
        SIGNED = "signed", "签约"
        PREPARING = "preparing", "前期手续"
        STARTED = "started", "开工"
        BUILDING = "building", "在建"
        FINISHED = "finished", "竣工"
        PRODUCING = "producing", "投产"
        FULL_CAPACITY = "full_capacity", "达效"

    item = models.OneToOneField(
        TrackedItem,
        models.PROTECT,
        parent_link=True,
        primary_key=True,
        related_name="+",
        verbose_name="事项",
    )
    stage = models.CharField("建设阶段", max_length=13, choices=Stage.choices, blank=True)
    stage_on = models.DateField("阶段日期", null=True, blank=True)
    total_investment = AmountField("总投资（万元）", null=True, blank=True)
    investment_note = models.CharField("总投资口径", max_length=100, blank=True)
    owner = models.ForeignKey(
        "enterprises.Enterprise",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name="业主企业",
    )
    owner_name = models.CharField("业主（按来源）", max_length=100, blank=True)
    park = models.ForeignKey(
        "enterprises.Park",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name="所在园区",
    )
    location = models.CharField("建设地点", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "重点项目"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(total_investment__isnull=True)
                | models.Q(total_investment__gt=0),
                name="project_investment_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(stage_on__isnull=True) | ~models.Q(stage=""),
                name="project_stage_date_has_stage",
            ),
        ]

    @classmethod
    def caps(cls, items: Iterable[int]) -> dict[int, Decimal]:
        """The total investment of some projects (by pk) in 万元, where it is known."""
        known = cls.objects.filter(pk__in=items, total_investment__isnull=False)
        return dict(known.order_by().values_list("pk", "total_investment"))

    def stage_at(self, day: date) -> str:
        """The stage as far as it was reached by a day; empty where it is not known."""
        return stage_reached(self.stage, self.stage_on, day)

    @property
    def investment(self) -> Decimal | None:
        """The total investment in 亿元."""
        return in_hundred_millions(self.total_investment)


def stage_reached(stage: str, stage_on: date | None, day: date) -> str:
    """A stage that was reached by a day; one of a later date is still ahead, so empty."""
    return stage if stage_on is None or stage_on <= day else ""


def in_hundred_millions(amount: Decimal | None) -> Decimal | None:
    """An amount of 万元 in 亿元, as the screen and the exports show it."""
    return None if amount is None else amount / TEN_THOUSAND
