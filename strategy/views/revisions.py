"""The record of corrections by unit: how many, how large, after how long, which lights changed."""

from functools import cached_property

from strategy.filters.revisions import RevisionFilter
from strategy.models import Revision
from strategy.queries.choices import filter_choices
from strategy.queries.revisions import (
    RevisionRow,
    UnitSummary,
    corrected_revisions,
    revision_rows,
    unit_summaries,
)
from strategy.tables.revisions import RevisionTable
from strategy.ui.formatting import date_label, month_range

from .completeness import year_links
from .lists import ListPage


class RevisionList(ListPage):
    """The corrections of the year up to the month, for everyone who reads."""

    title = "数据修订"
    unit = "条"
    noun = Revision
    filter_class = RevisionFilter
    table_class = RevisionTable
    template_name = "strategy/revision_list.html"
    content_template_name = "strategy/_revision_content.html"
    rows_template_name = "strategy/_record_rows.html"

    @cached_property
    def filters(self) -> RevisionFilter:
        none = Revision.objects.none()  # what is asked is narrowed in the rows
        return self.filter_class(
            self.request.GET, none, on=self.reading.on, choices=filter_choices()
        )

    @cached_property
    def every(self) -> list[RevisionRow]:
        """Every correction of the year up to the month, whatever is filtered."""
        month, at = self.reading.month, self.reading.at
        return revision_rows(corrected_revisions(month, at), month, at)

    @cached_property
    def found(self) -> list[RevisionRow]:
        return [] if self.filters.errors else self.filters.narrow(self.every)

    @cached_property
    def units(self) -> list[UnitSummary]:
        """The organisations that corrected something, for the summary above the rows."""
        return unit_summaries(self.every)

    @property
    def nothing(self) -> str:
        """What is said where nothing was corrected."""
        first = self.reading.month.replace(month=1)
        shown = month_range(first, self.reading.month)
        return f"截至{date_label(self.reading.on)}，{shown}已发布的数据没有修订。"

    @property
    def years(self) -> list[tuple[str, str, bool]]:
        """The years to read, as tabs."""
        return year_links(self.reading)

    def totals(self, rows):
        return {}

    def rows_url(self, **asked: str) -> str:
        """Return the address of the corrections that answer these filters alone."""
        more = "".join(f"&{name}={value}" for name, value in asked.items())
        return f"{self.request.path}?{self.reading.query}{more}"
