"""What the board shows of the lists and the actions, in a number of queries that never grows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q
from django.urls import reverse

from strategy import months
from strategy.models import Action, Assessment, ListEntry, item_url
from strategy.models.lists import stood_on
from strategy.progress import Standing, change, is_comparable
from strategy.queries.reporting_months import Reading
from strategy.queries.results import SeriesRow, series_rows

ACTION = Action._meta.label_lower
ACTIONS = "actions"
PAGES = {
    ACTIONS: "strategy:action_list",
    ListEntry.List.TASKS: "strategy:task_list",
    ListEntry.List.PROJECTS: "projects:project_list",
    ListEntry.List.ENTERPRISES: "enterprises:enterprise_list",
    ListEntry.List.PARKS: "enterprises:park_list",
}
UNITS = {ACTIONS: "项", "tasks": "项", "projects": "个", "enterprises": "家", "parks": "个"}
RED = Standing.FAR_BEHIND


StandingCounts = dict[date, tuple[Counter[Standing], bool]]


@dataclass(frozen=True, slots=True)
class ItemState:
    """Where an item stands in a month, and where it stood the month before (None: not assessed)."""

    list: str
    code: str
    name: str
    kind: str
    lead: str | None
    is_sample_item: bool
    standing: Standing
    former: Standing | None
    sentence: str
    gap: Decimal | None
    is_sample: bool

    @property
    def is_newly_red(self) -> bool:
        return self.standing == RED and self.change < 0

    @property
    def change(self) -> int:
        """1 better, −1 worse than the month before, 0 the same or not comparable."""
        return change(self.former, self.standing)


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
        return sum(state.standing == RED for state in self.states)

    @property
    def is_red_sample(self) -> bool:
        """Whether any of the reds counted rests on a sample."""
        return any(state.is_sample for state in self.states if state.standing == RED)

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
    for state in _item_states(reading):
        states[state.list].append(state)
    return {
        key: ListState(
            key, _title(key), UNITS[key], f"{reverse(PAGES[key])}?{reading.query}", tuple(found)
        )
        for key, found in states.items()
    }


def red_items(lists: Iterable[ListState], reading: Reading) -> list[RedItem]:
    """All that is 严重滞后, those furthest behind first, with the months running. One query."""
    reds = [state for one in lists for state in one.states if state.standing == RED]
    rows = (
        Assessment.objects.known_at(reading.at)
        .of_items()
        .filter(standing=RED, month__lte=reading.month, item__code__in=[red.code for red in reds])
        .values_list("item__code", "month")
    )
    red_months = set(rows)
    return [
        RedItem(
            state,
            _running(state.code, reading.month, red_months),
            f"{item_url(state.kind, state.code)}?{reading.query}",
        )
        for state in sorted(reds, key=lambda red: (red.gap is None, red.gap, red.code))
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


def _item_states(reading: Reading) -> Iterable[ItemState]:
    listed = Q(item__entries__isnull=False) & stood_on(reading.on, "item__entries__")
    rows = (
        Assessment.objects.known_at(reading.at)
        .of_items()
        .filter(month__in=[reading.month, months.previous_month(reading.month)])
        .filter(listed | Q(item__kind=ACTION))
        .order_by("month", "item__entries__list", "item__entries__number", "item__code")
        .values_list(
            "month", "item__entries__list", "item__code", "item__name", "item__kind",
            "item__lead__short_name", "item__is_sample", "standing", "sentence", "gap", "is_sample",
        )
    )  # fmt: skip
    former: dict[str, Standing] = {}
    for month, key, code, name, kind, lead, is_sample_item, standing, *why in rows:
        if month == reading.month:
            yield ItemState(
                key or ACTIONS, code, name, kind, lead, is_sample_item, Standing(standing),
                former.get(code), *why,
            )  # fmt: skip
        else:
            former[code] = Standing(standing)


def _title(key: str) -> str:
    return Action._meta.verbose_name if key == ACTIONS else ListEntry.List(key).label


def _running(code: str, month: date, red_months: set[tuple[str, date]]) -> int:
    running = 0
    while (code, month) in red_months:
        running += 1
        month = months.previous_month(month)
    return running
