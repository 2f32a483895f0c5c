"""Rows of the project list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from projects.models import Project, in_hundred_millions, stage_reached
from strategy.models import Assessment
from strategy.progress import Standing
from strategy.queries.items import ItemRow, item_rows


@dataclass(frozen=True, slots=True)
class ProjectRow(ItemRow):
    """A listed project with its result of a month; investment in 万元, None if not known."""

    stage: str
    total_investment: Decimal | None
    owner: str

    @property
    def investment(self) -> Decimal | None:
        """The total investment in 亿元."""
        return in_hundred_millions(self.total_investment)

    @property
    def stage_label(self) -> str | None:
        """The stage in words."""
        return Project.Stage(self.stage).label if self.stage else None

    @property
    def stage_rank(self) -> int | None:
        """How far the stage is, from 谋划 to 达效."""
        return STAGES.index(self.stage) if self.stage else None


STAGES = Project.Stage.values


def project_rows(
    results: QuerySet[Assessment], on: date, *, former: Mapping[str, Standing] | None = None
) -> list[ProjectRow]:
    """The rows of the project list, with the stages reached by a day. Two queries."""
    return item_rows(results, former=former, row=ProjectRow, details=_details(on))


def _details(on: date) -> dict[str, tuple]:
    rows = Project.objects.order_by().values_list(
        "code", "stage", "stage_on", "total_investment", "owner__item__name", "owner_name"
    )
    return {
        code: (stage_reached(stage, stage_on, on), amount, owner or owner_name)
        for code, stage, stage_on, amount, owner, owner_name in rows
    }
