"""The page of one project."""

from enterprises.queries.pool_members import membership_of
from projects.models import Project
from projects.queries.photos import photos_of
from projects.queries.plans import bundling, year_plan
from projects.queries.stages import project_stages
from projects.wording import stages as wording
from strategy.permissions import may_record_progress
from strategy.views.items import ItemDetail


class ProjectDetail(ItemDetail):
    model = Project
    links = (*ItemDetail.links, "owner", "park", "bundle")
    template_name = "projects/project_detail.html"

    def extras(self, item: Project) -> dict:
        reading = self.reading
        return {
            "stages": project_stages(item.pk, reading.on, reading.at),
            "year_plan": year_plan(item.pk, reading.month, reading.at),
            "bundling": bundling(item.pk),
            "membership": membership_of(item, reading.on),
            "photos": list(photos_of(item.pk, reading.on, reading.at)),
            "stage_words": wording,
            "may_record": reading.at is None and may_record_progress(self.request.user, item),
        }
