"""The page of one project."""

from projects.models import Project
from strategy.views.items import ItemDetail
from strategy.wording.amounts import hundred_millions


class ProjectDetail(ItemDetail):
    model = Project
    links = (*ItemDetail.links, "owner", "park")
    template_name = "projects/project_detail.html"

    def extras(self, item: Project) -> dict:
        return {"investment": hundred_millions(item.total_investment)}
