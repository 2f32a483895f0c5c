"""Metrics, series, targets and rules."""

from datetime import date, datetime

import factory

from strategy.clock import SHANGHAI
from strategy.models import LightRule, Metric, Series, Target
from strategy.progress import Accumulation

from .items import TaskFactory
from .organisations import OrganisationFactory, UserFactory


class MetricFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Metric

    code = factory.Sequence(lambda n: f"metric-{n}")
    name = factory.Sequence(lambda n: f"指标{n}")
    unit = "万元"
    accumulation = Accumulation.FLOW
    origin = Metric.Origin.DEPARTMENT


class SeriesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Series

    item = factory.SubFactory(TaskFactory)
    metric = factory.SubFactory(MetricFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    reviewer = factory.SubFactory(OrganisationFactory)
    is_headline = True
    code = factory.LazyAttribute(
        lambda line: (
            f"{line.item.code}-{line.metric.code}-"
            f"{line.organisation.code if line.organisation else 'total'}"
        )
    )


class TargetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Target

    series = factory.SubFactory(SeriesFactory)
    year = 2022
    value = 100
    from_month = date(2022, 1, 1)
    decided_at = datetime(2022, 1, 5, tzinfo=SHANGHAI)
    decided_by = factory.SubFactory(UserFactory)


class RuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LightRule
        django_get_or_create = ["code"]

    code = "R1"
    name = "默认规则"
    family = "gap"
    on_pace_from = 0
    behind_from = -10
    from_month = date(2021, 1, 1)
