"""All pools, and the members of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from enterprises.filters.pools import MemberFilter
from enterprises.models import Pool, PoolEntry
from enterprises.queries.pool_members import MemberRow, members_of
from enterprises.queries.pools import PoolLine, pool_on, pools_on
from enterprises.tables.pools import MemberTable
from enterprises.wording import pools as words
from strategy.permissions import may_keep_items
from strategy.queries.choices import Choices
from strategy.views.lists import ListPage
from strategy.views.reading import ReadingPage

NO_CHOICES = Choices([], [], [], [])
"""What the filter of members offers comes from no table."""


class PoolList(ReadingPage, TemplateView):
    """Every pool: how large it is, what changed this year, what was published."""

    template_name = "enterprises/pool_list.html"

    def get_context_data(self, **kwargs) -> dict:
        reading = self.reading
        pools = pools_on(reading.on, reading.month, reading.at, self.corrections)
        return super().get_context_data(pools=pools, words=words, **kwargs)


class PoolDetail(ListPage):
    """The members of a pool: since when and until when, and why; for the office its forms."""

    noun = PoolEntry
    filter_class = MemberFilter
    table_class = MemberTable
    template_name = "enterprises/pool_detail.html"
    content_template_name = "enterprises/_pool_content.html"
    rows_template_name = "strategy/_record_rows.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        pools = Pool.objects.select_related("parent", "source")
        self.pool = get_object_or_404(pools, code=code)
        return super().get(request)

    def frame_context(self, **kwargs) -> dict:
        is_now = not self.request.GET.get("asof")
        office = is_now and may_keep_items(self.request.user)
        return super().frame_context(may_keep_items=office, pool=self.pool, **kwargs)

    @property
    def title(self) -> str:
        return self.pool.name

    @property
    def unit(self) -> str:
        return "条"

    @cached_property
    def filters(self) -> MemberFilter:
        none = PoolEntry.objects.none()  # what is asked is narrowed in the rows
        return self.filter_class(self.request.GET, none, on=self.reading.on, choices=NO_CHOICES)

    @cached_property
    def every(self) -> list[MemberRow]:
        """Every record of the pool up to the day, whatever is filtered."""
        return members_of(self.pool, self.reading.on)

    @cached_property
    def found(self) -> list[MemberRow]:
        return [] if self.filters.errors else self.filters.narrow(self.every)

    @cached_property
    def shown(self) -> list[MemberRow]:
        return self.found

    @cached_property
    def table(self) -> MemberTable:
        """The tier stands beside a member only where there are any."""
        left_out = () if self.line.tiers else ("pool",)
        return MemberTable(self.shown, reading=self.reading, request=self.request, exclude=left_out)

    @cached_property
    def line(self) -> PoolLine:
        """The counts and published totals of the pool."""
        reading = self.reading
        return pool_on(self.pool, reading.on, reading.month, reading.at, self.corrections)

    @property
    def comparison(self) -> str:
        return words.comparison(self.line)

    @property
    def members_unit(self) -> str:
        return words.unit_of(self.pool)

    @property
    def nothing(self) -> str:
        """What is said where nobody was ever in the pool."""
        return f"截至{self.reading.on:%Y-%m-%d}，{self.pool.name}没有登记成员。"

    @property
    def source_note(self) -> str:
        return "指挥部办公室登记，各条来源见表"

    def totals(self, rows):
        return {}
