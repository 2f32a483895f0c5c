"""Due rules: on which day and hour a month is due, moved off days on which nobody works."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from strategy import clock, months, workdays

from .constraints import first_day
from .organisations import Organisation
from .querysets import NaturalModel

DAYS = [MinValueValidator(1), MaxValueValidator(31)]


class DueRule(NaturalModel):
    """When months from `from_month` on are due, for all units or for one kind of them.

    `day` is of the month that follows the reported one (of that month itself where
    `is_same_month`); December may have a day of its own.
    """

    NATURAL_KEY = ("kind", "from_month")

    kind = models.CharField(
        "单位类别", max_length=12, choices=Organisation.Kind.choices, blank=True, default=""
    )
    from_month = models.DateField("起用月份")
    day = models.PositiveSmallIntegerField("日", default=12, validators=DAYS)
    is_same_month = models.BooleanField("当月报送", default=False)
    december_day = models.PositiveSmallIntegerField(
        "12月报告期的日", null=True, blank=True, validators=DAYS
    )
    december_in_december = models.BooleanField("12月报告期当月报送", default=False)
    closing_time = models.TimeField("截止时刻", default=time(17))
    roll = models.CharField(
        "遇非工作日",
        max_length=7,
        choices=[(one.value, one.label) for one in workdays.RollRule],
        default=workdays.RollRule.LATER,
    )

    class Meta:
        verbose_name = verbose_name_plural = "截止规则"
        ordering = ["kind", "-from_month"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "from_month"], name="due_rule_once"),
            first_day("from_month"),
            models.CheckConstraint(
                condition=Q(day__gte=1, day__lte=31)
                & (Q(december_day__isnull=True) | Q(december_day__gte=1, december_day__lte=31)),
                name="due_rule_names_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display() or '所有单位'} {months.label(self.from_month)}起"

    def due_at(self, month: date) -> datetime:
        """The moment at which a month is due, on the Chinese work calendar."""
        return datetime.combine(self.due_on(month), self.closing_time, tzinfo=clock.SHANGHAI)

    def due_on(self, month: date) -> date:
        """The day on which a month is due; the 31st of a shorter month is its last day."""
        day, is_same = self.day, self.is_same_month
        if month.month == 12 and self.december_day is not None:
            day, is_same = self.december_day, self.december_in_december
        month = month if is_same else months.next_month(month)
        wanted = month.replace(day=min(day, months.last_day(month).day))
        return workdays.roll(wanted, workdays.RollRule(self.roll))


def rules_in_force(rules: Iterable[DueRule], month: date) -> dict[str, DueRule]:
    """The rule of each kind of unit that holds for a month; '' is the one for everybody."""
    held = [rule for rule in rules if rule.from_month <= month]
    return {rule.kind: rule for rule in sorted(held, key=lambda rule: rule.from_month)}
