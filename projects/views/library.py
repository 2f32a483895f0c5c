"""The project library 项目库, and at its head the four of the strategy's 四个一."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse

from projects.filters.library import LibraryFilter
from projects.models import Project
from projects.progress.investment import investing
from projects.queries.collections import Collection, collection_list
from projects.queries.library import library_rows
from projects.queries.library_row import LibraryRow
from projects.tables.library import LibraryTable
from strategy.models import Fact
from strategy.progress.bundles import counted_once, packing
from strategy.queries.choices import filter_choices
from strategy.tables.totals import figures_total, known_total
from strategy.views.lists import ListPage
from strategy.views.ranking_switch import shows_rankings

FOUR_ONES = "L009"
"""The fact that names the four."""
INVESTED = "投资已报{}/应报{}"
"""Of what is done only investment has a total, since projects report other things too."""


@dataclass(frozen=True, slots=True)
class One:
    """One of the four: where it is kept here."""

    name: str
    note: str
    url: str


class Library(ListPage):
    """Every project, on the list of key projects or not."""

    title = "项目库"
    unit = "个"
    noun = Project
    filter_class = LibraryFilter
    table_class = LibraryTable
    template_name = "projects/library.html"
    content_template_name = "projects/_library_content.html"

    @cached_property
    def library(self) -> list[LibraryRow]:
        """All rows, before any filter."""
        reading = self.reading
        return self.marked(library_rows(reading.month, reading.on, reading.at))

    @cached_property
    def collections(self) -> list[Collection]:
        return collection_list()

    @cached_property
    def filters(self) -> LibraryFilter:
        return LibraryFilter(
            self.request.GET,
            Project.objects.none(),
            on=self.reading.on,
            choices=filter_choices(),
            library=self.library,
            collections=self.collections,
        )

    @cached_property
    def found(self) -> list[LibraryRow]:
        return [] if self.filters.errors else self.filters.narrow(self.library)

    def totals(self, rows):
        known = counted_once(rows, lambda row: row.total_investment is not None)
        caption = packing(rows).caption
        words = f"已知{{}}/{{}}个{'；' if caption else ''}{caption}"
        investment = known_total(
            known,
            lambda row: row.investment,
            self.rows_address,
            unit="亿元",
            decimals=2,
            words=words,
        )
        reports = [_Reported(row) for row in investing(rows)]
        done = figures_total(reports, self.rows_address)
        return {
            "investment": investment if rows else None,
            "to_date": replace(done, words=INVESTED) if done else None,
        }

    @property
    def source_note(self) -> str:
        return "项目资料按各项目所列来源；月度数据由各责任单位填报，经审核发布"

    @property
    def four_ones(self) -> Fact | None:
        """The sentence of the strategy; None before it was known."""
        fact = Fact.objects.filter(code=FOUR_ONES).select_related("source").first()
        return fact if fact and (fact.as_of is None or fact.as_of <= self.reading.on) else None

    @property
    def ones(self) -> list[One]:
        query = self.reading.query
        asof = f"&asof={self.reading.asof:%Y-%m-%d}" if self.reading.asof else ""
        scores = "考核得分表" if shows_rankings(self.request) else "考核得分表已停止公开"
        return [
            One("一个项目库", "全部项目，含清单外项目", f"{reverse('projects:library')}?{query}"),
            One("一套班子", "岗位和责任分工", f"{reverse('strategy:post_list')}?{query}"),
            One("一个考核体系", scores, f"{reverse('rankings_sheet')}?{query}"),
            One(
                "一次联席会议",
                "联席会议记录",
                f"{reverse('strategy:meeting_list')}?series=joint{asof}",
            ),
        ]


class _Reported:
    """A row as the sum of figures reads it."""

    def __init__(self, row: LibraryRow):
        self.metric, self.unit = row.result.metric, row.result.unit
        self.decimals, self.accumulation = row.result.decimals, row.result.accumulation
        self.to_date, self.to_date_replaced = row.to_date, row.to_date_replaced
        self.reported, self.owed = row.result.reported, row.result.owed
        self.to_date_is_sample = row.result.to_date_is_sample
