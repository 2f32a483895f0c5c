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
    """A field of a kind's form as a column. `required` is asked of new items."""

    name: str
    label: str
    field: forms.Field

    @cached_property
    def headings(self) -> set[str]:
        """The headings under which the column is known."""
        return {heading_text(one) for one in (self.label, *OTHER_HEADINGS.get(self.name, ()))}

    def say(self, item: TrackedItem) -> str | Decimal | date | int | None:
        """What stands in the cell of an item; it is read back as the same."""
        value = getattr(item, self.name)
        if isinstance(self.field, forms.ModelMultipleChoiceField):
            return "、".join(self._row_label(one) for one in value.all())
        if isinstance(self.field, forms.ModelChoiceField):
            return None if value is None else self._row_label(value)
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, Decimal | date | int) and not isinstance(
            self.field, forms.ChoiceField
        ):
            return value
        return words_of(item._meta.get_field(self.name), value) or None

    def read(self, cell: object) -> object:
        """What the form is given for a cell that is not empty. Raises CellError."""
        text = plain_text(cell)
        if text == CLEAR:
            return [] if isinstance(self.field, forms.ModelMultipleChoiceField) else ""
        return self._read_text(text)

    @cached_property
    def takes(self) -> str:
        """What may be written in the column, in words."""
        if isinstance(self.field, forms.ModelMultipleChoiceField):
            return "单位名称，多个单位用顿号隔开"
        if isinstance(self.field, forms.ModelChoiceField):
            return "编号或全称"
        if isinstance(self.field, forms.BooleanField):
            return "是、否"
        if isinstance(self.field, forms.ChoiceField):
            return "、".join(self._choices)
        if isinstance(self.field, forms.DateField):
            return "日期，例如2022-06-30"
        if isinstance(self.field, forms.IntegerField):
            return "数字"
        return "文字"

    @property
    def hint(self) -> str:
        """What the form says of the field; of a code that it names the item."""
        return "已有的为修改，没有的为新增。" if self.name == CODE else str(self.field.help_text)

    def _read_text(self, text: str) -> object:
        if isinstance(self.field, forms.ModelMultipleChoiceField):
            return [self._code_of(one.strip()) for one in SEVERAL.split(text) if one.strip()]
        if isinstance(self.field, forms.ModelChoiceField):
            return self._code_of(text)
        if isinstance(self.field, forms.BooleanField):
            return _yes_or_no(text)
        if isinstance(self.field, forms.ChoiceField):
            return self._choice_of(text)
        if isinstance(self.field, forms.DateField) and (day := WRITTEN_DAY.fullmatch(text)):
            return "-".join(part.zfill(2) for part in day.groups())
        return text

    def _code_of(self, text: str) -> str:
        codes = self._codes.get(text, set())
        if len(codes) > 1:
            raise CellError(f"“{text}”对应{len(codes)}条记录，请改填编号。")
        return next(iter(codes), text)

    def _choice_of(self, text: str) -> str:
        if text not in self._choices:
            raise CellError(f"“{text}”不是可选的内容，应为：{'、'.join(self._choices)}。")
        return self._choices[text]

    @cached_property
    def _codes(self) -> dict[str, set[str]]:
        """Codes by whatever names a row: its code, names, and how the workbook says it."""
        codes: dict[str, set[str]] = {}
        for row in self.field.queryset:
            for text in _names_of(row) | {self._row_label(row)}:
                codes.setdefault(plain_text(text), set()).add(row.code)
        return codes

    @cached_property
    def _choices(self) -> dict[str, str]:
        return {str(label): value for value, label in self.field.choices if value not in ("", None)}

    def _row_label(self, row: Model) -> str:
        return row.name if isinstance(row, Organisation) else self.field.label_from_instance(row)


def columns_of(form_class: type[ItemForm], on: date) -> list[Column]:
    """The columns of a kind in the order of its form. Rows to choose from are read when asked."""
    form = form_class(on=on)
    return [
        Column(name, str(form.fields[name].label), form.fields[name])
        for name in _in_order(form_class)
    ]


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


def _in_order(form_class: type[ItemForm]) -> Iterator[str]:
    names = [name for _, part in form_class.SECTIONS for name in part if name != CODE]
    yield from [CODE, *names]


def _names_of(row: Model) -> set[str]:
    named: Iterable[str] = (getattr(row, name, "") for name in ("name", "short_name", "title"))
    return {row.code, str(row), *filter(None, named)}


def _yes_or_no(text: str) -> bool:
    if text.lower() in YES | NO:
        return text.lower() in YES
    raise CellError(f"“{text}”无法识别，应填“是”或“否”。")
