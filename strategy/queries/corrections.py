"""Published numbers that were corrected of late, and what they were before: the mark 修订."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeVar

from django.db.models import F, QuerySet, Value

from strategy import clock
from strategy.models import Assessment, Revision
from strategy.models.fields import AmountField
from strategy.progress import Accumulation

DAYS_MARKED = 31
AT_ONCE = timedelta(minutes=5)

Row = TypeVar("Row")
Key = tuple[str, date]
Former = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Replaced:
    """A number that another has replaced; None where there was none (未报, 本月无此项)."""

    number: Decimal | None


@dataclass(frozen=True, slots=True)
class Corrections:
    """What lines (by code) were in months before each correction of late, the latest first.

    A former state has `value` and `to_date` as far as they are known.
    """

    former: Mapping[Key, tuple[Former, ...]] = field(default_factory=dict)

    def replaced(self, key: Key, name: str, now: Decimal | None) -> Replaced | None:
        """What stood in the place of a number; None where it is none that was corrected."""
        for state in self.former.get(key, ()):
            if name in state and state[name] != now:
                return Replaced(state[name])
        return None

    def marked(self, rows: Iterable[Row]) -> list[Row]:
        """The rows (with series, month and numbers), those that were corrected with what was."""
        return [self._marked(row) if self._touches(row) else row for row in rows]

    def _touches(self, row: Row) -> bool:
        return bool(self.former) and (row.series, row.month) in self.former

    def _marked(self, row: Row) -> Row:
        key = row.series, row.month
        found = {
            f"{name}_replaced": self.replaced(key, name, getattr(row, name))
            for name in NUMBERS
            if hasattr(row, f"{name}_replaced")
        }
        return replace(row, **found)


NUMBERS = ("value", "to_date")
NO_CORRECTIONS = Corrections()


def corrections_of(month: date, on: date, at: datetime | None) -> Corrections:
    """What was corrected in the 31 days up to a day, of the months of a year up to one. One query.

    The corrections and the results that they have superseded come together.
    """
    corrected, superseded = _changes(month, on, at)
    former: dict[Key, list[Former]] = defaultdict(list)
    for one in sorted(corrected, key=lambda one: one.moment, reverse=True):
        for key, state in _former(one, superseded).items():
            former[key].append(state)
    return Corrections({key: tuple(states) for key, states in former.items()})


def recorded_moment(decided_at: datetime, moments: Iterable[datetime]) -> datetime | None:
    """At which of the moments a decision superseded a result; None at none of them.

    A clock that was set back within a day is tolerated by what stores results: they then carry
    the later moment.
    """
    later = min((moment for moment in moments if moment >= decided_at), default=None)
    if later is None:
        return None
    days = {clock.day_of(moment) for moment in (later, decided_at)}
    return later if len(days) == 1 or later - decided_at <= AT_ONCE else None


class _Change(NamedTuple):
    """A figure that was corrected, at its decision, or a result that was superseded then.

    Of a correction `value` is the number that it replaced.
    """

    is_correction: bool
    series: str
    item: int
    metric: int
    numerator: int | None
    denominator: int | None
    is_total: bool
    accumulation: str
    month: date
    moment: datetime
    value: Decimal | None
    to_date: Decimal | None

    @property
    def key(self) -> Key:
        return self.series, self.month

    @property
    def state(self) -> Former:
        return {"value": self.value, "to_date": self.to_date}

    @property
    def known(self) -> Former:
        """The numbers that there were: what had none was first published then, not corrected."""
        return {name: number for name, number in self.state.items() if number is not None}


SERIES_PATHS = {
    "code": "code", "of_item": "item", "of_metric": "metric", "above": "metric__numerator",
    "below": "metric__denominator", "of_parts": "is_total", "kind": "metric__accumulation",
}  # fmt: skip
COLUMNS = (
    "corrects", *SERIES_PATHS, "of_month", "moment", "was_value", "was_to_date",
)  # fmt: skip


def _changes(
    month: date, on: date, at: datetime | None
) -> tuple[list[_Change], dict[int, list[_Change]]]:
    """The corrections, and by item (pk) the results superseded since the first that may count."""
    since = clock.end_of_day(on - timedelta(days=DAYS_MARKED))
    year_start = month.replace(month=1)
    corrections = (
        Revision.objects.order_by()
        .approved()
        .decided_before(at)
        .filter(replaces__isnull=False, decided_at__gte=since)
        .filter(figure__month__gte=year_start, figure__month__lte=month)
    )
    results = (
        Assessment.objects.order_by()
        .of_series()
        .filter(
            item__in=corrections.values("figure__series__item"),
            month__gte=year_start,
            month__lte=month,
            superseded_at__gte=since,
        )
    )
    if at is not None:
        results = results.filter(superseded_at__lt=at)
    return _apart(_corrections(corrections).union(_superseded(results), all=True))


def _corrections(revisions: QuerySet[Revision]) -> QuerySet:
    return revisions.annotate(
        corrects=Value(True),
        **{name: F(f"figure__series__{path}") for name, path in SERIES_PATHS.items()},
        of_month=F("figure__month"),
        moment=F("decided_at"),
        was_value=F("replaces__value"),
        was_to_date=Value(None, output_field=AmountField()),
    ).values_list(*COLUMNS)


def _superseded(results: QuerySet[Assessment]) -> QuerySet:
    return results.annotate(
        corrects=Value(False),
        **{name: F(f"series__{path}") for name, path in SERIES_PATHS.items()},
        of_month=F("month"),
        moment=F("superseded_at"),
        was_value=F("value"),
        was_to_date=F("to_date"),
    ).values_list(*COLUMNS)


def _apart(rows: Iterable[tuple]) -> tuple[list[_Change], dict[int, list[_Change]]]:
    corrected, superseded = [], defaultdict(list)
    for change in (_Change(*row) for row in rows):
        if change.is_correction:
            corrected.append(change)
        else:
            superseded[change.item].append(change)
    return corrected, superseded


def _former(one: _Change, superseded: Mapping[int, list[_Change]]) -> dict[Key, Former]:
    """What a correction has changed: its line from its month on, the totals and ratios of it."""
    rows = superseded.get(one.item, [])
    moment = recorded_moment(one.moment, (row.moment for row in rows if row.key == one.key))
    if moment is None:
        return {one.key: _typed(one)}
    changed = [row for row in rows if row.moment == moment and _rests_on(row, one)]
    return {row.key: row.state if row.key == one.key else row.known for row in changed}


def _typed(one: _Change) -> Former:
    """What is known without a result: two decisions at one moment leave none between them."""
    names = {Accumulation.FLOW: ["value"], Accumulation.TO_DATE: ["to_date"]}
    return dict.fromkeys(names.get(Accumulation(one.accumulation), NUMBERS), one.value)


def _rests_on(row: _Change, one: _Change) -> bool:
    is_total_of = row.is_total and row.metric == one.metric
    return row.series == one.series or is_total_of or one.metric in (row.numerator, row.denominator)
