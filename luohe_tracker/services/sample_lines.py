"""Which sample series there are: one on each sample item, and those of the eight areas."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from projects.models import Project
from strategy.models import Metric, Organisation, Series, TrackedItem
from strategy.progress import Accumulation, Direction, round_half_up

from .sample_courses import RANKS, Course, area_course, drawn, item_course
from .sample_metrics import START_RATE

INDUSTRY, OFFICE = "industry", "office"
METRIC_OF_KIND = {
    "T": "sample-task-share", "P": "sample-investment", "E": "sample-revenue", "K": "sample-output",
}  # fmt: skip
OTHER_METRICS = {
    "T039": "sample-service-rank", "T044": "sample-loans", "T046": "sample-cloud-enterprises",
    "T048": "sample-diagnoses", "T050": "sample-product-energy",
    "P011": "sample-equipment", "P013": "sample-equipment",
    "K018": "sample-tenants", "K020": "sample-tenants", "K024": "sample-tenants",
}  # fmt: skip
WITHOUT_SERIES = ["P015"]
"""Only planned so far: it has milestones and nothing to report."""
BEGUN_IN_2022 = {"P007", "P008", "P009", "P010", "P012", "P014"}
"""Their investment is reported from the year after they were begun or signed."""

# share of the total investment that is planned for 2022
PLANNED_SHARE = {
    "P007": "0.45", "P008": "0.35", "P009": "0.08", "P010": "0.45", "P011": "0.25", "P012": "0.45",
    "P013": "0.20", "P014": "0.06",
}  # fmt: skip
# targets of 2022 by metric; of two numbers the target lies between
TARGETS = {
    "sample-task-share": (100, 100), "sample-loans": (36000, 36000),
    "sample-cloud-enterprises": (180, 180), "sample-diagnoses": (240, 240),
    "sample-service-rank": (5, 5), "sample-revenue": (12000, 90000), "sample-output": (18, 120),
}  # fmt: skip
# item: value at the start of 2021, at the start of 2022, target of 2022
STOCKS = {"T050": (104, 100, 95), "K018": (31, 38, 48), "K020": (22, 27, 37), "K024": (44, 52, 66)}
AREA_ITEMS = {
    "sample-funds": "A2", "sample-contracts": "A2", "sample-starts": "A2", "sample-energy": "A6",
}  # fmt: skip
# targets of 2022 of the areas in their official order
AREA_TARGETS = {
    "sample-funds": (420000, 300000, 360000, 280000, 340000, 520000, 180000, 150000),
    "sample-contracts": (52, 40, 46, 34, 42, 58, 22, 20),
    "sample-starts": (40, 30, 36, 26, 32, 46, 18, 16),
    "sample-energy": (96, 124, 62, 41, 72, 138, 16, 13),
}
AFTER_REAL_SERIES = 100
"""Positions of the sample series beside the own ones of an action."""


@dataclass(frozen=True, slots=True)
class Line:
    """A series with targets and starts by year. Totals and ratios have no course: computed."""

    series: Series
    course: Course | None = None
    targets: dict[int, Decimal] = field(default_factory=dict)
    starts: dict[int, Decimal] = field(default_factory=dict)

    def reached(self) -> dict[date, Decimal]:
        """What is reached by the end of each month, in the unit of the metric."""
        return {
            date(year, number, 1): amount
            for year in self.targets
            for number, amount in self._amounts(year).items()
        }

    def _amounts(self, year: int) -> dict[int, Decimal]:
        if self.series.metric.accumulation == Accumulation.RANK:
            return dict(enumerate(RANKS[self.series.item.code][year], start=1))
        start, decimals = self.starts.get(year, Decimal(0)), self.series.metric.decimals
        return self.course.amounts(year, start, self.targets[year], decimals)


def make_lines(metrics: dict[str, Metric]) -> list[Line]:
    """Save the sample series and give them with their targets."""
    organisations = {one.code: one for one in Organisation.objects.all()}
    lines = [*_item_lines(metrics, organisations), *_area_lines(metrics, organisations)]
    Series.objects.bulk_create([line.series for line in lines], batch_size=200)
    return lines


def _item_lines(metrics: dict, organisations: dict[str, Organisation]) -> Iterator[Line]:
    projects = {project.pk: project for project in Project.objects.filter(is_sample=True)}
    items = TrackedItem.objects.filter(is_sample=True).exclude(code__in=WITHOUT_SERIES)
    for item in items.select_related("area", "lead").order_by("code"):
        metric = metrics[OTHER_METRICS.get(item.code) or METRIC_OF_KIND[item.code[0]]]
        reporter = item.area or item.lead
        reviewer = organisations[OFFICE if reporter.code == INDUSTRY else INDUSTRY]
        series = _series(item, metric, reporter, reviewer, is_headline=True)
        if item.code in BEGUN_IN_2022:
            series.starts_in = date(2022, 1, 1)
        yield _item_line(series, projects.get(item.pk))


def _item_line(series: Series, project: Project | None) -> Line:
    code = series.item.code
    if code in STOCKS:
        first, start, target = map(Decimal, STOCKS[code])
        starts, targets = {2021: first, 2022: start}, {2021: start, 2022: target}
        return Line(series, item_course(code, ends_even=True), targets, starts)
    if project is not None:
        target = project.total_investment * Decimal(PLANNED_SHARE[code])
    else:
        target = drawn(Random(f"{code}-target"), *TARGETS[series.metric.code])
    targets = _targets(series, neat(target))
    is_stock = series.metric.accumulation == Accumulation.STOCK
    starts = {year: Decimal(0) for year in targets} if is_stock else {}
    course = item_course(code, is_share=series.metric.unit == "%")
    return Line(series, course, targets, starts)


def _area_lines(metrics: dict, organisations: dict[str, Organisation]) -> Iterator[Line]:
    areas = sorted(
        (one for one in organisations.values() if one.kind == Organisation.Kind.AREA),
        key=lambda area: area.position,
    )
    for place, code in enumerate(AREA_ITEMS):
        item, metric = TrackedItem.objects.get(code=AREA_ITEMS[code]), metrics[code]
        lines = [
            _area_line(item, metric, area, organisations[INDUSTRY], Decimal(target))
            for area, target in zip(areas, AREA_TARGETS[code], strict=True)
        ]
        yield from _placed([_total_line(item, metric, lines), *lines], place)
    item = TrackedItem.objects.get(code=AREA_ITEMS["sample-starts"])
    rates = [_series(item, metrics[START_RATE], area, organisations[INDUSTRY]) for area in areas]
    yield from _placed([Line(rate) for rate in rates], len(AREA_ITEMS))


def _area_line(
    item: TrackedItem, metric: Metric, area: Organisation, reviewer: Organisation, target: Decimal
) -> Line:
    is_limit = metric.direction == Direction.DOWN
    series = _series(item, metric, area, reviewer)
    course = area_course(metric.code, area.code, is_limit=is_limit)
    return Line(series, course, _targets(series, target))


def _total_line(item: TrackedItem, metric: Metric, parts: list[Line]) -> Line:
    series = Series(
        code=f"{item.code}-{metric.code}-total", item=item, metric=metric, is_total=True
    )
    sums = {year: sum(part.targets[year] for part in parts) for year in (2021, 2022)}
    return Line(series, targets=sums)


def _placed(lines: list[Line], place: int) -> list[Line]:
    """Put lines behind the own series of their action, in this order."""
    for number, line in enumerate(lines):
        line.series.position = AFTER_REAL_SERIES + place * 10 + number
    return lines


def _series(
    item: TrackedItem,
    metric: Metric,
    reporter: Organisation,
    reviewer: Organisation,
    *,
    is_headline: bool = False,
) -> Series:
    code = f"{item.code}-{metric.code}-{reporter.code}"
    return Series(
        code=code, item=item, metric=metric, organisation=reporter, reviewer=reviewer,
        is_headline=is_headline,
    )  # fmt: skip


def _targets(series: Series, target: Decimal) -> dict[int, Decimal]:
    """The target of 2022, and of 2021 a smaller one, except for shares of 100 % and places."""
    if series.starts_in is not None:
        return {2022: target}
    if not Accumulation(series.metric.accumulation).accumulates:
        return {2021: target, 2022: target}
    growth = drawn(Random(f"{series.code}-growth"), 1.05, 1.16)
    return {2021: neat(target / growth), 2022: target}


def neat(target: Decimal) -> Decimal:
    """A target as people set one: to hundreds, where it is not small."""
    step = 100 if target > 1000 else 1
    return Decimal(int(round_half_up(target / step, 0)) * step)
