"""What our admin pages share: rights from one file, saving through a service, no deleting."""

from django.contrib import admin
from django.http import HttpRequest

from strategy import clock
from strategy.services.publications import keep_record


class RecordAdmin(admin.ModelAdmin):
    """A reference record: seen and kept by those whom `strategy.permissions` names."""

    list_per_page = 100
    save_on_top = True

    def save_model(self, request: HttpRequest, obj, form, change: bool) -> None:
        keep_record(obj, by=request.user, at=clock.now())

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


class LedgerAdmin(RecordAdmin):
    """A record that only services write: here it can be looked at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False
