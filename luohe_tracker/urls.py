"""Addresses of the whole site: each app keeps its own."""

from django.contrib import admin
from django.urls import path

from luohe_tracker.views.health import healthz, readyz

handler400 = "luohe_tracker.views.errors.bad_request"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
]
