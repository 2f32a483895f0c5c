"""Columns for lists: each has a cell for eyes and a value for exports.

A cell is made from the record alone, by `maker`, once per column and table; that is what keeps a
page of 51 rows fast. Names of attributes may be paths: `lead.short_name` is `lead__short_name`.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import django_tables2 as tables
from markupsafe import Markup, escape

from .formatting import MISSING, number, percent
from .marks import bar, pill, sample_tag

Reader = Callable[[Any], Any]


def reader(source: str | Reader | Any) -> Reader:
    """Return a function from a record to a value: an attribute, a callable or a constant."""
    if callable(source):
        return source
    if not isinstance(source, str):
        return lambda record: source
    if "__" not in source:
        return attrgetter(source)
    names = source.split("__")
    return lambda record: _follow(record, names)


class TextColumn(tables.Column):
    """Text, escaped; `note` names an attribute with a second, smaller line."""

    css = ""

    def __init__(self, verbose_name=None, *, note: str | None = None, **options):
        super().__init__(verbose_name, **options)
        self.read_note = reader(note)

    def cell(self, value, record) -> str:
        """Return the HTML of a cell that has a value."""
        return escape(value) + self.note(record)

    def note(self, record) -> Markup:
        """Return the second line of a cell, or nothing."""
        note = self.read_note(record)
        return Markup('<small class="note">{}</small>').format(note) if note else Markup("")

    def export(self, value, record):
        """Return what a workbook or CSV file gets for a value."""
        return str(value)

    def total(self, value) -> str:
        """Return the HTML of this column's cell in the row of totals."""
        return escape(value)

    def maker(self, accessor: str) -> Callable[[Any], str]:
        """Return the function that makes this column's cell from a record."""
        read, cell = reader(str(accessor)), self.cell

        def make(record):
            value = read(record)
            return MISSING if value is None or value == "" else cell(value, record)

        return make

    def render(self, value, record):
        """Serve whoever asks django-tables2 for a single cell."""
        return self.cell(value, record)

    def value(self, value, record):
        """Serve `Table.as_values`."""
        return self.export(value, record)


class LinkColumn(TextColumn):
    """Text that leads to the address in attribute `url`, with an optional 示例 tag and note."""

    def __init__(self, verbose_name=None, *, url="url", sample=None, **options):
        super().__init__(verbose_name, **options)
        self.read_url, self.read_sample = reader(url), reader(sample)

    def cell(self, value, record):
        url, tag = self.read_url(record), sample_tag(bool(self.read_sample(record)))
        text = escape(value)
        linked = f'<a href="{escape(url)}">{text}</a>' if url else text
        return Markup(linked) + tag + self.note(record)


class NumberColumn(TextColumn):
    """A number with fixed decimals, right-aligned; exports get the Decimal.

    `decimals` is a count or reads one from the record; `unit` a text or an attribute behind the
    number. `figure` names the attribute with the address of its passport, `computed` that with the
    address of the rows it sums, `sample` that which says whether it is 示例.
    """

    css = "num"

    def __init__(
        self,
        verbose_name=None,
        *,
        decimals=0,
        sign=False,
        unit=None,
        figure=None,
        computed=None,
        sample=None,
        **options,
    ):
        super().__init__(verbose_name, **options)
        self.read_decimals, self.sign = reader(decimals), sign
        self.read_unit, self.read_sample = reader(unit), reader(sample)
        self.read_url = reader(figure or computed)
        self.mark = "figure" if figure else "computed"
        self.total_decimals = decimals if isinstance(decimals, int) else 0

    def cell(self, value, record):
        text = number(value, self.read_decimals(record), sign=self.sign)
        url, unit = self.read_url(record), self.read_unit(record)
        if url:
            address = escape(url)
            text = f'<a class="figure" data-{self.mark}="{address}" href="{address}">{text}</a>'
        if unit:
            text += f'<small class="unit">{escape(unit)}</small>'
        return Markup(text) + sample_tag(bool(self.read_sample(record)))

    def export(self, value, record):
        return value

    def total(self, value):
        return Markup(number(value, self.total_decimals, sign=self.sign))


class BarColumn(TextColumn):
    """A progress bar with its number of percent; `expected` and `standing` name attributes."""

    css = "col-bar"

    def __init__(self, verbose_name=None, *, expected=None, standing=None, **options):
        super().__init__(verbose_name, **options)
        self.read_expected, self.read_standing = reader(expected), reader(standing)

    def cell(self, value, record):
        drawn = bar(value, expected=self.read_expected(record), standing=self.read_standing(record))
        return Markup(f'<span class="bar-row">{drawn}<span>{percent(value)}</span></span>')

    def export(self, value, record):
        return value


class StandingColumn(TextColumn):
    """The pill of a standing, sorted worst first; exports get its word, marked where 示例."""

    css = "col-standing"

    def __init__(self, verbose_name=None, *, sample=None, **options):
        super().__init__(verbose_name, **options)
        self.read_sample = reader(sample)

    def cell(self, value, record):
        return pill(value, sample=bool(self.read_sample(record)))

    def export(self, value, record):
        return f"{value.label}（示例）" if self.read_sample(record) else value.label


def _follow(record, names: list[str]):
    for name in names:
        if record is None:
            return None
        record = getattr(record, name)
    return record
