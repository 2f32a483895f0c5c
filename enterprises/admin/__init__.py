"""Enterprises, parks, honours and pools in the admin."""

from django.contrib import admin

from enterprises.models import Enterprise, Honour, Park, Pool, PoolEntry, PoolTotal
from strategy.admin.items import ITEM_COLUMNS, ITEM_RELATED, ItemAdmin
from strategy.admin.records import LedgerAdmin, RecordAdmin


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


@admin.register(Pool)
class PoolAdmin(RecordAdmin):
    list_display = ["code", "name", "members", "parent", "ladder", "rung", "position", "source"]
    list_select_related = ["parent", "source"]
    list_filter = ["members", "ladder"]


@admin.register(PoolTotal)
class PoolTotalAdmin(RecordAdmin):
    list_display = ["pool", "measure", "series"]
    list_select_related = ["pool", "series__item", "series__metric", "series__organisation"]


@admin.register(PoolEntry)
class PoolEntryAdmin(LedgerAdmin):
    list_display = ["pool", "member", "entered_on", "left_on", "source", "is_sample"]
    list_select_related = ["pool", "member", "source"]
    list_filter = ["pool", "is_sample"]
    search_fields = ["member__code", "member__name"]
