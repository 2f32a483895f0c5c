"""Everything that the page of one item shows, in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from strategy.models import (
    Assessment,
    Event,
    LightRule,
    ListEntry,
    Organisation,
    Series,
    Target,
    TrackedItem,
)
from strategy.models.targets import in_force
from strategy.progress import Accumulation, Standing

from .corrections import NO_CORRECTIONS, Corrections, Replaced
from .facts import Facts, facts_of
from .items import ItemRow, item_rows, listed_results
from .milestones import MilestoneRow, milestone_rows
from .results import SeriesRow, series_rows

PUBLISHING_VERB = "审核通过"
EVENTS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ItemMonth:
    """An item's result of a month; amounts in `unit`, percentages in %.

    The numbers are those of the headline series; `start` is where its target began, 0 where months
    add up. `is_sample` marks the judgement and the pace, the figures have marks of their own.
    """

    month: date
    standing: Standing
    sentence: str
    rule: LightRule | None
    series: str | None
    metric: str | None
    unit: str | None
    decimals: int | None
    accumulation: str | None
    value: Decimal | None
    to_date: Decimal | None
    base_to_date: Decimal | None
    target: Decimal | None
    start: Decimal | None
    done: Decimal | None
    expected: Decimal | None
    gap: Decimal | None
    growth: Decimal | None
    growth_note: str
    is_sample: bool
    value_is_sample: bool
    to_date_is_sample: bool
    growth_is_sample: bool
    value_replaced: Replaced | None = field(default=None, kw_only=True)
    to_date_replaced: Replaced | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """One item and what surrounds it in a month.

    `months` are its results from January of last year to the month, `rows` its lines of figures.
    What several organisations report of one metric is in `parts`, with its total if any in `rows`.
    """

    item: TrackedItem
    supporting: tuple[Organisation, ...]
    entry: ListEntry | None
    former_entries: tuple[ListEntry, ...]
    months: tuple[ItemMonth, ...]
    rows: tuple[SeriesRow, ...]
    parts: tuple[SeriesRow, ...]
    milestones: tuple[MilestoneRow, ...]
    facts: Facts
    events: tuple[Event, ...]
    month: date

    @property
    def current(self) -> ItemMonth | None:
        """The result of the month itself."""
        return next((one for one in self.months if one.month == self.month), None)

    @property
    def former_target(self) -> Decimal | None:
        """The headline's original target, where another is in force."""
        line = self.current and self.current.series
        return next((row.former_target for row in self.rows if row.series == line), None)

    @property
    def shared_metrics(self) -> list[tuple[str, str, int]]:
        """Code, name and number of lines of the metrics that several organisations report."""
        counts = Counter((part.metric_code, part.metric) for part in self.parts)
        return [(code, name, count) for (code, name), count in counts.items()]

    @property
    def year(self) -> tuple[ItemMonth, ...]:
        """The results of the month's year up to it."""
        return tuple(one for one in self.months if one.month.year == self.month.year)


@dataclass(frozen=True, slots=True)
class StandingCount:
    """How many items of a kind stand so; `is_sample` if one of them rests on a sample."""

    kind: str
    standing: Standing
    count: int
    is_sample: bool


def item_detail(
    item: TrackedItem,
    month: date,
    on: date,
    at: datetime | None,
    corrections: Corrections = NO_CORRECTIONS,
) -> ItemDetail:
    """What the page of an item shows. At most eight queries, whatever the number of rows.

    The item comes as its own kind, with lead, area, action, programme and source loaded.
    """
    results = Assessment.objects.known_at(at).filter(item=item.pk)
    rows, parts = _series_rows(results, month, corrections)
    entry, former = _entries(item, on)
    return ItemDetail(
        item=item,
        supporting=tuple(item.supporting.all()),
        entry=entry,
        former_entries=former,
        months=tuple(corrections.marked(_months(results, month, at))),
        rows=rows,
        parts=parts,
        milestones=tuple(milestone_rows(item.pk, month, on)),
        facts=facts_of(item.pk, on),
        events=_events(item, rows + parts, month, at),
        month=month,
    )


