"""Names: which rows of a sheet are meant by codes and names, however they are written."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from strategy.queries.sheet_rows import SheetRow

from .headings import KINDS, plain

NUMBERING = re.compile(r"^(?:其中:|\(?[0-9一二三四五六七八九十]{1,3}[.、)])")
BRACKET = re.compile(r"(.+)\(([^()]{1,10})\)")
QUOTES = re.compile("[“”‘’\"'《》「」]")
SERIES_CODE = re.compile(r"[a-z][0-9]+-[a-z0-9-]+")
LONGEST = 200

Places = frozenset[int]
"""Rows of a sheet by their place in it, from 0."""


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that the words of a line leave; `unit` is one that a name had behind it.

    `has_item` where the words name an item, `unknown` is a series code that the sheet has not.
    """

    places: Places
    is_named: bool
    has_item: bool = False
    unit: str = ""
    unknown: str = ""


class Names:
    """The words by which the rows of a sheet go."""

    def __init__(self, rows: Sequence[SheetRow]):
        self._places: dict[str, set[int]] = defaultdict(set)
        self._items: dict[str, set[int]] = defaultdict(set)
        for place, row in enumerate(rows):
            self._add(place, row)

    def find(self, texts: Iterable[str]) -> Found:
        """The rows that all known words of a line agree on."""
        left, unit, unknown, has_item = None, "", "", False
        for text in texts:
            key, places, bracket = self._look_up(text)
            if places is None:
                unknown = unknown or (text.strip() if SERIES_CODE.fullmatch(key) else "")
                continue
            left = places if left is None else left & places
            unit = unit or bracket
            has_item = has_item or key in self._items
        return Found(left or frozenset(), left is not None, has_item, unit, unknown)

    def knows(self, text: object) -> bool:
        """Whether a cell names one of the rows."""
        return isinstance(text, str) and self._look_up(text)[1] is not None

    def names_item(self, text: str) -> bool:
        """Whether a text names an item, and not a metric of it."""
        key, places, _ = self._look_up(text)
        return places is not None and key in self._items

    def _add(self, place: int, row: SheetRow) -> None:
        metric, item = row.metric, row.series.item
        names = {name for name in (metric.name, metric.short_name) if name}
        items = {item.name, item.code}
        for text in {row.code, metric.code, *names}:
            self._places[_key(text)].add(place)
        for text in items:
            self._items[_key(text)].add(place)
        for name in names:
            for one in items:
                self._places[_key(name + one)].add(place)
                self._places[_key(one + name)].add(place)

    def _look_up(self, text: str) -> tuple[str, Places | None, str]:
        """The key under which a text is known, its rows, and the unit that stood behind it."""
        key = _key(text)
        for one, unit in _forms(key):
            if one in self._places or one in self._items:
                places = self._places.get(one, set()) | self._items.get(one, set())
                return one, frozenset(places), unit
        return key, None, ""


def _key(text: str) -> str:
    return QUOTES.sub("", plain(text[:LONGEST]))


def _forms(key: str) -> Iterable[tuple[str, str]]:
    """A name as it is, without its numbering, and without the unit or item behind it."""
    yield key, ""
    bare = NUMBERING.sub("", key)
    yield bare, ""
    if match := BRACKET.fullmatch(bare):
        yield match[1] + match[2], ""
        yield match[1], "" if match[2] in KINDS else match[2]
