"""The board 总览: one screen, two clicks to any cause."""

from django.views.generic import TemplateView

from luohe_tracker.charts.board import board_charts
from luohe_tracker.queries.board import (
    ACTIONS,
    action_lines,
    action_rows,
    list_states,
    red_items,
    standings_by_month,
)
from luohe_tracker.queries.reporting import month_reports
from luohe_tracker.wording.board import opening
from strategy.progress import Standing, expected
from strategy.views.reading import ReadingPage

MOST_REDS = 5


class Board(ReadingPage, TemplateView):
    """Done against plan, lights by list, what is red and why, who is late, what changed."""

    template_name = "board.html"

    def get_context_data(self, **kwargs) -> dict:
        reading = self.reading
        lists = list_states(reading)
        rows = action_rows(reading)
        actions = action_lines(lists[ACTIONS], rows, reading)
        return super().get_context_data(
            opening=opening(reading, rows, lists),
            even_pace=expected(reading.month.month),
            lists=[one for key, one in lists.items() if key != ACTIONS],
            actions=actions,
            charts=board_charts(actions, rows, standings_by_month(reading)),
            red_lists=[one for one in lists.values() if one.red_count],
            reds=red_items(lists.values(), reading)[:MOST_REDS],
            reports=month_reports(reading),
            standings=list(Standing),
            **kwargs,
        )
