"""The table every list page is made of: django-tables2 with a lean template and its own loop."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest
from django_tables2.data import TableData, TableListData
from django_tables2.rows import BoundRow
from django_tables2.utils import OrderBy
from markupsafe import Markup, escape
from pypinyin import lazy_pinyin

from .columns import TextColumn, reader
from .environment import querystring
from .formatting import MISSING

TOTAL = "合计"


class RecordData(TableListData):
    """Rows given as a list: missing values sort last in both directions, names by pinyin."""

    def order_by(self, aliases):
        for alias in reversed(aliases):
            column = self.table.columns[OrderBy(alias).bare]
            for path in reversed(column.column.order_by or (column.accessor,)):
                self._sort(path, descending=alias.startswith("-"))

    def _sort(self, path: str, *, descending: bool) -> None:
        read = reader(str(OrderBy(path).bare))
        missing = [record for record in self.data if read(record) in (None, "")]
        present = [record for record in self.data if read(record) not in (None, "")]
        falling = descending != path.startswith("-")
        present.sort(key=lambda record: _sort_key(read(record)), reverse=falling)
        self.data = present + missing


@dataclass(frozen=True)
class Heading:
    """A column's heading; `url` sorts by it, `direction` is the aria-sort of the sorted one."""

    text: str
    css: str
    url: str
    direction: str


class BaseTable(tables.Table):
    """A list of records (frozen dataclasses) with sorting, paging and a row of totals.

    With `request` the table sorts by ?sort= and shows ?page=. `totals` has values by column name;
    `row_header` names the column that names the row, the first one unless said.
    """

    row_header = ""
    caption = ""
    empty_text = "没有符合条件的记录。"
    per_page = 100

    def __init__(self, data, *, request: HttpRequest | None = None, totals=None, **options):
        data = TableData.from_data(data)
        if isinstance(data, TableListData):
            data = RecordData(list(data))
        # Passed here, because a Meta is not inherited by the tables below.
        ours = {
            "template_name": "tables/table.html",
            "default": MISSING,
            "empty_text": self.empty_text,
        }
        super().__init__(data, **(ours | options))
        self.request = request
        self.totals: Mapping[str, Any] = totals or {}
        if request:
            self._arrange(request)

    def headings(self) -> list[Heading]:
        """Return the headings of the visible columns."""
        return [self._heading(column) for column in self.columns]

    def body(self) -> Iterator[Markup]:
        """Yield the cells of each row of the page as one piece of HTML."""
        makers = [(*self._tags(column), self._maker(column)) for column in self.columns]
        for record in self._records():
            cells = [
                f"{opening}{escape(make(record))}{closing}" for opening, closing, make in makers
            ]
            yield Markup("".join(cells))

    def footer(self) -> Markup:
        """Return the cells of the row of totals."""
        cells = []
        for column in self.columns:
            opening, closing = self._tags(column)
            cells.append(f"{opening}{escape(self._total(column))}{closing}")
        return Markup("".join(cells))

    def total_values(self) -> list[Any]:
        """Return the row of totals for exports, in the order of `as_values`."""
        return [
            self.totals.get(column.name, TOTAL if column.name == self._header_name else None)
            for column in self.columns.iterall()
            if not column.column.exclude_from_export
        ]

    def _arrange(self, request: HttpRequest) -> None:
        sort = request.GET.get(self.order_by_field or "sort", "")
        if OrderBy(sort.replace(".", "")).bare in self.columns.names():
            self.order_by = sort
        self.paginate(per_page=self.per_page)
        self.page = self.paginator.get_page(request.GET.get("page"))

    def _records(self):
        rows = self.page.object_list if hasattr(self, "page") else self.rows
        return rows.data

    @property
    def _header_name(self) -> str:
        return self.row_header or next(iter(self.columns)).name

    def _heading(self, column) -> Heading:
        url = ""
        if column.orderable and self.request:
            url = querystring(self.request, sort=str(column.order_by_alias.next), page=None)
        return Heading(str(column.header), self._css(column), url, _direction(column))

    def _css(self, column) -> str:
        return f"col-{column.name} {getattr(column.column, 'css', '')}".strip().replace("_", "-")

    def _tags(self, column) -> tuple[str, str]:
        css = self._css(column)
        if column.name == self._header_name:
            return Markup('<th scope="row" class="{}">').format(css), Markup("</th>")
        opening = Markup('<td class="{}" data-label="{}">')
        return opening.format(css, column.header), Markup("</td>")

    def _maker(self, column):
        ours = isinstance(column.column, TextColumn)
        if ours and not hasattr(self, f"render_{column.name}"):
            return column.column.maker(column.accessor)
        return lambda record: BoundRow(record, table=self).get_cell(column.name)

    def _total(self, column) -> str:
        if column.name in self.totals:
            value = self.totals[column.name]
            return MISSING if value is None else column.column.total(value)
        return TOTAL if column.name == self._header_name else ""


def _sort_key(value):
    return _spelled(value) if isinstance(value, str) else value


@lru_cache(maxsize=8192)
def _spelled(text: str) -> list[str]:
    """How a text is read aloud, by which Chinese lists are sorted."""
    return lazy_pinyin(text)


def _direction(column) -> str:
    if not column.is_ordered:
        return ""
    return "descending" if column.order_by_alias.is_descending else "ascending"
