"""Previews of a workbook of items: what each row would add or change, before it is written."""

import copy
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from strategy.forms.item_columns import (
    CODE,
    CellError,
    Column,
    columns_of,
    heading_text,
    plain_text,
)
from strategy.forms.items import ItemForm
from strategy.models import Batch, TrackedItem
from strategy.queries.whole_items import whole_items
from strategy.services.item_imports import ItemRow
from strategy.services.items import changes_of, words_of
from strategy.wording.item_changes import Changed, changed_fields

from .grids import LONGEST_CELL, Grid, ImportRefusedError
from .previews import read_content
from .workbooks import FORMULA

MOST = 500
HEADING_WITHIN = 10
SUMS, ENDINGS = {"合计", "总计", "小计"}, ("注:", "制表", "单位负责人", "审核人", "填表人")
NO_HEADING = "没有找到“编号”和“名称”两栏，请使用这里下载的台账，或把栏目名称改得与它一致。"


@dataclass(frozen=True, slots=True)
class ItemRefusal:
    """What is wrong in a row, at the address of its cell."""

    address: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A row of the workbook; `item` is the one that stands, None for a new one."""

    number: int
    code: str
    name: str
    item: TrackedItem | None = None
    values: Mapping[str, object] | None = None
    changes: tuple[Changed, ...] = ()
    refusals: tuple[ItemRefusal, ...] = ()

    @property
    def is_new(self) -> bool:
        return self.item is None and not self.refusals

    @property
    def is_changed(self) -> bool:
        return self.item is not None and bool(self.changes) and not self.refusals

    @property
    def row(self) -> ItemRow:
        """What the service takes of it."""
        return ItemRow(self.number, self.item, self.values or {})


@dataclass(frozen=True)
class ItemPreview:
    """All rows that say something, the columns that are passed over, and how many rows."""

    grid: Grid
    lines: tuple[ItemLine, ...]
    ignored: tuple[str, ...]
    endings: int = 0

    @cached_property
    def added(self) -> list[ItemLine]:
        return [line for line in self.lines if line.is_new]

    @cached_property
    def changed(self) -> list[ItemLine]:
        return [line for line in self.lines if line.is_changed]

    @cached_property
    def refused(self) -> list[ItemLine]:
        return [line for line in self.lines if line.refusals]

    @property
    def unchanged(self) -> int:
        return len(self.lines) - len(self.added) - len(self.changed) - len(self.refused)

    @property
    def may_commit(self) -> bool:
        return not self.refused and bool(self.added or self.changed)

    @property
    def rows(self) -> list[ItemRow]:
        """What is written when it is taken over."""
        return [line.row for line in self.lines if line.is_new or line.is_changed]

    @property
    def refusals(self) -> list[tuple[str, str, str]]:
        """Worksheet, address and sentence of each, to be marked in the workbook."""
        marked = (one for line in self.refused for one in line.refusals)
        return [(self.grid.sheet, one.address, one.sentence) for one in marked]

    @cached_property
    def fingerprint(self) -> str:
        """Names what is shown: the rows, what each changes, and the version that it was read at."""
        shown = [
            (line.number, line.code, line.item and line.item.version, line.changes)
            for line in self.lines
        ]
        return hashlib.sha256(repr(shown).encode()).hexdigest()


def item_preview(
    form_class: type[ItemForm], content: bytes, file_name: str, on: date
) -> ItemPreview:
    """Read a workbook or CSV file of a kind's items. Raises ImportRefusedError."""
    columns = {text: one for one in columns_of(form_class, on) for text in one.headings}
    book = read_content(Batch.Kind.UPLOAD, content, file_name)
    for grid in book.grids:
        for place in range(min(len(grid.rows), HEADING_WITHIN)):
            headings = [heading_text(cell) for cell in grid.rows[place]]
            if {CODE, "name"} <= {columns[one].name for one in headings if one in columns}:
                return _Reading(form_class, grid, place, headings, columns, on).preview()
    raise ImportRefusedError(NO_HEADING)


