"""What a year takes over from the one before: series, rules, metrics, and what it still lacks."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from strategy import months
from strategy.models import DueRule, LightRule, ReportingYear, Series, Target
from strategy.models.due_rules import rules_in_force
from strategy.models.targets import in_force

SUMMED = "各单位合计"
PEOPLE = ("item", "metric", "organisation")


@dataclass(frozen=True, slots=True)
class YearSeries:
    """A series in a year; `former` is its target at the end of the year before, if it had one.

    `is_sample` says that the series or that target is one.
    """

    series: Series
    former: Decimal | None = None
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class YearUnit:
    """A unit's series that are carried over, and how many of them have a target."""

    name: str
    carried: int
    with_target: int


@dataclass(frozen=True, slots=True)
class YearPlan:
    """A year as it begins; `opened` is None until it is opened.

    `without_target` has first what had one in the year before.
    """

    year: int
    opened: ReportingYear | None
    units: tuple[YearUnit, ...]
    lapsing: tuple[YearSeries, ...]
    without_target: tuple[YearSeries, ...]
    metrics: int
    light_rule: LightRule | None
    due_rules: tuple[DueRule, ...]

    @property
    def carried(self) -> int:
        """How many series are active in January."""
        return sum(unit.carried for unit in self.units)

    @property
    def with_target(self) -> int:
        return sum(unit.with_target for unit in self.units)


def year_plan(year: int) -> YearPlan:
    """What a year carries over, what lapses before it, what lacks a target. Six queries."""
    january = months.first_day(year, 1)
    active = _ordered(Series.objects.active_in(january))
    targets = _targets(year)
    asked = [one for one in active if not targets.get((one.pk, year))]
    lines = [_line(one, year, targets) for one in asked]
    return YearPlan(
        year=year,
        opened=ReportingYear.objects.select_related("opened_by").filter(year=year).first(),
        units=_units(active, {one.pk for one in asked}),
        lapsing=tuple(_line(one, year, targets) for one in _lapsing(january)),
        without_target=tuple(sorted(lines, key=lambda line: line.former is None)),
        metrics=len({one.metric_id for one in active}),
        light_rule=LightRule.objects.filter(from_month__lte=january).first(),
        due_rules=tuple(rules_in_force(DueRule.objects.all(), january).values()),
    )


def _ordered(series: QuerySet[Series]) -> list[Series]:
    ordering = ("is_total", "organisation__position", "item__code", "position", "code")
    return list(series.select_related(*PEOPLE).order_by(*ordering))


def _lapsing(january: date) -> list[Series]:
    """Series that ended in the year before."""
    before = months.add_months(january, -12)
    return _ordered(Series.objects.filter(ends_in__gte=before, ends_in__lt=january))


def _targets(year: int) -> dict[tuple[int, int], list[Target]]:
    """The versions of each series (pk) in the year and in the one before."""
    found: dict[tuple[int, int], list[Target]] = {}
    for target in Target.objects.filter(year__in=(year - 1, year)):
        found.setdefault((target.series_id, target.year), []).append(target)
    return found


def _line(series: Series, year: int, targets: dict[tuple[int, int], list[Target]]) -> YearSeries:
    former = in_force(targets.get((series.pk, year - 1), []), date(year - 1, 12, 1))
    if former is None:
        return YearSeries(series, is_sample=series.is_sample)
    return YearSeries(series, former.value, is_sample=series.is_sample or former.is_sample)


def _units(active: list[Series], asked: set[int]) -> tuple[YearUnit, ...]:
    """The units in official order; computed totals stand last."""
    names = [one.organisation.short_name if one.organisation else SUMMED for one in active]
    carried = Counter(names)
    lacking = Counter(name for name, one in zip(names, active, strict=True) if one.pk in asked)
    return tuple(YearUnit(name, carried[name], carried[name] - lacking[name]) for name in carried)
