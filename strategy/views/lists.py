"""What every list page is made of: filters, counts, table, totals and exports."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from strategy import clock, months
from strategy.exports import csv_files, workbook
from strategy.exports.sheets import Sheet, sheet_of
from strategy.filters.base import ListFilter
from strategy.models import Assessment
from strategy.progress import Standing
from strategy.queries.choices import filter_choices
from strategy.queries.reporting_months import Reading
from strategy.services.events import record_event
from strategy.tables.base import ReadingTable
from strategy.tables.totals import ColumnTotal, figures_total
from strategy.ui.environment import querystring

from .list_frames import FramedList
from .reading import wants_fragment

FORMATS = {
    "xlsx": (workbook.workbook, workbook.CONTENT_TYPE),
    "csv": (csv_files.csv_file, csv_files.CONTENT_TYPE),
}
REPORTED_BY = "月度数据由各责任单位填报，经审核发布"


@dataclass(frozen=True, slots=True)
class StandingLink:
    """How many rows stand so; `url` adds or removes the standing, `rows_url` shows only those."""

    standing: Standing
    count: int
    url: str
    rows_url: str
    is_current: bool
    is_sample: bool


class ListPage(FramedList):
    """One list: `found` answers every filter but the standing, `shown` that one too."""

    title: str
    unit = "项"
    noun: type[Model]
    filter_class: type[ListFilter]
    table_class: type[ReadingTable]
    template_name: str
    content_template_name = "strategy/_list_content.html"
    rows_template_name = "strategy/_list_rows.html"
    after_template_name = ""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        is_export = "export" in request.GET
        if is_export:  # made anew each time, so that each one is recorded
            request.META.pop("HTTP_IF_NONE_MATCH", None)
        response = super().dispatch(request, *args, **kwargs)
        if is_export:
            response.headers.pop("ETag", None)
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        if "export" in request.GET:
            self.carry_query()
            return self.export(request.GET["export"])
        if wants_fragment(request):
            response = HttpResponse(self.content(self.rows_template_name))
            response.headers["HX-Push-Url"] = self.address()
            return response
        return render(request, self.template_name, self.frame_context(page=self))

    def content(self, template_name: str = "") -> str:
        self.carry_query()
        context = {"page": self, "reading": self.reading, "is_fragment": self.is_fragment}
        return render_to_string(template_name or self.content_template_name, context, self.request)

    def carry_query(self) -> None:
        """Let every link that is made from here on keep the month and the day."""
        self.request.GET = carried_query(self.request.GET, self.reading)

    @property
    def is_fragment(self) -> bool:
        return wants_fragment(self.request)

    def results(self, month: date) -> QuerySet[Assessment]:
        """Return the results of a month that the list is made of."""
        raise NotImplementedError

    def rows(self, results: QuerySet[Assessment]) -> list:
        """Return the rows of results."""
        raise NotImplementedError

    def marked(self, rows: list) -> list:
        """Return the rows, those whose numbers were corrected of late with what they were."""
        return self.corrections.marked(rows)

    def totals(self, rows: list) -> dict[str, ColumnTotal | None]:
        """Return the totals by column name."""
        return {"to_date": figures_total(rows, self.rows_address)}

    @cached_property
    def filters(self) -> ListFilter:
        results, on = self.results(self.reading.month), self.reading.on
        choices = filter_choices(*self.filter_class.more_choices())
        return self.filter_class(self.request.GET, results, on=on, choices=choices)

    @cached_property
    def found(self) -> list:
        if self.filters.errors:
            return []
        return self.filters.narrow(self.marked(self.rows(self.filters.qs)))

    @cached_property
    def shown(self) -> list:
        return self.filters.of_standing(self.found)

    @cached_property
    def table(self) -> ReadingTable:
        totals = {name: total for name, total in self.totals(self.shown).items() if total}
        told = {"reading": self.reading, "request": self.request, "totals": totals}
        return self.with_boxes(self.table_class(self.shown, **told))

    @property
    def source_note(self) -> str:
        """Where the rows come from."""
        return REPORTED_BY

    @property
    def edition(self) -> str:
        """What files of the list are named after: its month."""
        return months.label(self.reading.month)

    @property
    def edition_code(self) -> str:
        """The same as the record of exports has it."""
        return months.code(self.reading.month)

    @property
    def rows_address(self) -> str:
        """The address of exactly the rows shown, on all pages."""
        return self.address(page=None, sort=None)

    @property
    def clear_url(self) -> str:
        return f"{self.request.path}?{self.reading.query}"

    def standing_links(self) -> list[StandingLink]:
        """Return the standings that some row has or that are asked for, worst first."""
        counts = Counter(row.standing for row in self.found)
        asked = self.filters.standings
        return [
            self._standing_link(standing, counts[standing], asked)
            for standing in Standing
            if counts[standing] or standing in asked
        ]

    def all_standings_url(self) -> str:
        return self.address(standing=None, page=None)

    def address(self, **changes) -> str:
        """Return the address of this page with other parameters."""
        return f"{self.request.path}{querystring(self.request, **changes)}"

    def export(self, file_format: str) -> HttpResponse:
        """Return the rows shown as a file, and record who took them."""
        if file_format not in FORMATS:
            raise BadRequest("导出格式只有xlsx和csv两种。")
        if self.filters.errors:
            raise BadRequest("".join(self.filters.complaints))
        write, content_type = FORMATS[file_format]
        response = HttpResponse(write(self.sheet()), content_type=content_type)
        name = f"{self.title}_{self.edition}.{file_format}"
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
        self._record_export(file_format)
        return response

    def sheet(self) -> Sheet:
        """Return the table as exports show it."""
        particulars = [
            f"报告期：{months.label(self.reading.month)}",
            f"截至：{self.reading.on:%Y-%m-%d}",
            *self.filters.described,
            f"来源：{self.source_note}",
        ]
        notes = ["空白表示无数据，不等于0；标“示例”的由示例数据计算，非官方数据。"]
        return sheet_of(self.table, self.title, particulars=particulars, notes=notes)

    def _standing_link(self, standing: Standing, count: int, asked: list) -> StandingLink:
        others = [one.value for one in asked if one != standing]
        toggled = others if standing in asked else [*others, standing.value]
        return StandingLink(
            standing=standing,
            count=count,
            url=self.address(standing=toggled or None, page=None),
            rows_url=self.address(standing=standing.value, page=None),
            is_current=standing in asked,
            is_sample=any(row.is_sample for row in self.found if row.standing == standing),
        )

    def _record_export(self, file_format: str) -> None:
        record_event(
            "导出",
            self.noun,
            f"{self.title} {self.edition_code}",
            by=self.request.user,
            at=clock.now(),
            format=file_format,
            query=self.request.GET.urlencode(),
            rows=len(self.shown),
        )


def carried_query(query: QueryDict, reading: Reading) -> QueryDict:
    """Return a query without empty parameters, and with the month and day that are read."""
    carried = QueryDict(mutable=True)
    for name, values in query.lists():
        filled = [value for value in values if value.strip()]
        if filled and name not in {"month", "asof"}:
            carried.setlist(name, filled)
    carried["month"] = months.code(reading.month)
    if reading.asof:
        carried["asof"] = reading.asof.isoformat()
    return carried