def standings_in_action(
    action: int, month: date, on: date, at: datetime | None
) -> list[StandingCount]:
    """How an action's listed items stand, by kind and worst first. One query."""
    counts = (
        listed_results(None, month, on, at)
        .filter(item__action=action)
        .order_by()
        .values_list("item__kind", "standing")
        .annotate(count=Count("pk"), samples=Count("pk", filter=Q(is_sample=True)))
    )
    rows = [
        StandingCount(kind, Standing(standing), count, bool(samples))
        for kind, standing, count, samples in counts
    ]
    return sorted(rows, key=lambda row: (row.kind, row.standing.severity))


def rows_of_items(items: QuerySet, month: date, on: date, at: datetime | None) -> list[ItemRow]:
    """The listed ones of some items (a queryset of pks), with their results. One query."""
    return item_rows(listed_results(None, month, on, at).filter(item__in=items))


def _series_rows(
    results: QuerySet[Assessment], month: date, corrections: Corrections
) -> tuple[tuple[SeriesRow, ...], tuple[SeriesRow, ...]]:
    ordered = results.in_month(month).order_by(
        "-series__is_headline", "series__position", "series__code"
    )
    lines = corrections.marked(series_rows(ordered))
    reported = Counter(line.metric_code for line in lines if not line.is_total)
    parts = [line for line in lines if not line.is_total and reported[line.metric_code] > 1]
    rows = [line for line in lines if line not in parts]
    return tuple(rows), tuple(sorted(parts, key=lambda line: line.organisation_position or 0))


def _entries(item: TrackedItem, on: date) -> tuple[ListEntry | None, tuple[ListEntry, ...]]:
    entries = ListEntry.objects.filter(item=item.pk).order_by("-listed_on", "-pk")
    known = [entry for entry in entries if entry.listed_on is None or entry.listed_on <= on]
    current = next((entry for entry in known if _stands(entry, on)), None)
    return current, tuple(entry for entry in known if entry != current)


def _stands(entry: ListEntry, on: date) -> bool:
    return entry.delisted_on is None or entry.delisted_on > on


def _months(
    results: QuerySet[Assessment], month: date, at: datetime | None
) -> tuple[ItemMonth, ...]:
    first = date(month.year - 1, 1, 1)
    rows = list(
        results.of_items()
        .filter(month__range=(first, month))
        .select_related("rule", "series__metric")
        .order_by("month")
    )
    targets = _targets(rows, at)
    return tuple(_item_month(row, targets) for row in rows)


def _targets(rows: list[Assessment], at: datetime | None) -> list[Target]:
    """The targets whose start says where a stock began: of what adds up, nobody asks."""
    lines = {row.series_id for row in rows if row.series and not _adds_up(row.series)}
    if not lines:
        return []
    return list(Target.objects.filter(series__in=lines).decided_before(at).order_by("-version"))


def _adds_up(series: Series) -> bool:
    return Accumulation(series.metric.accumulation).accumulates


def _item_month(row: Assessment, targets: list[Target]) -> ItemMonth:
    line = row.series
    copied = {name: getattr(row, name) for name in COPIED}
    return ItemMonth(
        standing=Standing(row.standing),
        series=line and line.code,
        metric=line and line.metric.name,
        unit=line and line.metric.unit,
        decimals=line and line.metric.decimals,
        accumulation=line and line.metric.accumulation,
        start=line and _start(line, row.month, targets),
        **copied,
    )


def _start(series: Series, month: date, targets: list[Target]) -> Decimal | None:
    if _adds_up(series):
        return Decimal(0)
    target = in_force([one for one in targets if one.series_id == series.pk], month)
    return target.start if target else None


def _events(
    item: TrackedItem, rows: Iterable[SeriesRow], month: date, at: datetime | None
) -> tuple[Event, ...]:
    """What was done to the item, its targets, and the published figures of the month."""
    figures = [f"{row.series} {month:%Y-%m}" for row in rows]
    events = Event.objects.filter(
        Q(subject_kind=item.kind, subject_key=item.code)
        | Q(subject_kind="strategy.target", subject_key__startswith=f"{item.code}-")
        | Q(subject_kind="strategy.figure", verb=PUBLISHING_VERB, subject_key__in=figures)
    )
    if at is not None:
        events = events.filter(at__lt=at)
    return tuple(events.select_related("actor__organisation").order_by("-at", "-pk")[:EVENTS_SHOWN])


COPIED = (
    "month", "sentence", "rule", "value", "to_date", "base_to_date", "target", "done", "expected",
    "gap", "growth", "growth_note", "is_sample", "value_is_sample", "to_date_is_sample",
    "growth_is_sample",
)  # fmt: skip
