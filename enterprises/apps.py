"""Enterprises and parks: honours and cultivation pools."""

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = "重点企业与园区"
    default_auto_field = "django.db.models.BigAutoField"
