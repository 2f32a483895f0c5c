"""The lists of the key enterprises and of the key parks."""

from enterprises.filters.enterprises import EnterpriseFilter
from enterprises.filters.parks import ParkFilter
from enterprises.models import Enterprise, Park
from enterprises.queries.lists import EnterpriseRow, ParkRow, enterprise_rows, park_rows
from enterprises.tables.enterprises import EnterpriseTable
from enterprises.tables.parks import ParkTable
from strategy.models import ListEntry
from strategy.views.item_lists import ItemList


class EnterpriseList(ItemList):
    """The key enterprises 重点企业."""

    title = "重点企业"
    unit = "家"
    noun = Enterprise
    kinds = [ListEntry.List.ENTERPRISES]
    bulk_fields = (
        "lead", "area", "action", "programme", "park", "industry", "chain", "scale",
    )  # fmt: skip
    filter_class = EnterpriseFilter
    table_class = EnterpriseTable
    template_name = "enterprises/enterprise_list.html"

    def rows(self, results) -> list[EnterpriseRow]:
        return enterprise_rows(results, self.reading.on, former=self.former())


class ParkList(ItemList):
    """The key parks 重点园区."""

    title = "重点园区"
    unit = "个"
    noun = Park
    kinds = [ListEntry.List.PARKS]
    bulk_fields = ("lead", "area", "action", "programme", "level", "main_industry")
    filter_class = ParkFilter
    table_class = ParkTable
    template_name = "enterprises/park_list.html"

    def rows(self, results) -> list[ParkRow]:
        return park_rows(results, former=self.former())
