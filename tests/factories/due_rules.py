"""Due rules."""

from datetime import date

import factory

from strategy.models import DueRule


class DueRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DueRule

    from_month = date(2021, 1, 1)
