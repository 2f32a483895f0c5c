"""Filters of the project library; every one is answered in the rows."""

from collections.abc import Callable, Iterable

from django.http import QueryDict

from projects.models import AnnualPlan, Project
from projects.progress import Stage
from projects.progress.rates import Cohort
from projects.queries.collections import Collection, within
from projects.queries.library_row import LibraryRow, Scope
from projects.queries.pipeline import NO_TIER, ORIGINS
from projects.queries.pipeline_groups import NONE, UNKNOWN
from strategy.filters.base import IN_ROWS, ListFilter, one_of, some_of, words
from strategy.progress import Standing
from strategy.queries.search import best_match

UNNAMED = (NONE, UNKNOWN)
STATISTICS = [("yes", "已纳统"), ("no", "未纳统"), UNNAMED]
IN_STATISTICS = {"yes": True, "no": False, NONE: None}
PLAIN: dict[str, Callable[[LibraryRow], str | None]] = {
    "area": lambda row: row.area_code,
    "action": lambda row: row.action_code,
    "stage": lambda row: row.stage and row.stage.value,
    "level": lambda row: row.level,
    "annual_class": lambda row: row.annual_class,
    "industry": lambda row: row.industry,
    "owner": lambda row: row.owner_code,
    "park": lambda row: row.park_code,
}
"""Filters by one value of a row; “none” asks for the rows without one."""


class LibraryFilter(ListFilter):
    """By place, stage, collection and kind; by what is counted, and how a plan is kept."""

    q = words("搜索", "名称、编号、项目代码、拼音首字母", method=IN_ROWS)
    area = one_of("所在县区", everything="全部县区", method=IN_ROWS)
    action = one_of("所属行动", everything="全部行动", method=IN_ROWS)
    stage = one_of(
        "建设阶段", choices=[*Stage.choices(), UNNAMED], everything="全部阶段", method=IN_ROWS
    )
    collection = one_of("项目分档", everything="全部分档", method=IN_ROWS)
    level = one_of(
        "项目级别", choices=[*Project.Level.choices, UNNAMED], everything="全部级别", method=IN_ROWS
    )
    annual_class = one_of(
        "年度类别",
        choices=[*AnnualPlan.Class.choices, UNNAMED],
        everything="全部类别",
        method=IN_ROWS,
    )
    industry = one_of("行业", everything="全部行业", method=IN_ROWS)
    statistics = one_of("纳统", choices=STATISTICS, everything="不限", method=IN_ROWS)
    owner = one_of("业主企业", everything="全部企业", method=IN_ROWS)
    park = one_of("所在园区", everything="全部园区", method=IN_ROWS)
    progress = one_of("推进情况", choices=Cohort.choices(), everything="不限", method=IN_ROWS)
    scope = one_of("统计口径", choices=Scope.choices(), everything="全部项目", method=IN_ROWS)
    origin = one_of(
        "数据性质",
        choices=[(code, label) for _, code, label in ORIGINS],
        everything="不限",
        method=IN_ROWS,
    )
    standing = some_of("进度状态", choices=Standing.choices(), method=IN_ROWS)

    class Meta:
        model = Project
        fields = ()

    def __init__(
        self,
        data: QueryDict,
        queryset,
        *,
        library: Iterable[LibraryRow],
        collections: list[Collection],
        **options,
    ):
        super().__init__(data, queryset, **options)
        self.collections = collections
        choices = options["choices"]
        rows = list(library)
        offered = {
            "area": [*choices.areas, UNNAMED],
            "action": [*choices.actions, UNNAMED],
            "collection": [*_tiered(collections), (NONE, NO_TIER)],
            "industry": [*sorted({(row.industry,) * 2 for row in rows if row.industry}), UNNAMED],
            "owner": [*_named(rows, "owner_code", "owner"), UNNAMED],
            "park": [*_named(rows, "park_code", "park"), UNNAMED],
        }
        for name, pairs in offered.items():
            self.filters[name].extra["choices"] = pairs

    def narrow(self, rows: Iterable[LibraryRow]) -> list[LibraryRow]:
        conditions = self._conditions()
        return [row for row in rows if all(keeps(row) for keeps in conditions)]

    def _conditions(self) -> list[Callable[[LibraryRow], bool]]:
        found = [_equal(read, self.asked(name)) for name, read in PLAIN.items() if self.asked(name)]
        makers = {
            "q": _matching,
            "collection": self._collected,
            "statistics": lambda value: _equal_to(IN_STATISTICS[value]),
            "progress": lambda value: lambda row: Cohort(value) in row.cohorts,
            "scope": lambda value: Scope(value).holds,
            "origin": lambda value: lambda row: row.is_sample_item == (value == "sample"),
        }
        asked = {name: self.asked(name) for name in makers}
        return found + [makers[name](value) for name, value in asked.items() if value]

    def _collected(self, value: str) -> Callable[[LibraryRow], bool]:
        if value == NONE:
            tiers = {one.code for one in self.collections if one.is_tier}
            return lambda row: not row.pools & tiers
        codes = within(value, self.collections)
        return lambda row: bool(row.pools & codes)


def _tiered(collections: Iterable[Collection]) -> list[tuple[str, str]]:
    return [(one.code, f"　{one.name}" if one.is_tier else one.name) for one in collections]


def _named(rows: Iterable[LibraryRow], code: str, name: str) -> list[tuple[str, str]]:
    return sorted({(getattr(row, code), getattr(row, name)) for row in rows if getattr(row, code)})


def _equal(read: Callable, value: str) -> Callable[[LibraryRow], bool]:
    if value == NONE:
        return lambda row: not read(row)
    return lambda row: read(row) == value


def _equal_to(value: bool | None) -> Callable[[LibraryRow], bool]:
    return lambda row: row.is_in_statistics is value


def _matching(query: str) -> Callable[[LibraryRow], bool]:
    typed = query.strip().upper()

    def matches(row: LibraryRow) -> bool:
        by_code = len(typed) >= 4 and row.project_code and typed in row.project_code
        return bool(by_code) or bool(best_match(query, row.code, row.name, row.short_name))

    return matches
