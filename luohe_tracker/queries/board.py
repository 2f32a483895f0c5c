"""What the board shows of the lists and the actions, in a number of queries that never grows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from strategy import months
from strategy.models import Action, Assessment, ListEntry, item_url
from strategy.models.lists import stood_on
from strategy.progress import Standing, is_comparable
from strategy.queries.item_states import (
    ACTION,
    ACTIONS,
    RED,
    ItemState,
    furthest_behind_first,
    item_states,
    red_runs,
)
from strategy.queries.reporting_months import Reading
from strategy.queries.results import SeriesRow, series_rows

PAGES = {
    ACTIONS: "strategy:action_list",
    ListEntry.List.TASKS: "strategy:task_list",
    ListEntry.List.PROJECTS: "projects:project_list",
    ListEntry.List.ENTERPRISES: "enterprises:enterprise_list",
    ListEntry.List.PARKS: "enterprises:park_list",
}
UNITS = {ACTIONS: "项", "tasks": "项", "projects": "个", "enterprises": "家", "parks": "个"}

StandingCounts = dict[date, tuple[Counter[Standing], bool]]


@dataclass(frozen=True, slots=True)
class StandingPart:
    """How many items stand so, and the address of exactly those."""

    standing: Standing
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class ListState:
    """One of the lists, or the actions: its items by standing, and what changed."""

    key: str
    title: str
    unit: str
    url: str
    states: tuple[ItemState, ...]

    @property
    def count(self) -> int:
        return len(self.states)

    @property
    def parts(self) -> list[StandingPart]:
        """The counts, worst first; standings that nothing has are left out."""
        counts = Counter(state.standing for state in self.states)
        return [
            StandingPart(standing, counts[standing], f"{self.url}&standing={standing.value}")
            for standing in Standing
            if counts[standing]
        ]

    @property
    def red_count(self) -> int:
        return sum(state.is_red for state in self.states)

    @property
    def is_red_sample(self) -> bool:
        """Whether any of the reds counted rests on a sample."""
        return any(state.is_sample for state in self.states if state.is_red)

    @property
    def red_url(self) -> str:
        return f"{self.url}&standing={RED.value}"

    @property
    def is_comparable(self) -> bool:
        """Whether the month before has results to compare with."""
        return any(is_comparable(state.former, state.standing) for state in self.states)

    @property
    def better(self) -> int:
        """How many items stand better than the month before."""
        return sum(state.change > 0 for state in self.states)

    @property
    def worse(self) -> int:
        """How many items stand worse than the month before."""
        return sum(state.change < 0 for state in self.states)

    @property
    def is_sample(self) -> bool:
        """Whether any of the standings counted here rests on a sample."""
        return any(state.is_sample for state in self.states)


@dataclass(frozen=True, slots=True)
class RedItem:
    """An item that is 严重滞后, and for how many months running."""

    state: ItemState
    months_running: int
    url: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action, and the numbers of its headline series if it has one."""

    state: ItemState
    headline: SeriesRow | None
    url: str

    @property
    def short_name(self) -> str:
        """The name without the word that all of them end in."""
        return self.state.name.removesuffix("行动")


def list_states(reading: Reading) -> dict[str, ListState]:
    """The actions and the four lists by their keys. One query."""
    states: dict[str, list[ItemState]] = {key: [] for key in PAGES}
    for state in item_states(reading):
        states[state.list].append(state)
    return {
        key: ListState(
            key, _title(key), UNITS[key], f"{reverse(PAGES[key])}?{reading.query}", tuple(found)
        )
        for key, found in states.items()
    }


def red_items(lists: Iterable[ListState], reading: Reading) -> list[RedItem]:
    """All that is 严重滞后, those furthest behind first, with the months running. One query."""
    reds = [state for one in lists for state in one.states if state.is_red]
    runs = red_runs(reds, reading.month, reading.at)
    return [
        RedItem(
            state,
            runs[state.code].months,
            f"{item_url(state.kind, state.code)}?{reading.query}",
        )
        for state in furthest_behind_first(reds)
    ]


def action_rows(reading: Reading) -> list[SeriesRow]:
    """The series of the actions in the month, and their headlines in the year so far. One query."""
    year_start = reading.month.replace(month=1)
    results = (
        Assessment.objects.known_at(reading.at)
        .filter(item__kind=ACTION)
        .filter(
            Q(month=reading.month)
            | Q(series__is_headline=True, month__gte=year_start, month__lt=reading.month)
        )
        .order_by("item__code", "-series__is_headline", "series__position", "month")
    )
    return series_rows(results)


def standings_by_month(reading: Reading, count: int = 12) -> StandingCounts:
    """How many listed items stood how in each of the last months, and if 示例. One query."""
    rows = (
        Assessment.objects.known_at(reading.at)
        .of_items()
        .filter(
            stood_on(reading.on, "item__entries__"),
            item__entries__isnull=False,
            month__gt=months.add_months(reading.month, -count),
            month__lte=reading.month,
        )
        .values_list("month", "standing")
        .annotate(number=Count("pk"), samples=Count("pk", filter=Q(is_sample=True)))
        .order_by("month")
    )
    counted: StandingCounts = {}
    for month, standing, number, samples in rows:
        counts, is_sample = counted.get(month, (Counter(), False))
        counts[Standing(standing)] = number
        counted[month] = counts, is_sample or samples > 0
    return counted


def action_lines(
    actions: ListState, rows: Iterable[SeriesRow], reading: Reading
) -> list[ActionLine]:
    """Each action with its headline series of the month, in order."""
    headlines = {
        row.item_code: row for row in rows if row.is_headline and row.month == reading.month
    }
    return [
        ActionLine(
            state, headlines.get(state.code), f"{item_url(ACTION, state.code)}?{reading.query}"
        )
        for state in sorted(actions.states, key=lambda state: state.code)
    ]


def _title(key: str) -> str:
    return Action._meta.verbose_name if key == ACTIONS else ListEntry.List(key).label
