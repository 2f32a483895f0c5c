"""Classes of time limits 办理时限: how long a matter may take, kept as data."""

from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from strategy import months, workdays

from .querysets import NaturalModel


class TimeLimit(NaturalModel):
    """How long a class of matters may take, counted from the day after the assignment."""

    class Unit(models.TextChoices):
        WORKDAY = "workday", "个工作日"
        DAY = "day", "天"
        MONTH = "month", "个月"

    code = models.SlugField("代码", max_length=30, unique=True)
    name = models.CharField("类别", max_length=30)
    length = models.PositiveSmallIntegerField(
        "期限", validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    unit = models.CharField("单位", max_length=7, choices=Unit.choices)
    roll = models.CharField(
        "遇非工作日",
        max_length=7,
        choices=[(one.value, one.label) for one in workdays.RollRule],
        default=workdays.RollRule.LATER,
    )
    position = models.PositiveSmallIntegerField("顺序")

    class Meta:
        verbose_name = verbose_name_plural = "办理时限"
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(length__gte=1, length__lte=365), name="time_limit_has_a_length"
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.length}{self.get_unit_display()}）"

    def due_on(self, start: date) -> date:
        """The last day of what begins on a day, moved off days on which nobody works."""
        if self.unit == self.Unit.WORKDAY:
            return workdays.add_workdays(start, self.length)
        if self.unit == self.Unit.DAY:
            wanted = start + timedelta(days=self.length)
        else:
            month = months.add_months(start.replace(day=1), self.length)
            wanted = month.replace(day=min(start.day, months.last_day(month).day))
        return workdays.roll(wanted, workdays.RollRule(self.roll))
