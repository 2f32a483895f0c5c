"""A small project library whose numbers can be counted by hand."""

from datetime import date
from decimal import Decimal

from enterprises.models import Pool, PoolTotal
from projects.models import Project
from projects.progress import Stage
from strategy.models import Metric, Series
from strategy.services.assessments import restate_all

from .items import ProjectFactory
from .metrics import SeriesFactory, TargetFactory
from .pools import PoolEntryFactory, PoolFactory
from .stages import AnnualPlanFactory, InterruptionFactory, planned, reached
from .world import LATE, World

SIGNED, STARTED, PRODUCING = Stage.SIGNED, Stage.STARTED, Stage.PRODUCING


def add_library(world: World) -> dict[str, Project]:
    """Add six real projects to the site's own three, by what is special of each."""
    area = world.areas[0]
    shared = {"area": area, "industry": "食品", "level": "city"}
    found = {
        "bundle": ProjectFactory(code="P101", total_investment=Decimal(1_200_000), **shared),
        "late": ProjectFactory(code="P104", total_investment=Decimal(50_000), **shared),
        "stopped": ProjectFactory(code="P105"),
        "gone": ProjectFactory(code="P106", total_investment=Decimal(990_000)),
    }
    for number in (2, 3):
        part = {"code": f"P10{number}", "total_investment": Decimal(700_000)}
        found[f"part {number}"] = ProjectFactory(bundle=found["bundle"], **part, **shared)
    add_stages(found)
    InterruptionFactory(project=found["stopped"])
    InterruptionFactory(project=found["gone"], kind="withdrawn")
    AnnualPlanFactory(project=found["late"], annual_class="new")
    return found


def add_stages(found: dict[str, Project]) -> None:
    """The bundle has started early, one is late, one was stopped, one is gone."""
    reached(found["bundle"], SIGNED, date(2021, 5, 1))
    reached(found["bundle"], STARTED, date(2022, 4, 1), planned_on=date(2022, 6, 1))
    reached(found["late"], SIGNED, date(2021, 9, 1))
    planned(found["late"], STARTED, date(2022, 6, 30))
    reached(found["stopped"], SIGNED, date(2021, 9, 1))
    for name in ("stopped", "gone"):
        reached(found[name], STARTED, date(2021, 11, 1), planned_on=date(2021, 11, 1))


def add_investment(world: World, project: Project) -> Series:
    """Let a project owe its investment, in the place of nothing else."""
    metric = Metric.objects.filter(code="investment").first() or Metric.objects.create(
        code="investment", name="完成投资", unit="万元", accumulation="to_date", is_capped=True,
        origin=Metric.Origin.DEPARTMENT,
    )  # fmt: skip
    line = SeriesFactory(
        item=project, metric=metric, organisation=world.reporting, reviewer=world.reviewing
    )
    TargetFactory(series=line, value=12_000)
    return line


def add_tiers(project: Project, line: Series) -> Pool:
    """A collection in one tier that holds a project; a series reports how many there are."""
    kind = Pool.Members.PROJECTS
    whole = PoolFactory(
        code="five-hundreds", name="“三个五百”项目", members=kind, note="名单未公开。"
    )
    tier = PoolFactory(code="ten-billion", name="百亿级项目", members=kind, parent=whole)
    PoolEntryFactory(pool=tier, member=project, entered_on=None)
    PoolTotal.objects.create(pool=whole, measure="members", series=line)
    return whole


def restated() -> None:
    """Compute every result again."""
    restate_all(at=LATE)
