"""Enterprises, parks and honours in the admin."""

from django.contrib import admin

from enterprises.models import Enterprise, Honour, Park
from strategy.admin.items import ITEM_COLUMNS, ITEM_RELATED, ItemAdmin
from strategy.admin.records import RecordAdmin


@admin.register(Enterprise)
class EnterpriseAdmin(ItemAdmin):
    list_display = [*ITEM_COLUMNS, "industry", "park"]
    list_select_related = [*ITEM_RELATED, "park"]


@admin.register(Park)
class ParkAdmin(ItemAdmin):
    list_display = [*ITEM_COLUMNS, "level", "main_industry"]


@admin.register(Honour)
class HonourAdmin(RecordAdmin):
    list_display = ["holder", "name", "level", "awarded_on", "source", "is_sample"]
    list_select_related = ["holder", "source"]
