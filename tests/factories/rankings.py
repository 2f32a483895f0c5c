"""Groups of units, schemes and weights."""

from datetime import date, datetime

import factory

from strategy.clock import SHANGHAI
from strategy.models import AssessmentScheme, RankingGroup, Weight
from strategy.services.assessments import restate_all

from .figures import FigureFactory, publish
from .items import ActionFactory
from .metrics import MetricFactory, RuleFactory, SeriesFactory, TargetFactory
from .organisations import OrganisationFactory
from .reporting_months import ReportingMonthFactory


class RankingGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RankingGroup
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"group-{n}")
    name = factory.Sequence(lambda n: f"分组{n}")
    position = factory.Sequence(lambda n: n)

    @factory.post_generation
    def members(self, create, units, **kwargs):
        if create and units:
            self.members.set(units)


class SchemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AssessmentScheme

    group = factory.SubFactory(RankingGroupFactory)
    name = factory.LazyAttribute(lambda scheme: f"{scheme.group.name}考核办法")
    starts_on = date(2022, 1, 1)


class WeightFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Weight

    scheme = factory.SubFactory(SchemeFactory)
    metric = factory.SubFactory(MetricFactory)
    points = 100


MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)
ENDS_OF_MONTHS = {
    month: datetime(2022, month.month + 1, 8, tzinfo=SHANGHAI) for month in (MAY, JUNE)
}
REPORTS = {
    "one": {"x": (500, 600), "y": (500, 600)},
    "two": {"x": (450, 660), "y": (500, 600)},
    "three": {"x": (550, None), "y": (500, 600)},
}
"""To date in May and June of 1200 a year; by 60 and 40 points 100, 94, 106 and 100, 106, --."""


def counties(*, sample: bool = False) -> RankingGroup:
    """A group of three counties with two weighted metrics, published for May and June."""
    RuleFactory()
    for month in (MAY, JUNE):
        ReportingMonthFactory(month=month, due_at=ENDS_OF_MONTHS[month])
    named = {"accumulation": "to_date", "decimals": 0, "unit": "万元"}
    metrics = {
        "x": MetricFactory(code="x", name="到位资金", is_sample=sample, **named),
        "y": MetricFactory(code="y", name="签约金额", **named),
    }
    group = RankingGroupFactory(code="counties", name="县区")
    scheme = SchemeFactory(group=group, name="考核办法")
    for code, points in {"x": 60, "y": 40}.items():
        WeightFactory(scheme=scheme, metric=metrics[code], points=points)
    action = ActionFactory(code="A1")
    for place, (code, by_metric) in enumerate(REPORTS.items(), start=1):
        unit = OrganisationFactory(
            code=code, name=f"{code}县", kind="area", area_group="county", position=place
        )
        group.members.add(unit)
        for metric, values in by_metric.items():
            _report(action, metrics[metric], unit, values)
    return group


def _report(action, metric, unit, values) -> None:
    series = SeriesFactory(item=action, metric=metric, organisation=unit, is_headline=False)
    TargetFactory(series=series, value=1200)
    for month, value in zip((MAY, JUNE), values, strict=True):
        if value is None:
            FigureFactory(series=series, month=month)
        else:
            publish(series, month, value, at=ENDS_OF_MONTHS[month])
    restate_all([action.pk], at=ENDS_OF_MONTHS[JUNE])