class _Reading:
    """One grid read against the items that stand."""

    def __init__(self, form_class, grid: Grid, heading: int, headings, columns, on: date):
        self.form_class, self.grid, self.heading, self.on = form_class, grid, heading, on
        self.model = form_class._meta.model
        found = Counter(columns[one] for one in headings if one in columns)
        if twice := [column.label for column, count in found.items() if count > 1]:
            raise ImportRefusedError(f"“{twice[0]}”一栏出现了两次，请只保留一栏。")
        self.columns = {columns[one]: at for at, one in enumerate(headings) if one in columns}
        self.code_at = next(at for column, at in self.columns.items() if column.name == CODE)
        self.ignored = tuple(one for one in headings if one and one not in columns)

    def preview(self) -> ItemPreview:
        given = [at for at in range(self.heading + 1, len(self.grid.rows)) if self._given(at)]
        rows = [at for at in given if not self._is_ending(at)]
        codes = [self._code(number) for number in rows]
        standing = self._standing(codes)
        changing = [number for number, code in zip(rows, codes, strict=True)
                    if code not in standing or self._differing(number, standing[code])]  # fmt: skip
        if len(changing) > MOST:
            raise ImportRefusedError(
                f"一次最多新增、修改{MOST}条，这个文件有{len(changing)}条，请分成几个文件导入。"
            )
        twice = {code for code, count in Counter(codes).items() if count > 1 and code}
        lines = [self._line(number, code, standing.get(code), twice)
                 for number, code in zip(rows, codes, strict=True)]  # fmt: skip
        return ItemPreview(self.grid, tuple(lines), self.ignored, len(given) - len(rows))

    def _is_ending(self, number: int) -> bool:
        """Whether a row is the sum or the signatures below a table, which has no code."""
        cells = [(at, one) for at, one in enumerate(self.grid.rows[number]) if one is not None]
        (first_at, first), *others = cells
        if first_at != self.code_at and any(at == self.code_at for at, _ in others):
            return False
        text = heading_text(first)
        return text in SUMS or text.startswith(ENDINGS)

    def _code(self, number: int) -> str:
        return heading_text(self.grid.at(number, self.code_at)).upper()

    def _standing(self, codes: list[str]) -> dict[str, TrackedItem]:
        """The items that stand, by code, with all that a row is compared with. Two queries."""
        rows = whole_items(self.model).filter(code__in=codes)
        return {row.code: row for row in rows}

    def _differing(self, number: int, item: TrackedItem) -> list[Column]:
        """The columns in which a row says something else than its item."""
        given = ((column, self.grid.at(number, at)) for column, at in self.columns.items())
        return [
            column
            for column, cell in given
            if column.name != CODE and cell is not None and not _says_same(column, cell, item)
        ]

    def _line(self, number: int, code: str, item: TrackedItem | None, twice: set[str]) -> ItemLine:
        name = plain_text(self._cell(number, "name")) or (item.name if item else "")
        if code in twice:
            where = self.grid.address(number, self.code_at)
            refusal = ItemRefusal(where, "编号", f"编号{code}在表中出现了不止一次。")
            return ItemLine(number + 1, code, name, item, refusals=(refusal,))
        asked = self._differing(number, item) if item else self._given(number)
        if item is not None and not asked:
            return ItemLine(number + 1, code, name, item)
        return self._read(number, code, name, item, asked)

    def _given(self, number: int) -> list[Column]:
        return [
            column for column, at in self.columns.items() if self.grid.at(number, at) is not None
        ]

    def _read(
        self, number: int, code: str, name: str, item: TrackedItem | None, asked: list[Column]
    ) -> ItemLine:
        """Validate a row that adds or changes something with the form of the kind."""
        typed, refusals = {}, []
        for column in asked:
            try:
                typed[column.name] = _read_cell(column, self._cell(number, column.name))
            except CellError as error:
                refusals.append(self._refusal(number, column.name, str(error)))
        form = self._form(item, typed)
        misread = {refusal.label for refusal in refusals}
        for field, sentence in _errors(form):
            refusal = self._refusal(number, field, sentence)
            if refusal.label not in misread:
                refusals.append(refusal)
        if refusals:
            return ItemLine(number + 1, code, name, item, refusals=tuple(refusals))
        if item is None:
            return ItemLine(number + 1, code, name, None, form.values, self._entered(form, asked))
        values = {field: form.values[field] for field in typed}
        changes = tuple(changed_fields(self.model, changes_of(item, values)))
        return ItemLine(number + 1, code, name, item, values, changes)

    def _form(self, item: TrackedItem | None, typed: dict) -> ItemForm:
        """The form as if a person had typed the cells over what stands."""
        if item is None:
            return self.form_class(typed, on=self.on)
        shown = self.form_class(instance=item, on=self.on)
        standing = {name: shown[name].value() for name in shown.fields}
        return self.form_class(standing | typed, instance=copy.copy(item), on=self.on)

    def _entered(self, form: ItemForm, asked: list[Column]) -> tuple[Changed, ...]:
        """What a new item says, field by field."""
        fields = ((one, self.model._meta.get_field(one.name)) for one in asked)
        said = ((one.label, words_of(field, form.values.get(one.name))) for one, field in fields)
        return tuple(Changed(label, "", text) for label, text in said)

    def _cell(self, number: int, name: str) -> object:
        at = next((at for column, at in self.columns.items() if column.name == name), None)
        return None if at is None else self.grid.at(number, at)

    def _refusal(self, number: int, name: str, sentence: str) -> ItemRefusal:
        """At the column of the field; at the code where the workbook has no such column."""
        for column, at in self.columns.items():
            if column.name == name:
                return ItemRefusal(self.grid.address(number, at), column.label, sentence)
        return ItemRefusal(
            self.grid.address(number, self.code_at), _label(self.form_class, name), sentence
        )


def _says_same(column: Column, cell: object, item: TrackedItem) -> bool:
    """Whether a cell still says what stands; of a long text a grid keeps the beginning."""
    said, text = plain_text(column.say(item)), plain_text(cell)
    return text == said or (len(text) >= LONGEST_CELL and said.startswith(text))


def _read_cell(column: Column, cell: object) -> object:
    """What the form is given for a cell. Raises CellError."""
    if cell == FORMULA:
        raise CellError("单元格是公式，请粘贴为数值后再导入。")
    if len(plain_text(cell)) >= LONGEST_CELL:
        raise CellError(f"内容满{LONGEST_CELL}字，不能从表格导入，请在修改页填写。")
    return column.read(cell)


def _errors(form: ItemForm) -> Iterator[tuple[str, str]]:
    for name, sentences in form.errors.items():
        for sentence in sentences:
            yield name, sentence


def _label(form_class: type[ItemForm], name: str) -> str:
    field = form_class.base_fields.get(name)
    return str(field.label) if field and field.label else "整行"
