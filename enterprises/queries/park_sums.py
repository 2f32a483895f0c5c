"""What the enterprises and projects of a park report together: by metric, each item once."""

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime

from enterprises.models import Enterprise
from enterprises.progress.roll_ups import LeftOut, RollUp, rests_on_sample, roll_ups, sum_of
from strategy.models import Assessment
from strategy.progress.accumulate import Total
from strategy.queries.corrections import NO_CORRECTIONS, Corrections
from strategy.queries.results import SeriesRow, series_rows

from .park_places import Inside, ParkPlace, ParkTree, items_inside


@dataclass(frozen=True, slots=True)
class SumLine:
    """A line with the park that its item lies in; `left_out` says why it is not in the sum."""

    row: SeriesRow
    place: ParkPlace
    left_out: LeftOut | None = None


@dataclass(frozen=True, slots=True)
class SumPart:
    """What a part of the lines sums to: those of one park, or of one kind of items."""

    lines: tuple[SumLine, ...]
    total: Total
    is_sample: bool

    @property
    def place(self) -> ParkPlace:
        return self.lines[0].place

    @property
    def is_of_enterprises(self) -> bool:
        return self.lines[0].row.item_kind == ENTERPRISE


@dataclass(frozen=True, slots=True)
class ParkSum:
    """The sum of one metric over a park, and the lines that make it, in the order of the parks."""

    metric_code: str
    metric: str
    unit: str
    decimals: int
    is_sample_metric: bool
    adds_up: bool
    total: Total
    is_sample: bool
    lines: tuple[SumLine, ...]
    left_out: tuple[SumLine, ...]

    @property
    def by_place(self) -> list[SumPart]:
        """The sums of the lines of each park, inner parks apart."""
        return self._parted(lambda line: line.place.pk)

    @property
    def by_kind(self) -> list[SumPart]:
        """The sums of enterprises and of projects."""
        return self._parted(lambda line: line.row.item_kind)

    def _parted(self, key: Callable[[SumLine], Hashable]) -> list[SumPart]:
        parts: dict[Hashable, list[SumLine]] = defaultdict(list)
        for line in self.lines:
            parts[key(line)].append(line)
        return [_part(tuple(lines), adds_up=self.adds_up) for lines in parts.values()]


ENTERPRISE = Enterprise._meta.label_lower


def park_sums(
    tree: ParkTree,
    contents: Inside,
    month: date,
    at: datetime | None,
    corrections: Corrections = NO_CORRECTIONS,
    *,
    metric: int | None = None,
) -> list[ParkSum]:
    """The sums of a park and those inside it, from the published results of a month. One query.

    `metric` (a pk) asks for that one only.
    """
    results = Assessment.objects.known_at(at).in_month(month)
    results = results.filter(item__in=items_inside(tree))
    if metric is not None:
        results = results.filter(series__metric=metric)
    ordered = results.order_by("series__metric__code", "item__code", "series__position", "series")
    rows = corrections.marked(series_rows(ordered))
    places = _Places(tree, contents)
    return [_park_sum(found, places) for found in roll_ups(rows, contents.bundles)]


class _Places:
    """Where lines lie, and their order: by park as the tree has them, then as they came."""

    def __init__(self, tree: ParkTree, contents: Inside):
        self.parks = contents.parks
        self.order = {place.pk: number for number, place in enumerate(tree.places)}

    def line(self, row: SeriesRow, left_out: LeftOut | None = None) -> SumLine:
        return SumLine(row, self.parks[row.item_code], left_out)

    def sorted(self, lines: list[SumLine]) -> tuple[SumLine, ...]:
        return tuple(sorted(lines, key=lambda line: self.order[line.place.pk]))


def _park_sum(found: RollUp[SeriesRow], places: _Places) -> ParkSum:
    first = found.lines[0] if found.lines else found.left_out[0][0]
    return ParkSum(
        metric_code=found.metric_code,
        metric=first.metric,
        unit=found.unit,
        decimals=first.decimals,
        is_sample_metric=first.is_sample_metric,
        adds_up=found.adds_up,
        total=found.total,
        is_sample=found.is_sample,
        lines=places.sorted([places.line(row) for row in found.lines]),
        left_out=places.sorted([places.line(row, why) for row, why in found.left_out]),
    )


def _part(lines: tuple[SumLine, ...], *, adds_up: bool) -> SumPart:
    rows = [line.row for line in lines]
    return SumPart(lines, sum_of(rows, adds_up=adds_up), rests_on_sample(rows))
