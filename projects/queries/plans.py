"""What a year asks of a project: its plan, and the amount to invest."""

from dataclasses import dataclass
from datetime import date, datetime

from projects.models import AnnualPlan, Project
from strategy.models import Target
from strategy.models.targets import in_force


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The plan of a project for a year; `investment` is the target of its investment series."""

    year: int
    plan: AnnualPlan | None
    investment: Target | None


@dataclass(frozen=True, slots=True)
class Bundling:
    """What a bundle 打包项目 consists of; empty for a project that is none."""

    parts: tuple[Project, ...]

    @property
    def words(self) -> str:
        return f"打包1项，拆分后{len(self.parts)}项" if self.parts else ""


def year_plan(project: int, month: date, at: datetime | None) -> YearPlan:
    """The plan of a project (pk) for the year of a month. Two queries.

    Its investment series is the one whose metric may not exceed the total investment.
    """
    plans = AnnualPlan.objects.filter(project=project, year=month.year).select_related("source")
    targets = Target.objects.filter(
        series__item=project, series__metric__is_capped=True, year=month.year
    ).decided_before(at)
    related = targets.select_related("series__metric", "decided_by__organisation")
    ordered = list(related.order_by("-series__is_headline", "series__position", "series__code"))
    first = [one for one in ordered if one.series_id == ordered[0].series_id]
    return YearPlan(month.year, plans.first(), in_force(first, month))


def bundling(project: int) -> Bundling:
    """The parts of a project (pk), if it is a bundle. One query."""
    return Bundling(tuple(Project.objects.filter(bundle=project).order_by("code")))
