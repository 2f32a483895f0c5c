"""Projects in the admin."""

from django.contrib import admin

from projects.models import Project
from strategy.admin.items import ITEM_COLUMNS, ITEM_RELATED, ItemAdmin

from . import stages

__all__ = ["ProjectAdmin", "stages"]


@admin.register(Project)
class ProjectAdmin(ItemAdmin):
    list_display = [*ITEM_COLUMNS, "total_investment", "owner", "park"]
    list_select_related = [*ITEM_RELATED, "owner", "park"]
