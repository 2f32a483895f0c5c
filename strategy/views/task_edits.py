"""Entering and changing key tasks."""

from strategy.forms.tasks import TaskForm
from strategy.models import ListEntry, Task

from .item_bulk import ItemBulk
from .item_edits import ItemEdit, ItemListing, ItemNew
from .item_lists import TaskList


class TaskNew(ItemNew):
    model, form_class = Task, TaskForm
    keeps_typed = "strategy:task_new"


class TaskEdit(ItemEdit):
    model, form_class = Task, TaskForm
    keeps_typed = "strategy:task_edit"


class TaskBulk(ItemBulk):
    model, form_class = Task, TaskForm
    fields = TaskList.bulk_fields


class TaskListing(ItemListing):
    model, list_key = Task, ListEntry.List.TASKS
    keeps_typed = "strategy:task_listing"
