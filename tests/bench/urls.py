"""The addresses of the site, and before them an admin with the peers that are measured."""

from django.contrib import admin
from django.urls import path

from enterprises.models import Enterprise
from luohe_tracker.urls import handler400
from luohe_tracker.urls import urlpatterns as addresses
from strategy.models import Revision

from .peer import EnterprisePeer, RevisionPeer

__all__ = ["handler400", "urlpatterns"]

admin.site.unregister(Enterprise)
admin.site.register(Enterprise, EnterprisePeer)
admin.site.unregister(Revision)
admin.site.register(Revision, RevisionPeer)
urlpatterns = [path("admin/", admin.site.urls), *addresses]
