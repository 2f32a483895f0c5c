"""Collections of projects, such as “三个五百”: what is published of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from enterprises.models import Pool, PoolTotal
from strategy.models import Assessment
from strategy.queries.corrections import NO_CORRECTIONS, Corrections
from strategy.queries.results import SeriesRow, series_rows

Measure = PoolTotal.Measure


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection; `published` has the line of figures of each measure that is reported."""

    code: str
    name: str
    note: str
    parent: str | None
    floor: Decimal | None
    published: dict[Measure, SeriesRow] = field(default_factory=dict)

    @property
    def is_tier(self) -> bool:
        """Whether it is a part of another collection."""
        return self.parent is not None


def collections(
    month: date, at: datetime | None, corrections: Corrections = NO_CORRECTIONS
) -> list[Collection]:
    """The collections of projects in their order, with the figures of a month. Three queries."""
    totals = PoolTotal.objects.filter(pool__members=Pool.Members.PROJECTS).order_by()
    named = list(totals.values_list("pool__code", "measure", "series__code"))
    results = Assessment.objects.known_at(at).of_series().in_month(month)
    lines = _lines(
        corrections.marked(series_rows(results.filter(series__in=totals.values("series"))))
    )
    found = collection_list()
    for one in found:
        for code, measure, series in named:
            if code == one.code and series in lines:
                one.published[Measure(measure)] = lines[series]
    return found


def collection_list() -> list[Collection]:
    """The collections of projects, each followed by its tiers, without figures. One query."""
    pools = Pool.objects.filter(members=Pool.Members.PROJECTS)
    ordered = pools.order_by("position", "code")
    paths = ("code", "name", "note", "parent__code", "floor")
    found = [Collection(*values) for values in ordered.values_list(*paths)]
    return [one for top in found if not top.is_tier for one in (top, *_tiers(found, top))]


def within(code: str, all_collections: Iterable[Collection]) -> frozenset[str]:
    """The codes of a collection and of its tiers."""
    return frozenset(one.code for one in all_collections if code in (one.code, one.parent))


def _tiers(found: list[Collection], top: Collection) -> list[Collection]:
    return [one for one in found if one.parent == top.code]


def _lines(rows: Iterable[SeriesRow]) -> dict[str, SeriesRow]:
    return {row.series: row for row in rows}
