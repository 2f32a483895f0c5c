"""Reporting months."""

from datetime import date, datetime

import factory

from strategy.clock import SHANGHAI
from strategy.models import ReportingMonth


class ReportingMonthFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportingMonth
        django_get_or_create = ["month"]

    month = date(2022, 6, 1)
    due_at = datetime(2022, 7, 12, 23, 59, 59, tzinfo=SHANGHAI)
