"""Filters of the project list."""

from collections.abc import Iterable

from projects.progress import Stage
from projects.queries.lists import ProjectRow
from strategy.filters.base import IN_ROWS, one_of
from strategy.filters.items import ItemFilter


class ProjectFilter(ItemFilter):
    """Also by stage: ?stage=building."""

    stage = one_of("建设阶段", choices=Stage.choices(), everything="全部阶段", method=IN_ROWS)

    def narrow(self, rows: Iterable[ProjectRow]) -> list[ProjectRow]:
        stage = self.asked("stage")
        return [row for row in super().narrow(rows) if not stage or row.stage == stage]
