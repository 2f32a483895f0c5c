"""What the tables of all lists share: the reading that their links carry."""

from collections.abc import Iterable

from strategy.queries.reporting_months import Reading
from strategy.ui.table import BaseTable

from .columns import Carrying


class ReadingTable(BaseTable):
    """A list of a reading page."""

    def __init__(self, data: Iterable, *, reading: Reading, **options):
        super().__init__(data, **options)
        for bound in self.columns.iterall():
            if isinstance(bound.column, Carrying):
                bound.column.carry(reading)
