"""Rows of the project list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from projects.models import Project, in_hundred_millions
from projects.progress import Stage
from strategy.models import Assessment
from strategy.progress import Standing
from strategy.queries.items import ItemRow, item_rows

from .stages import stages_on


@dataclass(frozen=True, slots=True)
class ProjectRow(ItemRow):
    """A listed project with its result of a month; investment in 万元, None if not known."""

    stage: Stage | None
    total_investment: Decimal | None
    owner: str

    @property
    def investment(self) -> Decimal | None:
        """The total investment in 亿元."""
        return in_hundred_millions(self.total_investment)

    @property
    def stage_label(self) -> str | None:
        """The stage in words."""
        return self.stage.label if self.stage else None

    @property
    def stage_rank(self) -> int | None:
        """How far the stage is, from 谋划 to 达效."""
        return self.stage.rank if self.stage else None


def project_rows(
    results: QuerySet[Assessment],
    on: date,
    at: datetime | None,
    *,
    former: Mapping[str, Standing] | None = None,
) -> list[ProjectRow]:
    """The rows of the project list, with the stages reached by a day. Three queries."""
    return item_rows(results, former=former, row=ProjectRow, details=_details(on, at))


def _details(on: date, at: datetime | None) -> dict[str, tuple]:
    stages = stages_on(on, at)
    rows = Project.objects.order_by().values_list(
        "pk", "code", "total_investment", "owner__item__name", "owner_name"
    )
    return {
        code: (stages[pk].stage if pk in stages else None, amount, owner or owner_name)
        for pk, code, amount, owner, owner_name in rows
    }
