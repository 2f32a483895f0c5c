"""Filters of the lists of items."""

from collections.abc import Iterable

from strategy.models import Assessment
from strategy.progress import Standing
from strategy.queries.items import ItemRow
from strategy.queries.search import best_match

from .base import IN_ROWS, ListFilter, one_of, some_of, words

CHANGES = [("worse", "转差"), ("better", "好转"), ("any", "有变化")]


class ItemFilter(ListFilter):
    """Search, lead, area, action, standing, and change since the month before."""

    OFFERED = {"organisation": "organisations", "area": "areas", "action": "actions"}

    q = words("搜索", "名称、编号、拼音首字母", method=IN_ROWS)
    organisation = one_of("牵头单位", "item__lead__code", everything="全部单位")
    area = one_of("所在县区", "item__area__code", everything="全部县区")
    action = one_of("所属行动", "item__action__item__code", everything="全部行动")
    standing = some_of("进度状态", choices=Standing.choices(), method=IN_ROWS)
    changed = one_of("较上月", choices=CHANGES, everything="不限", method=IN_ROWS)

    class Meta:
        model = Assessment
        fields = ()

    @property
    def asks_for_change(self) -> bool:
        """Whether the rows must know how they stood the month before."""
        return bool(self.asked("changed"))

    def narrow(self, rows: Iterable[ItemRow]) -> list[ItemRow]:
        query, answers = self.asked("q"), ANSWERS.get(self.asked("changed") or "")
        return [
            row
            for row in rows
            if (not query or best_match(query, row.code, row.name, row.short_name))
            and (answers is None or answers(row))
        ]


class ActionFilter(ItemFilter):
    """The actions stand in no area and belong to no action."""

    area = None
    action = None


ANSWERS = {
    "worse": lambda row: row.change < 0,
    "better": lambda row: row.change > 0,
    "any": lambda row: row.change != 0,
}
