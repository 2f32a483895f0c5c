"""The board 总览: one screen, two clicks to any cause."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from luohe_tracker.charts.board import board_charts
from luohe_tracker.queries.board import (
    ACTIONS,
    action_lines,
    action_rows,
    list_states,
    red_items,
    standings_by_month,
)
from luohe_tracker.queries.board_meetings import board_meetings
from luohe_tracker.queries.reporting import month_reports
from luohe_tracker.wording.board import opening
from strategy.progress import Standing, expected
from strategy.queries.corrections import NO_CORRECTIONS, Corrections
from strategy.queries.reporting_months import Reading
from strategy.views.reading import KeptPage
from strategy.wording.due_rules import estimate_note

MOST_REDS = 5


class Board(KeptPage):
    """Done against plan, lights by list, what is red and why, who is late, what changed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "board.html", self.frame_context())

    def content(self) -> str:
        context = {"reading": self.reading, **board_context(self.reading, self.corrections)}
        return render_to_string("_board.html", context, self.request)


def board_context(reading: Reading, corrections: Corrections = NO_CORRECTIONS) -> dict:
    """What the board shows of a month, for the template. Ten queries."""
    lists = list_states(reading)
    rows = corrections.marked(action_rows(reading))
    actions = action_lines(lists[ACTIONS], rows, reading)
    reports = month_reports(reading)
    return {
        "opening": opening(reading, rows, lists),
        "even_pace": expected(reading.month.month),
        "lists": [one for key, one in lists.items() if key != ACTIONS],
        "actions": actions,
        "charts": board_charts(actions, rows, standings_by_month(reading)),
        "red_lists": [one for one in lists.values() if one.red_count],
        "reds": red_items(lists.values(), reading)[:MOST_REDS],
        "meetings": board_meetings(reading),
        "reports": reports,
        "due_note": estimate_note(due_at for one in reports for due_at in one.dues),
        "standings": list(Standing),
    }
