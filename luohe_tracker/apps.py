"""The roof app, without models, and which static files are collected."""

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class LuoheTrackerConfig(AppConfig):
    name = "luohe_tracker"
    verbose_name = "漯河换道领跑战略跟踪"


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
