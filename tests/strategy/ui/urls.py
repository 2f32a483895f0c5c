"""Addresses that the frame of a page names, for tests of the frame alone."""

from django.http import HttpResponse
from django.urls import include, path


def nothing(request):
    return HttpResponse()


STRATEGY = [
    path("sources/", nothing, name="source_list"),
    path("organisations/<slug:code>/", nothing, name="organisation_detail"),
]

urlpatterns = [
    path("accounts/login/", nothing, name="login"),
    path("accounts/logout/", nothing, name="logout"),
    path("accounts/password/", nothing, name="password_change"),
    path("search/", nothing, name="search"),
    path("help/", nothing, name="help"),
    path("", include((STRATEGY, "strategy"))),
    path("admin/", include(([path("", nothing, name="index")], "admin"))),
]
