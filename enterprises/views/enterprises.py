"""The page of one enterprise."""

from enterprises.models import Enterprise
from enterprises.queries.honours import honours_of
from enterprises.queries.pool_members import membership_of
from strategy.queries.details import rows_of_items
from strategy.views.items import ItemDetail


class EnterpriseDetail(ItemDetail):
    model = Enterprise
    links = (*ItemDetail.links, "park")
    template_name = "enterprises/enterprise_detail.html"

    def extras(self, item: Enterprise) -> dict:
        reading = self.reading
        membership = membership_of(item, reading.on)
        honours = honours_of(item, reading.on).exclude(pk__in=membership.honours)
        owned = list(item.projects.order_by("code"))
        listed = rows_of_items([one.pk for one in owned], reading.month, reading.on, reading.at)
        codes = {row.code for row in listed}
        return {
            "membership": membership,
            "honours": honours,
            "projects": self.corrections.marked(listed),
            "other_projects": [one for one in owned if one.code not in codes],
        }
