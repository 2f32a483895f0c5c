"""Bundled projects 打包项目: a total counts a bundle or its parts, never both."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar


class Bundled(Protocol):
    """A project: `pk`, and in `bundle` the pk of the one that it is a part of."""

    pk: int
    bundle: int | None


Row = TypeVar("Row", bound=Bundled)


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


def packing(rows: Iterable[Bundled]) -> Packing:
    """How many projects some rows are, with bundles and split."""
    tree = _Tree(list(rows))
    return Packing(len(tree.tops), sum(len(tree.leaves(top)) for top in tree.tops))


def tops(rows: Iterable[Row]) -> list[Row]:
    """The rows of which no bundle is among the rows: each project once."""
    return _Tree(list(rows)).tops


def counted_once(rows: Iterable[Row], read: Callable[[Row], Decimal | None]) -> list[Row]:
    """The rows whose amounts make the total: a bundle that has its own, else its parts.

    A part whose bundle is not among the rows stands for itself.
    """
    tree = _Tree(list(rows))
    return [one for top in tree.tops for one in tree.with_amount(top, read)]


class _Tree:
    """Rows with their parts. A ring of bundles, which no form lets in, counts as no bundle."""

    def __init__(self, rows: Sequence[Bundled]):
        self.rows = {row.pk: row for row in rows}
        self.parts: dict[int, list[Bundled]] = defaultdict(list)
        self.tops = [row for row in rows if self._is_top(row)]
        for row in rows:
            if not self._is_top(row):
                self.parts[row.bundle].append(row)

    def leaves(self, row: Bundled) -> list[Bundled]:
        return self.with_amount(row, lambda _: None)

    def with_amount(self, row: Bundled, read: Callable) -> list[Bundled]:
        parts = self.parts.get(row.pk, [])
        if not parts or read(row) is not None:
            return [row]
        return [one for part in parts for one in self.with_amount(part, read)]

    def _is_top(self, row: Bundled) -> bool:
        return row.bundle not in self.rows or self._is_in_a_ring(row)

    def _is_in_a_ring(self, row: Bundled) -> bool:
        seen, above = {row.pk}, self.rows.get(row.bundle)
        while above is not None and above.pk not in seen:
            seen.add(above.pk)
            above = self.rows.get(above.bundle)
        return above is not None and above.pk == row.pk
