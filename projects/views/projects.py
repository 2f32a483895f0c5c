"""The page of one project."""

from projects.models import Project
from strategy.views.items import ItemDetail


class ProjectDetail(ItemDetail):
    model = Project
    links = (*ItemDetail.links, "owner", "park")
    template_name = "projects/project_detail.html"

    def extras(self, item: Project) -> dict:
        stage = item.stage_at(self.reading.on)
        return {"stage": Project.Stage(stage) if stage else None}
