"""Entering and changing projects."""

from projects.forms.projects import ProjectForm
from projects.models import Project
from strategy.models import ListEntry
from strategy.views.item_bulk import ItemBulk
from strategy.views.item_edits import ItemEdit, ItemListing, ItemNew

from .lists import ProjectList


class ProjectNew(ItemNew):
    model, form_class = Project, ProjectForm
    keeps_typed = "projects:project_new"


class ProjectEdit(ItemEdit):
    model, form_class = Project, ProjectForm
    keeps_typed = "projects:project_edit"


class ProjectBulk(ItemBulk):
    model, form_class = Project, ProjectForm
    fields = ProjectList.bulk_fields


class ProjectListing(ItemListing):
    model, list_key = Project, ListEntry.List.PROJECTS
    keeps_typed = "projects:project_listing"
