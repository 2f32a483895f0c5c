"""The register of matters 督办台账 as 新增, 推进 and 销号, and the counts by lead unit."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from strategy.exports.sheets import Sheet, sheet_of
from strategy.filters.matters import MatterFilter
from strategy.models import Matter
from strategy.permissions import may_instruct, may_register
from strategy.queries.choices import filter_choices
from strategy.queries.matter_counts import (
    SLIP_RUNGS,
    Rates,
    rungs_in_all,
    solving_rates,
    unit_rungs,
    view_counts,
)
from strategy.queries.matter_order import BY_VIEW, in_order
from strategy.queries.matters import RegisterView, Window, in_view, register
from strategy.tables.matters import MatterTable, RegisterData
from strategy.ui.formatting import date_label

from .lists import ListPage
from .reading import AsOf, ReadingPage, as_of


@dataclass(frozen=True, slots=True)
class Tab:
    """A view of the register with how many rows it has."""

    view: RegisterView
    count: int
    url: str
    is_current: bool
    is_sample: bool


class MatterList(ListPage):
    """The register: what was registered, is open, or was closed, as it stood on a day."""

    title = "督办台账"
    unit = "件"
    noun = Matter
    filter_class = MatterFilter
    table_class = MatterTable
    template_name = "strategy/matter_list.html"
    content_template_name = "strategy/_matter_list_content.html"
    rows_template_name = "strategy/_matter_list_rows.html"
    source_note = "各单位、指挥部办公室登记和办理"

    def frame_context(self, **kwargs) -> dict:
        user = self.request.user
        may = {"may_register": may_register(user), "may_instruct": may_instruct(user)}
        return super().frame_context(**may, **kwargs)

    @cached_property
    def reading(self) -> AsOf:
        """The day of reading; the register knows no month."""
        return as_of(self.request)

    def carry_query(self) -> None:
        self.request.GET = filled_query(self.request.GET, self.reading)

    @cached_property
    def view(self) -> RegisterView:
        """The view asked for. Raises BadRequest for one that there is not."""
        asked = self.request.GET.get("view") or RegisterView.OPEN.value
        if asked not in {view.value for view in RegisterView}:
            raise BadRequest(f"台账没有“{asked}”这一视图，可选新增、推进、销号。")
        return RegisterView(asked)

    @cached_property
    def filters(self) -> MatterFilter:
        reading = self.reading
        return self.filter_class(
            self.request.GET,
            register(reading.at),
            on=reading.on,
            at=reading.at,
            choices=filter_choices(),
        )

    @property
    def window(self) -> Window:
        return self.filters.window

    @cached_property
    def found(self) -> dict[str, int]:
        """How many rows each view has, by its code."""
        steps = self.filters.qs.none() if self.filters.errors else self.filters.qs
        return view_counts(steps, self.window)

    @cached_property
    def shown(self) -> RegisterData:
        steps = self.filters.qs.filter(in_view(self.view, self.window))
        on, at = self.reading.on, self.reading.at
        ordered = in_order(steps, BY_VIEW[self.view], on)
        return RegisterData(ordered, on, at, count=self.found[self.view.value])

    @cached_property
    def table(self) -> MatterTable:
        return self.table_class(
            self.shown, view=self.view, reading=self.reading, request=self.request
        )

    @cached_property
    def rates(self) -> Rates:
        """What became of what enterprises raised in the window, whatever else is filtered."""
        return solving_rates(*self.window, self.reading.at)

    def tabs(self) -> list[Tab]:
        """The views with their counts; 撤销 where something was withdrawn."""
        return [
            Tab(
                view=view,
                count=self.found[view.value],
                url=self.address(view=view.value, page=None, sort=None),
                is_current=view == self.view,
                is_sample=bool(self.found[f"{view.value}_sample"]),
            )
            for view in RegisterView
            if view != RegisterView.WITHDRAWN or view == self.view or self.found[view.value]
        ]

    def windows(self) -> list[tuple[str, str, bool]]:
        """本月 and 本年 up to the day of reading, with their addresses."""
        on = self.reading.on
        return [self._window("本月", Window(on.replace(day=1), on)), self._year(on)]

    @property
    def period(self) -> str:
        """The window in words."""
        return days_label(self.window)

    @property
    def is_windowed(self) -> bool:
        """Whether the view depends on the window."""
        return self.view != RegisterView.OPEN

    @property
    def scope(self) -> str:
        """What the view holds, in words."""
        if not self.is_windowed:
            return f"截至{date_label(self.reading.on)}尚未销号的督办事项"
        return f"{days_label(self.window)}{SCOPES[self.view]}的督办事项"

    @property
    def printed(self) -> str:
        """What a printed page lists: the view, the day, and what is filtered."""
        day = [f"截至{date_label(self.reading.on)}"] if self.is_windowed else []
        told = [self.scope, *day, "；".join(self.filters.described)]
        return f"{self.view.label}：{'，'.join(one for one in told if one)}"

    @property
    def nothing(self) -> str:
        """What is said of an empty view."""
        if not self.is_windowed:
            return f"截至{date_label(self.reading.on)}，没有正在推进的督办事项。"
        return f"{days_label(self.window)}没有{SCOPES[self.view]}的督办事项。"

    @property
    def hint(self) -> str:
        """What to do about an empty view."""
        return "可以改选期间。" if self.is_windowed else OPEN_HINT

    @property
    def clear_url(self) -> str:
        """The view in its window, without filters."""
        kept = {"view", "since", "until", "asof"}
        dropped = {name: None for name in self.request.GET if name not in kept}
        return self.address(**dropped)

    @property
    def edition(self) -> str:
        return f"{self.view.label}_{date_label(self.reading.on)}"

    @property
    def edition_code(self) -> str:
        return f"{self.view.label} {self.reading.on.isoformat()}"

    def sheet(self) -> Sheet:
        particulars = [
            self.scope,
            f"截至：{self.reading.on:%Y-%m-%d}",
            *self.filters.described,
            f"来源：{self.source_note}",
        ]
        notes = ["空白表示无数据，不等于0；标“示例”的由示例数据计算，非官方数据。"]
        return sheet_of(self.table, self.title, particulars=particulars, notes=notes)

    def _window(self, label: str, window: Window) -> tuple[str, str, bool]:
        first, last = (day.isoformat() for day in window)
        return label, self.address(since=first, until=last, page=None), window == self.window

    def _year(self, on: date) -> tuple[str, str, bool]:
        is_current = Window.year_to(on) == self.window
        return "本年", self.address(since=None, until=None, page=None), is_current


class MatterUnits(ReadingPage):
    """Each lead unit with what is open, on which rung it stands, and its rates of the year."""

    @cached_property
    def reading(self) -> AsOf:
        return as_of(self.request)

    def get(self, request: HttpRequest) -> HttpResponse:
        on, at = self.reading.on, self.reading.at
        window = Window.year_to(on)
        units, rates = unit_rungs(on, at), solving_rates(*window, at)
        context = self.get_context_data(
            units=units,
            total=rungs_in_all(units, rates, at),
            rungs=SLIP_RUNGS,
            rates=rates,
            period=days_label(window),
        )
        return render(request, "strategy/matter_units.html", context)


SCOPES = {
    RegisterView.NEW: "登记",
    RegisterView.CLOSED: "销号",
    RegisterView.WITHDRAWN: "撤销",
}
OPEN_HINT = "登记的问题、会议议定事项和领导批示，在销号之前都列在这里。"


def days_label(window: Window) -> str:
    """Days in words: 2022年1月1日至2022年8月10日."""
    first, last = (date_label(day) for day in window)
    return first if first == last else f"{first}至{last}"


def filled_query(query: QueryDict, reading: AsOf) -> QueryDict:
    """A query without empty parameters and without a month, with the day where it is not today."""
    filled = QueryDict(mutable=True)
    for name, values in query.lists():
        kept = [value for value in values if value.strip()]
        if kept and name not in {"month", "asof"}:
            filled.setlist(name, kept)
    if reading.asof:
        filled["asof"] = reading.asof.isoformat()
    return filled
