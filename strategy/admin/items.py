"""Items, their lists, milestones and facts in the admin."""

from django.contrib import admin

from strategy.models import Action, Fact, ListEntry, Milestone, Programme, Task

from .records import RecordAdmin

ITEM_COLUMNS = ["code", "name", "lead", "area", "action", "is_sample"]
ITEM_RELATED = ["lead", "area", "action"]


class ItemAdmin(RecordAdmin):
    """A tracked item of one of the five kinds."""

    list_display = ITEM_COLUMNS
    list_filter = ["is_sample", "area"]
    list_select_related = ITEM_RELATED
    search_fields = ["code", "name", "short_name"]
    autocomplete_fields = ["lead", "area", "supporting"]


@admin.register(Action, Task)
class StrategyItemAdmin(ItemAdmin):
    pass


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    list_display = ["code", "name", "position"]


@admin.register(ListEntry)
class ListEntryAdmin(RecordAdmin):
    list_display = ["list", "number", "item", "basis", "listed_on", "delisted_on"]
    list_filter = ["list", "basis"]
    list_select_related = ["item"]


@admin.register(Milestone)
class MilestoneAdmin(RecordAdmin):
    list_display = ["item", "name", "planned_on", "actual_on", "outcome_known", "is_sample"]
    list_select_related = ["item"]


@admin.register(Fact)
class FactAdmin(RecordAdmin):
    list_display = ["code", "subject", "statement", "value", "unit", "as_of", "source"]
    list_select_related = ["source"]
