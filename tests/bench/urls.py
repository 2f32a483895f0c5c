"""The addresses of the site, and before them an admin with the peer that is measured."""

from django.contrib import admin
from django.urls import path

from enterprises.models import Enterprise
from luohe_tracker.urls import handler400
from luohe_tracker.urls import urlpatterns as addresses

from .peer import EnterprisePeer

__all__ = ["handler400", "urlpatterns"]

admin.site.unregister(Enterprise)
admin.site.register(Enterprise, EnterprisePeer)
urlpatterns = [path("admin/", admin.site.urls), *addresses]
