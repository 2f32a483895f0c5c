"""Groups of projects of the library: by area, industry, stage and so on, with their investment."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from projects.models import AnnualPlan, Project
from projects.progress import Stage
from projects.progress.bundles import counted_once
from strategy.progress import total

from .library_row import LibraryRow

NONE, UNKNOWN = "none", "未明确"
"""What the address and the page say of projects of which the group is not known."""
LAST = 10**6


@dataclass(frozen=True, slots=True)
class LibraryLinks:
    """Addresses of rows of the library; `query` is that of the reading, `kept` stands in all."""

    query: str
    kept: tuple[tuple[str, str], ...] = ()

    def to(self, **filters: str) -> str:
        """The address of the rows that answer these filters; one given here takes precedence."""
        asked = urlencode(dict(self.kept) | filters)
        return f"{reverse('projects:library')}?{self.query}{'&' if asked else ''}{asked}"

    def sum_of(self, **filters: str) -> str:
        """The same for a number that is no count of the rows, but made from them."""
        return f"{self.to(**filters)}#rows"

    def keeping(self, **filters: str) -> "LibraryLinks":
        return LibraryLinks(self.query, (*self.kept, *filters.items()))


@dataclass(frozen=True, slots=True)
class Pace:
    """Investment of some projects in a year, in 万元; a project that has not reported is out.

    `done` is of all that reported; `share` and `gap` are of those that have a plan, unrounded.
    """

    done: Decimal | None
    plan: Decimal | None
    share: Decimal | None
    gap: Decimal | None
    reported: int
    owed: int
    without_plan: int
    is_sample: bool

    @property
    def coverage(self) -> str:
        return f"已报{self.reported}/应报{self.owed}"


@dataclass(frozen=True, slots=True)
class Group:
    """Projects that have something in common; `url` lists those counted, `all_url` parts too."""

    key: str
    label: str
    count: int
    url: str
    all_url: str
    pace: Pace


@dataclass(frozen=True, slots=True)
class Dimension:
    """What projects are grouped by: `name` is the filter of the library."""

    name: str
    title: str
    read: Callable[[LibraryRow], str | None]
    label: Callable[[LibraryRow], str | None]
    place: Callable[[LibraryRow], int | str | None]


DIMENSIONS = (
    Dimension(
        "annual_class", "建设阶段", lambda row: row.annual_class, lambda row: row.class_label,
        lambda row: AnnualPlan.Class.values.index(row.annual_class),
    ),
    Dimension(
        "level", "级别", lambda row: row.level, lambda row: row.level_label,
        lambda row: Project.Level.values.index(row.level),
    ),
    Dimension(
        "industry", "行业", lambda row: row.industry, lambda row: row.industry, lambda row: 0
    ),
    Dimension(
        "area", "县区", lambda row: row.area_code, lambda row: row.area,
        lambda row: row.area_position,
    ),
    Dimension(
        "stage", "阶段", lambda row: row.stage and row.stage.value, lambda row: row.stage_label,
        lambda row: Stage(row.stage).rank,
    ),
)  # fmt: skip


def pace_of(rows: Iterable[LibraryRow]) -> Pace:
    """Done against plan and pace, of projects that each count once."""
    asked = [row for row in rows if row.is_invested]
    known = [row for row in asked if row.invested is not None]
    planned = [row for row in known if row.plan]
    plan = total([row.plan for row in planned]).value
    share = _share(planned, lambda row: row.invested, plan)
    expected = _share(planned, _expected, plan)
    return Pace(
        done=total([row.invested for row in asked]).value,
        plan=plan,
        share=share,
        gap=None if share is None else share - expected,
        reported=len(known),
        owed=len(asked),
        without_plan=len(known) - len(planned),
        is_sample=any(row.is_sample or row.result.to_date_is_sample for row in known),
    )


def investing(rows: Iterable[LibraryRow]) -> list[LibraryRow]:
    """The projects whose investment makes the total: a bundle that reports, else its parts."""
    return counted_once(rows, lambda row: Decimal(0) if row.is_invested else None)


def groups(
    dimension: Dimension,
    counted: Sequence[LibraryRow],
    invested: Sequence[LibraryRow],
    links: LibraryLinks,
) -> list[Group]:
    """The groups in their order, those of which nothing is known last."""
    found = sorted({_key(dimension, row) for row in (*counted, *invested)})
    return [
        Group(
            key=key,
            label=label,
            count=sum(_key(dimension, row)[2] == key for row in counted),
            url=links.to(**{dimension.name: key}),
            all_url=links.sum_of(**{dimension.name: key, "scope": "active"}),
            pace=pace_of(row for row in invested if _key(dimension, row)[2] == key),
        )
        for _, label, key in found
    ]


def _key(dimension: Dimension, row: LibraryRow) -> tuple[int, str, str]:
    value = dimension.read(row)
    if not value:
        return LAST, UNKNOWN, NONE
    return dimension.place(row), dimension.label(row), value


def _expected(row: LibraryRow) -> Decimal | None:
    expected = row.result.expected
    return None if expected is None else expected * row.plan / 100


def _share(rows: Sequence[LibraryRow], read: Callable, plan: Decimal | None) -> Decimal | None:
    if not plan:
        return None
    return sum((read(row) or Decimal(0) for row in rows), Decimal(0)) * 100 / plan
