"""Collections of projects, such as “三个五百”: what is published of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from enterprises.models import Pool, PoolTotal
from enterprises.queries.pools import published_totals
from strategy.queries.corrections import NO_CORRECTIONS, Corrections
from strategy.queries.results import SeriesRow

Measure = PoolTotal.Measure


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection; `published` has the line of figures of each measure that is reported."""

    pk: int
    code: str
    name: str
    note: str
    parent: str | None
    published: dict[Measure, SeriesRow] = field(default_factory=dict)

    @property
    def is_tier(self) -> bool:
        """Whether it is a part of another collection."""
        return self.parent is not None


def collections(
    month: date, at: datetime | None, corrections: Corrections = NO_CORRECTIONS
) -> list[Collection]:
    """The collections of projects in their order, with the figures of a month. Three queries."""
    totals = PoolTotal.objects.filter(pool__members=Pool.Members.PROJECTS)
    published = published_totals(totals, month, at, corrections)
    return [replace(one, published=dict(published.get(one.pk, ()))) for one in collection_list()]


def collection_list() -> list[Collection]:
    """The collections of projects, each followed by its tiers, without figures. One query."""
    pools = Pool.objects.filter(members=Pool.Members.PROJECTS)
    ordered = pools.order_by("position", "code")
    paths = ("pk", "code", "name", "note", "parent__code")
    found = [Collection(*values) for values in ordered.values_list(*paths)]
    return [one for top in found if not top.is_tier for one in (top, *_tiers(found, top))]


def within(code: str, all_collections: Iterable[Collection]) -> frozenset[str]:
    """The codes of a collection and of its tiers."""
    return frozenset(one.code for one in all_collections if code in (one.code, one.parent))


def _tiers(found: list[Collection], top: Collection) -> list[Collection]:
    return [one for one in found if one.parent == top.code]
