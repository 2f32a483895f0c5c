"""Filters of the record of corrections."""

from collections.abc import Iterable

from strategy.models import Revision
from strategy.queries.revisions import RevisionRow
from strategy.queries.search import best_match

from .base import IN_ROWS, ListFilter, one_of, words

LOCKED = [("yes", "锁定后修正"), ("no", "锁定前修正")]
CHANGES = [("any", "有变化"), ("worse", "转差"), ("better", "好转")]


class RevisionFilter(ListFilter):
    """Search, reporting unit, after the lock or before, and what became of the light.

    All of it is narrowed in the rows: the summary by unit needs every row of the year.
    """

    OFFERED = {"organisation": "organisations"}

    q = words("搜索", "事项、指标、编号", method=IN_ROWS)
    organisation = one_of("填报单位", everything="全部单位", method=IN_ROWS)
    locked = one_of("修正时间", choices=LOCKED, everything="不限", method=IN_ROWS)
    changed = one_of("进度状态", choices=CHANGES, everything="不限", method=IN_ROWS)

    class Meta:
        model = Revision
        fields = ()

    def narrow(self, rows: Iterable[RevisionRow]) -> list[RevisionRow]:
        return [row for row in rows if all(answers(row) for answers in self._questions())]

    def _questions(self) -> list:
        query, unit = self.asked("q"), self.asked("organisation")
        return [
            lambda row: not query or best_match(query, row.item_code, row.item, row.metric),
            lambda row: not unit or row.organisation_code == unit,
            ANSWERS.get(self.asked("locked") or "", everything),
            ANSWERS.get(self.asked("changed") or "", everything),
        ]


def everything(row: RevisionRow) -> bool:
    """Answer a question that was not asked."""
    return True


ANSWERS = {
    "yes": lambda row: row.is_locked,
    "no": lambda row: not row.is_locked,
    "any": lambda row: row.has_changed_light,
    "worse": lambda row: row.change < 0,
    "better": lambda row: row.change > 0,
}
