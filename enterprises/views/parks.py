"""The page of one park."""

from enterprises.models import Enterprise, Park
from enterprises.queries.honours import honours_of
from strategy.queries.details import rows_of_items
from strategy.views.items import ItemDetail


class ParkDetail(ItemDetail):
    model = Park
    template_name = "enterprises/park_detail.html"

    def extras(self, item: Park) -> dict:
        reading = self.reading
        inside = (
            item.enterprises.order_by().values("pk").union(item.projects.order_by().values("pk"))
        )
        rows = self.corrections.marked(rows_of_items(inside, reading.month, reading.on, reading.at))
        kind = Enterprise._meta.label_lower
        return {
            "honours": honours_of(item, reading.on),
            "enterprises": [row for row in rows if row.kind == kind],
            "projects": [row for row in rows if row.kind != kind],
        }
