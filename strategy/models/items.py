"""Tracked items: the base of the five kinds, and the two kinds that the strategy itself keeps."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from django.apps import apps
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from .querysets import NaturalModel


class Programme(NaturalModel):
    """One of the three special programmes 三大专项."""

    code = models.SlugField("代码", max_length=30, unique=True)
    name = models.CharField("名称", max_length=60)
    position = models.PositiveSmallIntegerField("顺序")
    source = models.ForeignKey(
        "strategy.Source", models.PROTECT, related_name="programmes", verbose_name="来源"
    )

    class Meta:
        verbose_name = verbose_name_plural = "三大专项"
        ordering = ["position"]

    def __str__(self):
        return self.name


class TrackedItem(NaturalModel):
    """What the strategy follows. `kind` names the child model, from which page and form follow."""

    CODE_LETTER = ""

    code = models.CharField(
        "编号",
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^[A-Z][0-9]+\Z", "编号由一个大写字母和数字组成。")],
    )
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=40, blank=True)
    kind = models.CharField("类别", max_length=30, editable=False)
    lead = models.ForeignKey(
        "strategy.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_items",
        verbose_name="牵头单位",
    )
    supporting = models.ManyToManyField(
        "strategy.Organisation",
        blank=True,
        related_name="supported_items",
        db_table="strategy_item_supporting",
        verbose_name="配合单位",
    )
    area = models.ForeignKey(
        "strategy.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items_in_area",
        verbose_name="所在县区",
    )
    action = models.ForeignKey(
        "strategy.Action",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tracked_items",
        verbose_name="所属行动",
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tracked_items",
        verbose_name="所属专项",
    )
    starts_on = models.DateField("起始日期", null=True, blank=True)
    ends_on = models.DateField("完成时限", null=True, blank=True)
    description = models.TextField("内容", blank=True)
    source = models.ForeignKey(
        "strategy.Source", models.PROTECT, related_name="tracked_items", verbose_name="来源"
    )
    is_sample = models.BooleanField("示例", default=False)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "跟踪事项"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(starts_on__lte=models.F("ends_on")),
                name="item_starts_before_it_ends",
            ),
        ]

    def __str__(self):
        return self.short_name or self.name

    def save(self, *args, **kwargs):
        if type(self) is not TrackedItem:
            self.kind = self._meta.label_lower
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return item_url(self.kind, self.code)

    @property
    def specific(self) -> "TrackedItem":
        """The row as its own kind (one more query)."""
        model = apps.get_model(self.kind)
        return self if isinstance(self, model) else model.objects.get(pk=self.pk)

    @classmethod
    def caps(cls, items: Iterable[int]) -> dict[int, Decimal]:
        """What capped metrics of some items (by pk) may reach in all, in 万元; a kind may know."""
        return {}

    @property
    def kind_name(self) -> str:
        """The kind in words, such as 项目: it may stand on no list."""
        return str(apps.get_model(self.kind)._meta.verbose_name)


@lru_cache(maxsize=8192)  # lists ask for each row, and reverse() takes longer than the row
def item_url(kind: str, code: str) -> str:
    """The address of an item's page, for rows that were read without a model instance."""
    app, _, model = kind.partition(".")
    return reverse(f"{app}:{model}_detail", args=[code])


class Action(TrackedItem):
    """One of the seven actions 七大行动."""

    item = models.OneToOneField(
        TrackedItem,
        models.PROTECT,
        parent_link=True,
        primary_key=True,
        related_name="+",
        verbose_name="事项",
    )

    class Meta:
        verbose_name = verbose_name_plural = "七大行动"
        ordering = ["code"]


class Task(TrackedItem):
    """One of the 55 key tasks 重点工作."""

    CODE_LETTER = "T"

    item = models.OneToOneField(
        TrackedItem,
        models.PROTECT,
        parent_link=True,
        primary_key=True,
        related_name="+",
        verbose_name="事项",
    )
    deliverable = models.CharField("年度目标任务", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "重点工作"
        ordering = ["code"]
