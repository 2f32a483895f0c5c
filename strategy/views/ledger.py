"""The ledger: all figures of a month, where the sums of other pages can be followed up."""

from dataclasses import replace

from strategy.filters.figures import FigureFilter
from strategy.models import Assessment, Figure
from strategy.queries.ledger import LedgerRow, ledger_rows
from strategy.tables.figures import FigureTable
from strategy.tables.totals import figures_total

from .lists import ListPage


class FigureList(ListPage):
    """Every series of a month, also those that nobody has reported."""

    title = "月度数据台账"
    noun = Figure
    filter_class = FigureFilter
    table_class = FigureTable
    template_name = "strategy/figure_list.html"

    def results(self, month):
        results = Assessment.objects.known_at(self.reading.at).of_series().in_month(month)
        return results.order_by("item__kind", "item__code", "series__position", "series__code")

    def rows(self, results) -> list[LedgerRow]:
        return ledger_rows(results, self.reading)

    def totals(self, rows):
        counted = figures_total(without_doubles(rows), self.rows_address)
        if counted is None:
            return {"to_date": None}
        owed = [row for row in rows if row.is_owed]
        reported = sum(row.is_reported for row in owed)
        return {"to_date": replace(counted, known=reported, asked=len(owed))}


def without_doubles(rows: list[LedgerRow]) -> list[LedgerRow]:
    """Return the rows but for totals whose parts are there too."""
    parts = {(row.item_code, row.metric_code) for row in rows if not row.is_total}
    return [
        row for row in rows if not row.is_total or (row.item_code, row.metric_code) not in parts
    ]
