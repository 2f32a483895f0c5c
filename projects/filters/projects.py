"""Filters of the project list."""

from django.db.models import Q

from projects.models import Project
from strategy.filters.base import one_of
from strategy.filters.items import ItemFilter


class ProjectFilter(ItemFilter):
    """Also by stage: ?stage=building."""

    stage = one_of(
        "建设阶段", choices=Project.Stage.choices, everything="全部阶段", method="in_stage"
    )

    def in_stage(self, queryset, name, value):
        reached = Q(stage_on__isnull=True) | Q(stage_on__lte=self.on)
        projects = Project.objects.order_by().filter(reached, stage=value)
        return queryset.filter(item__in=projects.values("pk"))
