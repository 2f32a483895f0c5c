"""Posts, their people and their duties in the admin: the pages of the office write them."""

from django.contrib import admin

from strategy.models import Post, Responsibility, Tenure

from .records import LedgerAdmin


@admin.register(Post)
class PostAdmin(LedgerAdmin):
    list_display = ["position", "code", "title", "organisation", "is_sample"]
    list_select_related = ["organisation"]
    search_fields = ["code", "title"]


@admin.register(Tenure)
class TenureAdmin(LedgerAdmin):
    list_display = ["post", "person", "starts_on", "ends_on", "source", "is_sample"]
    list_select_related = ["post", "source"]
    search_fields = ["person"]


@admin.register(Responsibility)
class ResponsibilityAdmin(LedgerAdmin):
    list_display = ["item", "role", "post", "starts_on", "ends_on", "is_sample"]
    list_select_related = ["item", "post"]
    list_filter = ["role", "is_sample"]
