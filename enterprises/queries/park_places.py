"""A park among parks, and what lies in it: its enterprises and projects, those of inner parks too.

Where an item lies follows its record of today; no earlier place is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value

from enterprises.models import Enterprise, Park
from enterprises.progress.parks import parks_around, parks_inside
from strategy.models import Assessment, ListEntry, item_url
from strategy.models.lists import stood_on
from strategy.queries.items import ItemRow, item_rows

DEEPEST = 4
"""How deep the filter of the list looks for parks within parks; pages of parks look all the way."""


@dataclass(frozen=True, slots=True)
class ParkPlace:
    """A park, and how deep it lies within the one that is looked at (0 is that one itself)."""

    pk: int
    code: str
    name: str
    level: str
    is_sample: bool
    depth: int = 0

    @property
    def url(self) -> str:
        return item_url(Park._meta.label_lower, self.code)

    @property
    def level_label(self) -> str:
        """The level in words; nothing where it is not known."""
        return Park.Level(self.level).label if self.level else ""


@dataclass(frozen=True, slots=True)
class ParkTree:
    """A park with the parks that it lies in, the outermost first, and all those inside it."""

    park: ParkPlace
    outer: tuple[ParkPlace, ...]
    inner: tuple[ParkPlace, ...]

    @property
    def places(self) -> tuple[ParkPlace, ...]:
        """The park and those inside it."""
        return (self.park, *self.inner)


@dataclass(frozen=True, slots=True)
class Inside:
    """The enterprises and projects of a park and those inside it: by code, the park of each.

    `bundles` has for a project the code of the bundle that it is a part of.
    """

    parks: Mapping[str, ParkPlace]
    bundles: Mapping[str, str]


def park_tree(park: Park) -> ParkTree:
    """A park with those around it and inside it; a ring of parks ends. One query."""
    rows = Park.objects.order_by("code").values_list(
        "pk", "code", "name", "level", "is_sample", "within"
    )
    places = {pk: (pk, *rest) for pk, *rest, _ in rows}
    within = {pk: outer for pk, *_, outer in rows}
    return ParkTree(
        park=ParkPlace(*places[park.pk]),
        outer=tuple(ParkPlace(*places[pk]) for pk in parks_around(within, park.pk)),
        inner=tuple(ParkPlace(*places[pk], depth) for pk, depth in parks_inside(within, park.pk)),
    )


def inside(tree: ParkTree) -> Inside:
    """The enterprises and projects of a park and those inside it, each once. One query."""
    enterprises, projects = _inside(tree)
    nothing = Value(None, output_field=CharField())
    rows = enterprises.annotate(part_of=nothing).values_list("code", "park", "part_of")
    more = projects.values_list("projects__code", "pk", "projects__bundle__item__code")
    places = {place.pk: place for place in tree.places}
    found = list(rows.union(more, all=True))
    return Inside(
        parks={code: places[park] for code, park, _ in found},
        bundles={code: bundle for code, _, bundle in found if bundle},
    )


def items_inside(tree: ParkTree) -> QuerySet:
    """The same enterprises and projects as a queryset of pks."""
    enterprises, projects = _inside(tree)
    return enterprises.values("pk").union(projects.values("projects"))


def rows_inside(tree: ParkTree, month: date, on: date, at: datetime | None) -> list[ItemRow]:
    """The same items with their results of a month, worst first, listed or not. One query."""
    standing = ListEntry.objects.on(on).filter(item=OuterRef("item"))
    listed = Q(item__entries__isnull=False) & stood_on(on, "item__entries__")
    results = Assessment.objects.known_at(at).of_items().in_month(month).order_by("item__code")
    found = results.filter(item__in=items_inside(tree)).filter(listed | ~Exists(standing))
    rows = {row.code: row for row in item_rows(found)}
    return sorted(rows.values(), key=lambda row: (row.standing.severity, row.code))


def in_park(code: str) -> Q:
    """Enterprises that lie in a park (by code) or in one inside it, in SQL: four parks deep."""
    paths = ["park" + "__within" * depth for depth in range(DEEPEST)]
    return reduce(or_, (Q(**{f"{path}__item__code": code}) for path in paths))


def _inside(tree: ParkTree) -> tuple[QuerySet[Enterprise], QuerySet[Park]]:
    """The enterprises, and the parks joined with their projects, which this app knows by name."""
    parks = [place.pk for place in tree.places]
    enterprises = Enterprise.objects.filter(park__in=parks).order_by()
    projects = Park.objects.filter(pk__in=parks, projects__isnull=False).order_by()
    return enterprises, projects
