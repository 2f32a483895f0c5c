"""The targets of a year, and one target with its versions and the coordinator's form."""

from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.generic.base import View

from strategy import clock, months
from strategy.filters.targets import TargetFilter
from strategy.forms.targets import TargetForm
from strategy.models import Series, Target
from strategy.permissions import insist, may_coordinate
from strategy.queries.targets import (
    TargetDetail,
    TargetRow,
    TargetStep,
    lines_with_targets,
    target_detail,
    target_rows,
)
from strategy.services.publications import set_targets
from strategy.services.targets import TargetChangedError, TargetError
from strategy.tables.targets import TargetTable

from .caching import no_store
from .completeness import year_links
from .coordinating import GONE, INVALID
from .lists import ListPage
from .reading import ReadingPage


class TargetList(ListPage):
    """Every line of the month with its target of the year, also those that have none."""

    title = "年度目标"
    unit = "项"
    noun = Target
    filter_class = TargetFilter
    table_class = TargetTable
    template_name = "strategy/target_list.html"
    content_template_name = "strategy/_target_content.html"
    rows_template_name = "strategy/_record_rows.html"
    nothing = "本报告期没有填报项。"

    def results(self, month):
        return lines_with_targets(month)

    def rows(self, results) -> list[TargetRow]:
        return target_rows(results, self.reading.month, self.reading.at)

    def marked(self, rows):
        return rows

    def totals(self, rows):
        return {}

    @property
    def source_note(self) -> str:
        return "指挥部办公室下达的年度目标"

    @property
    def years(self) -> list[tuple[str, str, bool]]:
        """The years to read, as tabs."""
        return year_links(self.reading)

    @property
    def missing(self) -> int:
        """How many of the lines found have no target."""
        return sum(row.step == TargetStep.MISSING for row in self.found)

    @property
    def missing_url(self) -> str:
        return self.address(step=TargetStep.MISSING.value, page=None)


class TargetPage(ReadingPage):
    """The versions of a target; for the coordinator a form, and then the page is never kept."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_coordinate(request.user):
            return super().dispatch(request, *args, **kwargs)
        return self.unkept(request, *args, **kwargs)

    @method_decorator(no_store)
    def unkept(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return View.dispatch(self, request, *args, **kwargs)

    def get(self, request: HttpRequest, series: str, year: int) -> HttpResponse:
        self.find(series, year)
        return self.show(self.form() if self.may_set else None)

    def post(self, request: HttpRequest, series: str, year: int) -> HttpResponse:
        insist(may_coordinate(request.user))
        self.find(series, year)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, INVALID)
        try:
            (target,) = set_targets([form.new_target()], by=request.user, at=clock.now())
        except TargetError as error:
            form.add_problems(error.problems)
            return self.show(form, GONE if isinstance(error, TargetChangedError) else INVALID)
        since = months.label(target.from_month)
        messages.success(request, f"已保存{year}年目标第{target.version}版，自{since}起生效。")
        return redirect("strategy:target_detail", series, year)

    def find(self, series: str, year: int) -> None:
        """Read the line. Raises Http404 for an unknown one, and for a year that is none."""
        if not months.FIRST_YEAR <= year <= months.LAST_YEAR:
            raise Http404("没有这个年度。")
        related = Series.objects.select_related("item", "metric", "organisation")
        self.series, self.year = get_object_or_404(related, code=series), year

    @property
    def may_set(self) -> bool:
        """Whether the reader may set a target, and reads what is known now."""
        return may_coordinate(self.request.user) and self.reading.asof is None

    @cached_property
    def detail(self) -> TargetDetail:
        reading = self.reading
        last = months.year_months(self.year)[-1]
        month = reading.month if reading.month.year == self.year else last
        return target_detail(self.series, self.year, month, reading.at)

    def form(self, data=None) -> TargetForm:
        return TargetForm(
            data,
            series=self.series,
            year=self.year,
            versions=self.detail.versions,
            locked={one.month for one in self.reading.months if one.is_locked},
            today=self.reading.today,
        )

    def show(self, form: TargetForm | None, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            series=self.series,
            metric=self.series.metric,
            detail=self.detail,
            form=form,
            year_months=months.year_months(self.year),
        )
        return render(self.request, "strategy/target_detail.html", context, status=status)
