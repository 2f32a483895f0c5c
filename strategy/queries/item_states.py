"""Where the listed items and the actions stand in a month, and since when they are 严重滞后."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from strategy import months
from strategy.models import Action, Assessment
from strategy.models.lists import stood_on
from strategy.progress import Standing, change
from strategy.queries.reporting_months import Reading

ACTION = Action._meta.label_lower
ACTIONS = "actions"
RED = Standing.FAR_BEHIND


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
    def is_red(self) -> bool:
        return self.standing == RED

    @property
    def is_newly_red(self) -> bool:
        return self.is_red and self.change < 0

    @property
    def change(self) -> int:
        """1 better, −1 worse than the month before, 0 the same or not comparable."""
        return change(self.former, self.standing)


@dataclass(frozen=True, slots=True)
class RedRun:
    """For how many months running an item has been 严重滞后, and if any rests on a sample."""

    months: int
    is_sample: bool


def item_states(reading: Reading) -> Iterator[ItemState]:
    """The items of the four lists and the actions as they stand in the month. One query."""
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


def furthest_behind_first(states: Iterable[ItemState]) -> list[ItemState]:
    """Sorted by the distance to the pace; those without one come last."""
    return sorted(states, key=lambda state: (state.gap is None, state.gap, state.code))


def red_runs(reds: Iterable[ItemState], month: date, at: datetime | None) -> dict[str, RedRun]:
    """The run of each item that is 严重滞后 in the month, by code. One query."""
    codes = [red.code for red in reds]
    rows = (
        Assessment.objects.known_at(at)
        .of_items()
        .filter(standing=RED, month__lte=month, item__code__in=codes)
        .values_list("item__code", "month", "is_sample")
    )
    samples = {(code, red_month): is_sample for code, red_month, is_sample in rows}
    return {code: _run(code, month, samples) for code in codes}


def known_standings(month: date, at: datetime | None) -> dict[str, tuple[Standing, bool]]:
    """How each item stood in a month as known before a moment, and if 示例, by code. One query."""
    rows = Assessment.objects.known_at(at).of_items().in_month(month).order_by()
    return {
        code: (Standing(standing), is_sample)
        for code, standing, is_sample in rows.values_list("item__code", "standing", "is_sample")
    }


def _run(code: str, month: date, samples: dict[tuple[str, date], bool]) -> RedRun:
    found = []
    while (code, month) in samples:
        found.append(samples[code, month])
        month = months.previous_month(month)
    return RedRun(len(found), any(found))
