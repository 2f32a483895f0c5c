"""Pools on a day: how large each is, what changed this year, what was published, who is in it.

Only dates count here, as with the lists: whoever is entered late was in the pool all the same.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from enterprises.models import Pool, PoolEntry, PoolTotal
from enterprises.models.pools import stood_in_pool
from strategy.models import Assessment
from strategy.queries.corrections import Corrections
from strategy.queries.results import SeriesRow, series_rows


@dataclass(frozen=True, slots=True)
class PoolCount:
    """The members held on a day, how many of them are samples, and what changed since New Year."""

    size: int = 0
    samples: int = 0
    entered: int = 0
    entered_samples: int = 0
    left: int = 0
    left_samples: int = 0

    @property
    def change(self) -> int:
        """How much larger the pool is than at New Year, as far as days are known."""
        return self.entered - self.left

    def __add__(self, other: "PoolCount") -> "PoolCount":
        names = PoolCount.__slots__
        return PoolCount(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class PoolLine:
    """A pool with its counts, its published totals of a month by measure, and its tiers."""

    pool: Pool
    count: PoolCount
    totals: tuple[tuple[PoolTotal.Measure, SeriesRow], ...]
    tiers: tuple["PoolLine", ...] = ()

    @property
    def published(self) -> SeriesRow | None:
        """The published number of members."""
        return dict(self.totals).get(PoolTotal.Measure.MEMBERS)

    @property
    def published_size(self) -> Decimal | None:
        return self.published and self.published.to_date


@dataclass(frozen=True, slots=True)
class Pools:
    """All pools of a day: those of enterprises in ladders and apart, of parks, of projects."""

    lines: tuple[PoolLine, ...]

    @property
    def ladders(self) -> list[tuple[str, list[PoolLine]]]:
        """The ladders 梯队, each with its rungs from the lowest."""
        rungs = defaultdict(list)
        for line in self.lines:
            if line.pool.ladder:
                rungs[line.pool.ladder].append(line)
        return [(name, sorted(lines, key=_rung)) for name, lines in rungs.items()]

    def of(self, members: str) -> list[PoolLine]:
        """The pools of a kind of members that stand on no ladder."""
        return [one for one in self.lines if one.pool.members == members and not one.pool.ladder]

    @property
    def enterprises(self) -> list[PoolLine]:
        return self.of(Pool.Members.ENTERPRISES)

    @property
    def parks(self) -> list[PoolLine]:
        return self.of(Pool.Members.PARKS)

    @property
    def projects(self) -> list[PoolLine]:
        return self.of(Pool.Members.PROJECTS)


def pools_on(day: date, month: date, at: datetime | None, corrections: Corrections) -> Pools:
    """Every pool as it stood on a day, with what was published of a month. Four queries."""
    tiers = defaultdict(list)
    for pool in Pool.objects.select_related("source"):
        tiers[pool.parent_id].append(pool)
    counts = _counts(PoolEntry.objects.all(), day)
    totals = published_totals(PoolTotal.objects.all(), month, at, corrections)
    return Pools(tuple(_line(pool, tiers[pool.pk], counts, totals) for pool in tuple(tiers[None])))


def pool_on(
    pool: Pool, day: date, month: date, at: datetime | None, corrections: Corrections
) -> PoolLine:
    """One pool as it stood on a day, with its tiers. Four queries."""
    counts = _counts(PoolEntry.objects.filter(within(pool)), day)
    totals = published_totals(PoolTotal.objects.filter(within(pool)), month, at, corrections)
    return _line(pool, list(pool.tiers.all()), counts, totals)


def within(pool: Pool) -> Q:
    """What belongs to a pool or to one of its tiers."""
    return Q(pool=pool.pk) | Q(pool__parent=pool.pk)


def _rung(line: PoolLine) -> int:
    return line.pool.rung


def _counts(entries: QuerySet[PoolEntry], day: date) -> dict[int, PoolCount]:
    """The counts by pool (pk). One query."""
    year = day.replace(month=1, day=1), day
    which = {
        "size": stood_in_pool(day),
        "entered": Q(entered_on__range=year),
        "left": Q(left_on__range=year),
    }
    samples = Q(is_sample=True)
    rows = entries.order_by().values("pool").annotate(
        size=Count("pk", filter=which["size"]),
        samples=Count("pk", filter=which["size"] & samples),
        entered=Count("pk", filter=which["entered"]),
        entered_samples=Count("pk", filter=which["entered"] & samples),
        left=Count("pk", filter=which["left"]),
        left_samples=Count("pk", filter=which["left"] & samples),
    )  # fmt: skip
    return {row.pop("pool"): PoolCount(**row) for row in rows}


Totals = dict[int, tuple[tuple[PoolTotal.Measure, SeriesRow], ...]]


def published_totals(
    totals: QuerySet[PoolTotal], month: date, at: datetime | None, corrections: Corrections
) -> Totals:
    """The published totals of a month by pool (pk). Two queries."""
    measured = list(totals.order_by("pool", "pk").values_list("pool", "measure", "series__code"))
    results = Assessment.objects.known_at(at).in_month(month).order_by()
    lines = results.filter(series__code__in=[code for *_, code in measured])
    rows = {row.series: row for row in corrections.marked(series_rows(lines))}
    found = defaultdict(tuple)
    for pool, measure, code in measured:
        if code in rows:
            found[pool] += ((PoolTotal.Measure(measure), rows[code]),)
    return dict(found)


def _line(pool: Pool, tiers: list[Pool], counts: dict, totals: Totals) -> PoolLine:
    """A pool that is kept in tiers holds what its tiers hold."""
    below = tuple(_line(tier, [], counts, totals) for tier in tiers)
    whole = sum((tier.count for tier in below), counts.get(pool.pk, PoolCount()))
    return PoolLine(pool, whole, totals.get(pool.pk, ()), below)
