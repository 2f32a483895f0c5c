"""The list of the key projects."""

from projects.filters.projects import ProjectFilter
from projects.models import Project
from projects.queries.lists import ProjectRow, project_rows
from projects.tables.projects import ProjectTable
from strategy.models import ListEntry
from strategy.tables.totals import known_total
from strategy.views.item_lists import ItemList


class ProjectList(ItemList):
    """The key projects 重点项目."""

    title = "重点项目"
    unit = "个"
    noun = Project
    kinds = [ListEntry.List.PROJECTS]
    bulk_fields = ("lead", "area", "action", "programme", "park", "level", "industry")
    filter_class = ProjectFilter
    table_class = ProjectTable
    template_name = "projects/project_list.html"

    def rows(self, results) -> list[ProjectRow]:
        return project_rows(results, self.reading.on, self.reading.at, former=self.former())

    def totals(self, rows):
        investment = known_total(
            rows,
            lambda row: row.investment,
            self.rows_address,
            unit="亿元",
            decimals=2,
            words="已知{}/{}个",
        )
        return super().totals(rows) | {"investment": investment if rows else None}
