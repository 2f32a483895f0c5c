"""The lists of items; here those of the actions and of the tasks."""

from strategy import months
from strategy.filters.items import ActionFilter, ItemFilter
from strategy.models import Action, ListEntry, Task
from strategy.progress import Standing
from strategy.queries.facts import StrategyFacts, strategy_facts
from strategy.queries.items import ItemRow, action_results, item_rows, listed_results, standings_in
from strategy.tables.items import ActionTable, TaskTable

from .lists import REPORTED_BY, ListPage


class ItemList(ListPage):
    """A list of items; `kinds` names the lists it shows."""

    kinds: list[str]
    filter_class = ItemFilter

    def results(self, month):
        return listed_results(self.kinds, month, self.reading.on, self.reading.at)

    def rows(self, results) -> list[ItemRow]:
        return item_rows(results, former=self.former())

    def former(self) -> dict[str, Standing]:
        """Return how the items stood the month before, where a filter asks for the change."""
        if not self.filters.asks_for_change:
            return {}
        return standings_in(self.results(months.previous_month(self.reading.month)))

    @property
    def source_note(self) -> str:
        labels = sorted({row.basis_label for row in self.found if row.basis_label})
        return f"清单依据为{'；'.join(labels)}。{REPORTED_BY}" if labels else REPORTED_BY


class ActionList(ItemList):
    """The seven actions 七大行动."""

    title = "七大行动"
    noun = Action
    filter_class = ActionFilter
    table_class = ActionTable
    template_name = "strategy/action_list.html"
    after_template_name = "strategy/_after_actions.html"

    def results(self, month):
        return action_results(month, self.reading.at)

    @property
    def facts(self) -> StrategyFacts | None:
        """The strategy as a whole, below the list; not while someone looks for certain rows."""
        return None if self.filters.is_active else strategy_facts(self.reading.on)


class TaskList(ItemList):
    """The key tasks 重点工作."""

    title = "重点工作"
    noun = Task
    kinds = [ListEntry.List.TASKS]
    bulk_fields = ("lead", "area", "action", "programme")
    table_class = TaskTable
    template_name = "strategy/task_list.html"
