"""Everything that the assessments of some items are computed from, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from strategy import clock
from strategy.models import (
    Figure,
    LightRule,
    Milestone,
    PlannedValue,
    Revision,
    Series,
    Target,
    TrackedItem,
)
from strategy.models.targets import in_force
from strategy.progress import MilestoneState, ReportedValue, TargetState


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was known at a moment of some items; months are first days, amounts in metric units."""

    items: list[TrackedItem]
    series: dict[int, list[Series]]
    owed: dict[int, set[date]]
    values: dict[int, dict[date, ReportedValue]]
    targets: dict[int, list[Target]]
    plans: dict[int, dict[int, Decimal]] = field(default_factory=dict)
    milestones: dict[int, list[MilestoneState]] = field(default_factory=dict)
    rules: list[LightRule] = field(default_factory=list)

    def rule_in(self, month: date) -> LightRule | None:
        """The rule that holds in a month: the latest one from that month or before."""
        return next((rule for rule in self.rules if rule.from_month <= month), None)

    def target_in(self, series: Series, month: date) -> TargetState | None:
        """The target in force: the highest version of the year that holds in the month."""
        target = in_force(self.targets[series.pk], month)
        if target is None:
            return None
        plan = self.plans.get(target.pk)
        return TargetState(target.value, target.start, plan, target.is_sample)

    def months_of(self, series: Series, year: int) -> dict[int, ReportedValue]:
        """The approved figures of a year by month number."""
        values = self.values[series.pk]
        return {month.month: value for month, value in values.items() if month.year == year}

    def owed_in(self, series: Series, year: int) -> frozenset[int]:
        """The month numbers of a year whose figure was asked for."""
        return frozenset(month.month for month in self.owed[series.pk] if month.year == year)


def load_inputs(items: Iterable[int], years: set[int], known_by: datetime) -> Inputs:
    """Read what was known up to and including a moment; nine queries for any number of items."""
    pks = list(items)
    known = known_by + datetime.resolution
    wanted = years | {year - 1 for year in years}
    series = list(Series.objects.filter(item__in=pks).select_related("metric").order_by("pk"))
    figures = Figure.objects.filter(series__item__in=pks, month__year__in=wanted)
    targets = Target.objects.filter(series__item__in=pks, year__in=years).decided_before(known)
    return Inputs(
        items=list(TrackedItem.objects.filter(pk__in=pks).order_by("pk")),
        series=_grouped(series, "item_id"),
        owed=_owed(figures),
        values=_values(figures, known),
        targets=_grouped(targets, "series_id"),
        plans=_plans(targets),
        milestones=_milestones(pks, clock.day_of(known_by)),
        rules=list(LightRule.objects.decided_before(known)),
    )


def _grouped(rows: Iterable, key: str) -> dict[int, list]:
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def _owed(figures: QuerySet[Figure]) -> dict[int, set[date]]:
    owed = defaultdict(set)
    for series, month in figures.values_list("series", "month"):
        owed[series].add(month)
    return owed


def _values(figures: QuerySet[Figure], known: datetime) -> dict[int, dict[date, ReportedValue]]:
    rows = (
        Revision.objects.approved()
        .decided_before(known)
        .filter(figure__in=figures)
        .order_by("number")
        .values_list(
            "figure__series", "figure__month", "value", "not_applicable", "base", "is_sample"
        )
    )
    values = defaultdict(dict)
    for series, month, *typed in rows:
        values[series][month] = ReportedValue(*typed)
    return values


def _plans(targets: QuerySet[Target]) -> dict[int, dict[int, Decimal]]:
    plans = defaultdict(dict)
    rows = PlannedValue.objects.filter(target__in=targets)
    for target, month, value in rows.values_list("target", "month", "value"):
        plans[target][month.month] = value
    return plans


def _milestones(items: list[int], on: date) -> dict[int, list[MilestoneState]]:
    milestones = defaultdict(list)
    rows = (
        Milestone.objects.filter(item__in=items)
        .known_on(on)
        .values_list("item", "name", "planned_on", "actual_on", "outcome_known", "is_sample")
    )
    for item, *state in rows:
        milestones[item].append(MilestoneState(*state))
    return milestones
