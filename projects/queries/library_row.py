"""One project of the library 项目库, as it is known on a day, with its result of a month."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from projects.models import AnnualPlan, Project, in_hundred_millions
from projects.models.projects import TEN_THOUSAND
from projects.progress import Pause, Stage, StageState
from projects.progress.rates import Cohorts
from strategy.models import item_url, passport_url
from strategy.progress import Accumulation, Standing
from strategy.progress.labelled import Labelled
from strategy.queries.corrections import Replaced

FACTORS = {"万元": 1, "亿元": TEN_THOUSAND}
"""Units in which investment may be reported, in 万元."""


@dataclass(frozen=True, slots=True)
class Result:
    """A project's own result of a month: the numbers of its headline series, in `unit`."""

    series: str | None = None
    metric: str | None = None
    unit: str | None = None
    decimals: int | None = None
    accumulation: str | None = None
    is_capped: bool | None = None
    to_date: Decimal | None = None
    target: Decimal | None = None
    done: Decimal | None = None
    expected: Decimal | None = None
    gap: Decimal | None = None
    reported: int | None = None
    owed: int | None = None
    sentence: str = ""
    is_sample: bool = False
    to_date_is_sample: bool = False
    standing: Standing = Standing.NO_PLAN


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A project as it is known on a day; `total_investment` in 万元, None if not known.

    `pause` is what keeps it off its way, `pools` are the codes of its collections, `is_part` says
    that a bundle of the library holds it. Of the result `to_date` and `target` are in `unit`.
    """

    pk: int
    code: str
    name: str
    short_name: str
    is_sample_item: bool
    project_code: str | None
    content: str
    from_year: int | None
    to_year: int | None
    level: str
    industry: str
    total_investment: Decimal | None
    investment_note: str
    location: str
    bundle: int | None
    is_in_statistics: bool | None
    in_statistics_on: date | None
    lead: str | None
    area_code: str | None
    area: str | None
    area_position: int | None
    action_code: str | None
    action: str | None
    owner_code: str | None
    owner_item: str | None
    owner_name: str
    park_code: str | None
    park: str | None
    month: date
    number: int | None
    states: tuple[StageState, ...]
    stage: Stage | None
    pause: Pause | None
    cohorts: Cohorts
    annual_class: str
    image_target: str
    pools: frozenset[str]
    result: Result
    is_part: bool = False
    to_date_replaced: Replaced | None = field(default=None, kw_only=True)

    @property
    def url(self) -> str:
        return item_url(Project._meta.label_lower, self.code)

    @property
    def is_withdrawn(self) -> bool:
        return self.pause is not None and self.pause.is_withdrawal

    @property
    def is_suspended(self) -> bool:
        return self.pause is not None and not self.pause.is_withdrawal

    @property
    def series(self) -> str | None:
        return self.result.series

    @property
    def to_date(self) -> Decimal | None:
        return self.result.to_date

    @property
    def standing(self) -> Standing:
        return self.result.standing

    @property
    def is_sample(self) -> bool:
        return self.result.is_sample

    @property
    def target(self) -> Decimal | None:
        return self.result.target

    @property
    def gap(self) -> Decimal | None:
        return self.result.gap

    @property
    def sentence(self) -> str:
        return self.result.sentence

    @property
    def figure_url(self) -> str | None:
        """The passport of the number to date."""
        return passport_url(self.series, self.month) if self.series else None

    @property
    def investment(self) -> Decimal | None:
        """The total investment in 亿元."""
        return in_hundred_millions(self.total_investment)

    @property
    def owner(self) -> str:
        return self.owner_item or self.owner_name

    @property
    def stage_label(self) -> str | None:
        return self.stage.label if self.stage else None

    @property
    def stage_rank(self) -> int | None:
        return self.stage.rank if self.stage else None

    @property
    def pause_label(self) -> str:
        return self.pause.kind.label if self.pause else ""

    @property
    def class_label(self) -> str:
        return AnnualPlan.Class(self.annual_class).label if self.annual_class else ""

    @property
    def level_label(self) -> str:
        return Project.Level(self.level).label if self.level else ""

    @property
    def in_statistics(self) -> str | None:
        return None if self.is_in_statistics is None else ("是" if self.is_in_statistics else "否")

    @property
    def is_invested(self) -> bool:
        """Whether its headline is the investment of the year so far, in a unit of money."""
        adds_up = self.series and Accumulation(self.result.accumulation).accumulates
        return bool(adds_up and self.result.is_capped and self.result.unit in FACTORS)

    @property
    def invested(self) -> Decimal | None:
        """The investment of the year so far in 万元; None if none is owed or none reported."""
        return self._money(self.result.to_date)

    @property
    def plan(self) -> Decimal | None:
        """The investment planned for the year in 万元."""
        return self._money(self.result.target)

    @property
    def expected(self) -> Decimal | None:
        """The share of the plan, in %, that its pace asks for."""
        return self.result.expected

    @property
    def invested_is_sample(self) -> bool:
        return self.is_sample or self.result.to_date_is_sample

    def _money(self, value: Decimal | None) -> Decimal | None:
        if value is None or not self.is_invested:
            return None
        return value * FACTORS[self.result.unit]


class Scope(Labelled):
    """Which projects of the library a number counts; the page lists the same ones."""

    COUNTED = "counted", "计入统计（打包计1项，不含调出）"
    ACTIVE = "active", "在库（含打包子项，不含调出）"
    PARTS = "parts", "打包项目的子项"
    SUSPENDED = "suspended", "停缓建"
    WITHDRAWN = "withdrawn", "已调出"

    def of(self, rows: Iterable[LibraryRow]) -> list[LibraryRow]:
        """The rows that it holds."""
        return [row for row in rows if self.holds(row)]

    def holds(self, row: LibraryRow) -> bool:
        """Whether a row is of these."""
        return HOLDS[self](row)


HOLDS: dict[Scope, Callable[[LibraryRow], bool]] = {
    Scope.COUNTED: lambda row: not row.is_withdrawn and not row.is_part,
    Scope.ACTIVE: lambda row: not row.is_withdrawn,
    Scope.PARTS: lambda row: row.is_part,
    Scope.SUSPENDED: lambda row: row.is_suspended and not row.is_part,
    Scope.WITHDRAWN: lambda row: row.is_withdrawn,
}
