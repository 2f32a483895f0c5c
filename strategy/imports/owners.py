"""Owners: of which unit a table says that it is, so that none is taken for another unit's."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest

from strategy.models import Organisation
from strategy.queries.sheet_rows import SheetRow

from .grids import Grid, ImportRefusedError
from .headings import plain
from .labels import Names
from .layouts import DEEPEST, Layout, layout_of

REPORTING = frozenset({"填报单位", "报送单位", "上报单位", "单位名称"})
RESPONSIBLE = "责任单位"
LABELS = REPORTING | {RESPONSIBLE, "单位"}
"""What stands before a unit's name above the table; above a column 单位 is that of its amounts."""

GAPS = re.compile(r"[\s,;、|()\[\]【】]+")
NUMERIC = re.compile(r"[\s0-9.,%+-]+")
BEFORE = r"(?:关于)?(?:漯河市?)?(?:[0-9]{4}年)?(?:(?:1-)?[0-9]{1,2}月份?)?(?:漯河市?)?"
AFTER = r"(?!监制|印制|编制|制|印发|提供|审核|审定|核定|汇总|反馈|[^0-9]{0,12}(?:开发区|园))"
"""Who made or checked a table is not who reports; a park is no unit, whatever area it is in."""


class Owners:
    """The names of all organisations, and the one whose sheet it is. One query."""

    def __init__(self, own: Organisation):
        self.own = own
        self._known: dict[str, Organisation] = {}
        for one in [*Organisation.objects.order_by("position", "code"), own]:
            self._known |= {plain(one.name): one, plain(one.short_name): one}
        longest_first = sorted(self._known, key=len, reverse=True)
        words = "|".join(map(re.escape, longest_first))
        self._any = re.compile(words)
        self._title = re.compile(f"{BEFORE}((?>{words})){AFTER}")

    def refuse_other(self, grid: Grid, rows: Sequence[SheetRow], month: date) -> None:
        """Raise ImportRefusedError if a table says above it or in a column that it is another's."""
        grid, names = grid.transposed() if grid.is_transposed else grid, Names(rows)
        layout = layout_of(grid, names, month)
        above = list(self._above(grid, layout, names))
        self._refuse(above, above)
        reporting, responsible = (
            list(self._in_columns(grid, layout, names, words))
            for words in (REPORTING, {RESPONSIBLE})
        )
        self._refuse(reporting, ())
        self._refuse(responsible, [*above, *reporting, *responsible])

    def _refuse(self, named: Sequence[Organisation], all_named: Sequence[Organisation]) -> None:
        """Raise ImportRefusedError for another unit, unless the own one is named as well."""
        other = next((one for one in named if one != self.own), None)
        if other is not None and self.own not in all_named:
            raise ImportRefusedError(
                f"表中单位为{other.short_name}，与本表{self.own.short_name}不符，请核对后再导入。"
            )

    def _above(self, grid: Grid, layout: Layout, names: Names) -> Iterator[Organisation]:
        """The units that the lines above the data name."""
        for number, row in enumerate(grid.rows[: layout.first or DEEPEST]):
            texts = [cell for cell in row if isinstance(cell, str)]
            if any(map(names.knows, texts)):
                return
            yield from self._labelled(texts)
            if layout.headings and number >= layout.head:
                yield from self._exactly(texts)
            elif not any(map(_is_numeric, row)):
                yield from self._titled(texts)

    def _labelled(self, texts: Sequence[str]) -> Iterator[Organisation]:
        """Units behind 填报单位 and the like, in the same cell or in the next."""
        for text, after in zip_longest(texts, texts[1:], fillvalue=""):
            if plain(text).rstrip(":") in LABELS:
                yield from self._in(after)
            for part in _parts(text):
                label, _, value = part.partition(":")
                if label in LABELS:
                    yield from self._in(value)

    def _titled(self, texts: Iterable[str]) -> Iterator[Organisation]:
        """Units with which titles begin; the headquarters is in them for the whole campaign."""
        for part in (part for text in texts for part in [plain(text), *_parts(text)]):
            one = self._known[match[1]] if (match := self._title.match(part)) else None
            if one and (one == self.own or one.kind != Organisation.Kind.HEADQUARTERS):
                yield one

    def _exactly(self, texts: Iterable[str]) -> Iterator[Organisation]:
        return (one for text in texts if (one := self._known.get(plain(text))))

    def _in_columns(
        self, grid: Grid, layout: Layout, names: Names, words: Iterable[str]
    ) -> Iterator[Organisation]:
        """The units that the cells below some headings name; the own one where it is among them."""
        columns = [one for one, head in layout.headings.items() if plain(head.text) in words]
        for number in range(layout.first, len(grid.rows)):
            for cell in (grid.at(number, column) for column in columns):
                if isinstance(cell, str) and not names.knows(cell):
                    named = list(self._in(cell))
                    yield from [self.own] if self.own in named else named

    def _in(self, text: str) -> Iterator[Organisation]:
        return (self._known[word] for word in self._any.findall(plain(text)))


def _parts(text: str) -> list[str]:
    """What stands apart in a line; a label stays with what is behind its colon."""
    folded = re.sub(r"\s*:\s*", ":", unicodedata.normalize("NFKC", text))
    return [plain(part) for part in GAPS.split(folded) if part]


def _is_numeric(cell: object) -> bool:
    if isinstance(cell, str):
        return NUMERIC.fullmatch(unicodedata.normalize("NFKC", cell)) is not None
    return isinstance(cell, int | float)
