"""The floor app: organisations, items, metrics, figures, review."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "strategy"
    verbose_name = "战略跟踪"
    default_auto_field = "django.db.models.BigAutoField"
