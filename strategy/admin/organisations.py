"""Organisations and sources in the admin."""

from django.contrib import admin

from strategy.models import Organisation, Source

from .records import RecordAdmin


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    list_display = ["position", "code", "short_name", "name", "kind", "area_group"]
    list_filter = ["kind"]
    search_fields = ["code", "name", "short_name"]


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    list_display = ["code", "kind", "title", "outlet", "trust", "published_on"]
    list_filter = ["kind", "trust"]
    search_fields = ["code", "title"]
