"""Targets of a year: what each line was asked to reach first, what it is asked now, by whom."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from strategy.models import PlannedValue, Series, Target, item_url
from strategy.models.targets import in_force
from strategy.progress.labelled import Labelled


class TargetStep(Labelled):
    """How far the target of a line has come."""

    MISSING = "missing", "未下达"
    SET = "set", "已下达"
    CHANGED = "changed", "已调整"


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A line with the versions of its target for a year, the first one first.

    `in_force` is the version that holds in the month that is read; a later one may be set already.
    """

    series: str
    is_total: bool
    item_code: str
    item: str
    item_kind: str
    metric: str
    unit: str
    decimals: int
    organisation: str | None
    organisation_position: int | None
    is_sample_line: bool
    year: int
    versions: tuple[Target, ...]
    in_force: Target | None

    @property
    def step(self) -> TargetStep:
        if not self.versions:
            return TargetStep.MISSING
        return TargetStep.CHANGED if len(self.versions) > 1 else TargetStep.SET

    @property
    def latest(self) -> Target | None:
        return self.versions[-1] if self.versions else None

    @property
    def current(self) -> Target | None:
        """The version that holds; of a year or month that lies before it, the last one set."""
        return self.in_force or self.latest

    @property
    def original_value(self) -> Decimal | None:
        return self.versions[0].value if self.versions else None

    @property
    def current_value(self) -> Decimal | None:
        return self.current.value if self.current else None

    @property
    def reporter(self) -> str | None:
        """Who reports the line; a total is computed."""
        return "各单位合计" if self.is_total else self.organisation

    @property
    def is_sample(self) -> bool:
        """Whether one of the targets shown is 示例."""
        return any(one.is_sample for one in self.versions)

    @property
    def url(self) -> str:
        """The page of the target's versions."""
        return reverse("strategy:target_detail", args=[self.series, self.year])

    @property
    def item_url(self) -> str:
        return item_url(self.item_kind, self.item_code)


@dataclass(frozen=True, slots=True)
class TargetDetail:
    """A line's target of a year: its versions, the newest first, and the one that holds."""

    series: Series
    year: int
    versions: tuple[Target, ...]
    in_force: Target | None

    @property
    def original(self) -> Target | None:
        return self.versions[-1] if self.versions else None

    @property
    def current(self) -> Target | None:
        """The version that holds in the month that is read, else the last one set."""
        return self.in_force or (self.versions[0] if self.versions else None)


def lines_with_targets(month: date) -> QuerySet[Series]:
    """The lines that exist in a month, in the order of their items."""
    lines = Series.objects.active_in(month)
    return lines.order_by("item__kind", "item__code", "-is_headline", "position", "code")


def target_rows(lines: QuerySet[Series], month: date, at: datetime | None) -> list[TargetRow]:
    """Lines with their targets of the month's year. Two queries."""
    targets = Target.objects.filter(year=month.year).decided_before(at)
    found: dict[str, list[Target]] = defaultdict(list)
    for target in targets.select_related("series", "decided_by__organisation").order_by("version"):
        found[target.series.code].append(target)
    rows = []
    for *line, item_sample, metric_sample in lines.values_list(*PATHS):
        versions = tuple(found.get(line[0], ()))
        is_sample = item_sample or metric_sample
        rows.append(TargetRow(*line, is_sample, month.year, versions, in_force(versions, month)))
    return rows


def target_detail(series: Series, year: int, month: date, at: datetime | None) -> TargetDetail:
    """The versions known before a moment, with their plans, and the one that holds. Two queries."""
    plan = Prefetch("plan", PlannedValue.objects.order_by("month"))
    versions = Target.objects.filter(series=series, year=year).decided_before(at)
    versions = versions.select_related("decided_by__organisation").prefetch_related(plan)
    found = tuple(versions.order_by("-version"))
    return TargetDetail(series, year, found, in_force(found, month))


PATHS = (
    "code", "is_total", "item__code", "item__name", "item__kind", "metric__name", "metric__unit",
    "metric__decimals", "organisation__short_name", "organisation__position", "item__is_sample",
    "metric__is_sample",
)  # fmt: skip
