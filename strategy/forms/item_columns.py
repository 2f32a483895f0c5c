"""Columns of a workbook of items: what a field takes from a cell, and what it says in one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django import forms
from django.db.models import Model

from strategy.models import Organisation, TrackedItem
from strategy.services.items import words_of

from .items import ItemForm

CODE = "code"
CLEAR = "清除"
"""What is written in a cell to take a value away; an empty one leaves it as it is."""
WRITTEN_DAY = re.compile(r"([0-9]{4})[年/.-]([0-9]{1,2})[月/.-]([0-9]{1,2})日?")
SEVERAL = re.compile(r"[、，,;；\n]+")
OTHER_HEADINGS = {
    "code": ("项目编号", "企业编号", "园区编号"),
    "name": ("项目名称", "企业名称", "园区名称"),
    "area": ("县区",),
    "level": ("级别",),
    "within": ("上级园区",),
}
"""What the lists, as they are exported, call a field otherwise than its form does."""
YES, NO = {"是", "√", "true"}, {"否", "×", "false"}


class CellError(Exception):
    """A cell that cannot be read; the message says why in words for the screen."""


@dataclass(frozen=True)
class Column:
    """A field of a kind's form as a column of words; the classes below are for other fields."""

    name: str
    label: str
    field: forms.Field

    @cached_property
    def headings(self) -> set[str]:
        """The headings under which the column is known."""
        return {heading_text(one) for one in (self.label, *OTHER_HEADINGS.get(self.name, ()))}

    @property
    def takes(self) -> str:
        """What may be written in the column, in words."""
        return "文字"

    @property
    def hint(self) -> str:
        """What the form says of the field; of a code that it names the item."""
        return "已有的为修改，没有的为新增。" if self.name == CODE else str(self.field.help_text)

    @property
    def cleared(self) -> object:
        """What the form is given to take a value away."""
        return ""

    def say(self, item: TrackedItem) -> str | Decimal | date | int | None:
        """What stands in the cell of an item; it is read back as the same."""
        return words_of(item._meta.get_field(self.name), self.value_of(item)) or None

    def value_of(self, item: TrackedItem) -> object:
        return getattr(item, self.name)

    def read(self, cell: object) -> object:
        """What the form is given for a cell that is not empty. Raises CellError."""
        text = plain_text(cell)
        return self.cleared if text == CLEAR else self.read_text(text)

    def read_text(self, text: str) -> object:
        return text


class NumberColumn(Column):
    """Numbers as numbers."""

    takes = "数字"

    def say(self, item: TrackedItem) -> Decimal | int | None:
        return self.value_of(item)


class DayColumn(Column):
    """Days as days; several ways to write one are read."""

    takes = "日期，例如2022-06-30"

    def say(self, item: TrackedItem) -> date | None:
        return self.value_of(item)

    def read_text(self, text: str) -> str:
        day = WRITTEN_DAY.fullmatch(text)
        return "-".join(part.zfill(2) for part in day.groups()) if day else text


class YesNoColumn(Column):
    """是 or 否; empty where it is not known."""

    takes = "是、否"

    def say(self, item: TrackedItem) -> str | None:
        value = self.value_of(item)
        return None if value is None else ("是" if value else "否")

    def read_text(self, text: str) -> bool:
        if text.lower() in YES | NO:
            return text.lower() in YES
        raise CellError(f"“{text}”无法识别，应填“是”或“否”。")


class ChoiceColumn(Column):
    """One of some words."""

    @property
    def takes(self) -> str:
        return "、".join(self._choices)

    def read_text(self, text: str) -> object:
        if text not in self._choices:
            raise CellError(f"“{text}”不是可选的内容，应为：{self.takes}。")
        return self._choices[text]

    @cached_property
    def _choices(self) -> dict[str, object]:
        return {str(label): value for value, label in self.field.choices if value not in ("", None)}


class RowColumn(Column):
    """One row of others, such as a unit or a park, by its code or name."""

    takes = "编号或全称"

    def say(self, item: TrackedItem) -> str | None:
        row = self.value_of(item)
        return None if row is None else self.row_label(row)

    def read_text(self, text: str) -> object:
        return self.code_of(text)

    def row_label(self, row: Model) -> str:
        return row.name if isinstance(row, Organisation) else self.field.label_from_instance(row)

    def code_of(self, text: str) -> str:
        codes = self._codes.get(text, set())
        if len(codes) > 1:
            raise CellError(f"“{text}”对应{len(codes)}条记录，请改填编号。")
        return next(iter(codes), text)

    @cached_property
    def _codes(self) -> dict[str, set[str]]:
        """Codes by whatever names a row: its code, names, and how the workbook says it."""
        codes: dict[str, set[str]] = {}
        for row in self.field.queryset:
            for text in _names_of(row) | {self.row_label(row)}:
                codes.setdefault(plain_text(text), set()).add(row.code)
        return codes


class RowsColumn(RowColumn):
    """Several rows of others."""

    takes = "单位名称，多个单位用顿号隔开"

    @property
    def cleared(self) -> list:
        return []

    def say(self, item: TrackedItem) -> str:
        return "、".join(self.row_label(row) for row in self.value_of(item).all())

    def read_text(self, text: str) -> list[str]:
        return [self.code_of(one.strip()) for one in SEVERAL.split(text) if one.strip()]


COLUMNS: tuple[tuple[type[forms.Field], type[Column]], ...] = (
    (forms.ModelMultipleChoiceField, RowsColumn),
    (forms.ModelChoiceField, RowColumn),
    (forms.BooleanField, YesNoColumn),
    (forms.ChoiceField, ChoiceColumn),
    (forms.DateField, DayColumn),
    (forms.IntegerField, NumberColumn),
    (forms.Field, Column),
)
"""The column of a field: the first that its class is of."""


def columns_of(form_class: type[ItemForm], on: date) -> list[Column]:
    """The columns of a kind in the order of its form. Rows to choose from are read when asked."""
    fields = form_class(on=on).fields
    return [_column(name, fields[name]) for name in _in_order(form_class)]


def plain_text(value: object) -> str:
    """A cell as text: upright, without spaces around; days in ISO, numbers without a tail."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        value = Decimal(f"{value:.15g}")
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\u3000\xa0")


def heading_text(value: object) -> str:
    """A heading without spaces, in one width, and without the mark of what must be filled in."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", plain_text(value))).strip("*")


def _column(name: str, field: forms.Field) -> Column:
    made = next(column for kind, column in COLUMNS if isinstance(field, kind))
    return made(name, str(field.label), field)


def _in_order(form_class: type[ItemForm]) -> Iterator[str]:
    names = [name for _, part in form_class.SECTIONS for name in part if name != CODE]
    yield from [CODE, *names]


def _names_of(row: Model) -> set[str]:
    named: Iterable[str] = (getattr(row, name, "") for name in ("name", "short_name", "title"))
    return {row.code, str(row), *filter(None, named)}
