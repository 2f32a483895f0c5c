"""Filters of the members of a pool."""

from collections.abc import Iterable
from datetime import date

from enterprises.models import PoolEntry
from enterprises.queries.pool_members import MemberRow
from strategy.filters.base import IN_ROWS, ListFilter, one_of, words
from strategy.queries.search import best_match

STATES = [("in", "在库"), ("left", "已出库"), ("entered", "本年入库"), ("exited", "本年出库")]


class MemberFilter(ListFilter):
    """Search, and whether a member is in the pool, has left, or came or left this year."""

    q = words("搜索", "名称、编号", method=IN_ROWS)
    state = one_of("在库情况", choices=STATES, everything="全部记录", method=IN_ROWS)

    class Meta:
        model = PoolEntry
        fields = ()

    def narrow(self, rows: Iterable[MemberRow]) -> list[MemberRow]:
        query, state = self.asked("q"), self.asked("state")
        return [
            row for row in rows
            if (not query or best_match(query, row.code, row.name)) and self._answers(row, state)
        ]  # fmt: skip

    def _answers(self, row: MemberRow, state: str | None) -> bool:
        if state in {"in", "left"}:
            return row.is_in == (state == "in")
        if state == "entered":
            return self._is_this_year(row.entered_on)
        return state != "exited" or self._is_this_year(row.left_on)

    def _is_this_year(self, day: date | None) -> bool:
        return day is not None and day.year == self.on.year
