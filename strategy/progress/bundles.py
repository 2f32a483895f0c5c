"""Bundled projects 打包项目: a total counts a bundle or its parts, never both."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeVar


class Bundled(Protocol):
    """A project: `pk`, and in `bundle` the pk of the one that it is a part of."""

    pk: int
    bundle: int | None


Row = TypeVar("Row", bound=Bundled)
Key = TypeVar("Key", bound=Hashable)


class Counted(Enum):
    """Where a total counts a project: as itself, in the number of its bundle, or in its parts."""

    ITSELF = "itself"
    IN_BUNDLE = "in_bundle"
    IN_PARTS = "in_parts"


@dataclass(frozen=True, slots=True)
class Packing:
    """How many projects there are, a bundle counted as one, and with its parts in its place."""

    packed: int
    split: int

    def __bool__(self) -> bool:
        return self.packed != self.split

    @property
    def caption(self) -> str:
        """“打包2项，拆分后5项”; nothing where no bundle is among them."""
        return f"打包{self.packed}项，拆分后{self.split}项" if self else ""


def ways_counted(
    projects: Iterable[Key], bundles: Mapping[Key, Key | None], known: Set[Key], asked: Set[Key]
) -> dict[Key, Counted]:
    """How a total counts each project; `bundles` gives the bundle of each, `known` have a number.

    A bundle that has its own number stands for its parts. One that has none yields to the parts
    that are asked for theirs; where none is, it is itself what the total lacks.
    """
    above = {project: bundles_above(project, bundles) for project in projects}
    yielding = {bundle for project in above if project in asked for bundle in above[project]}

    def way(project: Key) -> Counted:
        if known & above[project]:
            return Counted.IN_BUNDLE
        return Counted.IN_PARTS if project in yielding - known else Counted.ITSELF

    return {project: way(project) for project in above}


def bundles_above(project: Key, bundles: Mapping[Key, Key | None]) -> set[Key]:
    """The bundles that hold a project; a ring of them, which no form lets in, holds nothing."""
    found: set[Key] = set()
    bundle = bundles.get(project)
    while bundle is not None and bundle not in found:
        if bundle == project:
            return set()
        found.add(bundle)
        bundle = bundles.get(bundle)
    return found


def packing(rows: Iterable[Bundled]) -> Packing:
    """How many projects some rows are, with bundles and split."""
    above = _above(list(rows))
    holding = {bundle for bundles in above.values() for bundle in bundles}
    tops = sum(not bundles for bundles in above.values())
    return Packing(packed=tops, split=len(above.keys() - holding))


def tops(rows: Iterable[Row]) -> list[Row]:
    """The rows of which no bundle is among the rows: each project once."""
    given = list(rows)
    above = _above(given)
    return [row for row in given if not above[row.pk]]


def counted_once(
    rows: Iterable[Row],
    is_known: Callable[[Row], bool],
    is_asked: Callable[[Row], bool] = lambda row: True,
) -> list[Row]:
    """The rows whose numbers make the total, by `ways_counted`.

    A part whose bundle is not among the rows stands for itself.
    """
    given = list(rows)
    ways = ways_counted(
        [row.pk for row in given],
        _bundles(given),
        known={row.pk for row in given if is_known(row)},
        asked={row.pk for row in given if is_asked(row)},
    )
    return [row for row in given if ways[row.pk] == Counted.ITSELF]


def _above(rows: list[Row]) -> dict[int, set[int]]:
    bundles = _bundles(rows)
    return {row.pk: bundles_above(row.pk, bundles) for row in rows}


def _bundles(rows: list[Row]) -> dict[int, int | None]:
    """The bundle of each row that is itself among the rows."""
    there = {row.pk for row in rows}
    return {row.pk: row.bundle if row.bundle in there else None for row in rows}
