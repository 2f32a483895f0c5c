"""The page of one enterprise."""

from enterprises.models import Enterprise
from enterprises.queries.honours import honours_of
from strategy.queries.details import rows_of_items
from strategy.views.items import ItemDetail


class EnterpriseDetail(ItemDetail):
    model = Enterprise
    links = (*ItemDetail.links, "park")
    template_name = "enterprises/enterprise_detail.html"

    def extras(self, item: Enterprise) -> dict:
        reading = self.reading
        owned = item.projects.values("pk")
        return {
            "honours": honours_of(item, reading.on),
            "projects": self.corrections.marked(
                rows_of_items(owned, reading.month, reading.on, reading.at)
            ),
        }
