"""The roof app, without models; the admin; and which static files are collected."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class LuoheTrackerConfig(AppConfig):
    name = "luohe_tracker"
    verbose_name = "漯河换道领跑战略跟踪"


class Admin(AdminConfig):
    """The admin with a frame of ours."""

    default_site = "luohe_tracker.admin.Site"


class StaticFiles(StaticFilesConfig):
    """Leaves out what lies beside plotly.js in its two packages and no page asks for."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "README.md",
        "datasets",
        "package.json",
        "templates",
        "widgetbundle.js",
    ]
