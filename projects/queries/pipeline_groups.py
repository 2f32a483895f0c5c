"""Groups of projects of the library: by area, industry, stage and so on, with their investment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from projects.models import AnnualPlan, Project
from projects.progress import Stage
from projects.progress.investment import Pace, pace_of

from .library_row import LibraryRow, Scope

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
        "annual_class", "年度类别", lambda row: row.annual_class, lambda row: row.class_label,
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
            all_url=links.sum_of(**{dimension.name: key, "scope": Scope.ACTIVE.value}),
            pace=pace_of(row for row in invested if _key(dimension, row)[2] == key),
        )
        for _, label, key in found
    ]


def _key(dimension: Dimension, row: LibraryRow) -> tuple[int, str, str]:
    value = dimension.read(row)
    if not value:
        return LAST, UNKNOWN, NONE
    return dimension.place(row), dimension.label(row), value
