"""Addresses of the whole site: each app keeps its own."""

from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.urls import include, path

from luohe_tracker.views.board import Board
from luohe_tracker.views.health import healthz, readyz
from luohe_tracker.views.help import help_page
from luohe_tracker.views.rankings import (
    Rankings,
    RankingsSheet,
    RankingsTimeliness,
    turn_switch,
)
from luohe_tracker.views.search import Search
from luohe_tracker.views.sign_in import SignIn
from strategy.views.accounts import PasswordChange

handler400 = "luohe_tracker.views.errors.bad_request"

urlpatterns = [
    path("", Board.as_view(), name="board"),
    path("", include("strategy.urls")),
    path("projects/", include("projects.urls")),
    path("", include("enterprises.urls")),
    path("rankings/", Rankings.as_view(), name="rankings"),
    path("rankings/sheet/", RankingsSheet.as_view(), name="rankings_sheet"),
    path("rankings/timeliness/", RankingsTimeliness.as_view(), name="rankings_timeliness"),
    path("rankings/switch/", turn_switch, name="rankings_switch"),
    path("search/", Search.as_view(), name="search"),
    path("help/", help_page, name="help"),
    path("accounts/login/", SignIn.as_view(), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("accounts/password/", PasswordChange.as_view(), name="password_change"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
]
