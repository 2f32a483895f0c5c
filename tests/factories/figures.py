"""Figures and revisions; `publish` takes one through the services."""

from datetime import date, datetime
from decimal import Decimal

import factory

from strategy.clock import SHANGHAI
from strategy.models import Figure, Revision, Series
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import approve_revisions
from strategy.services.submissions import submit_revisions

from .metrics import RuleFactory, SeriesFactory
from .organisations import UserFactory
from .reporting_months import ReportingMonthFactory

NOON = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)
EXPLANATION = "按实际完成情况填报，已与台账核对。"


class FigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Figure

    series = factory.SubFactory(SeriesFactory)
    month = date(2022, 6, 1)


class RevisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Revision

    figure = factory.SubFactory(FigureFactory)
    number = 1
    entered_at = NOON
    entered_by = factory.SubFactory(UserFactory)


def owed_figure(**series) -> Figure:
    """A figure that is owed for an opened June, of a series with these attributes."""
    RuleFactory()
    ReportingMonthFactory()
    return FigureFactory(series=SeriesFactory(**series))


def publish(series: Series, month: date, value, *, at: datetime = NOON, **typed) -> Revision:
    """Enter, submit and approve a month of a series by staff of its two organisations."""
    figure, _ = Figure.objects.get_or_create(series=series, month=month)
    reporter = UserFactory(organisation=series.organisation)
    reviewer = UserFactory(organisation=series.reviewer)
    typed = {"explanation": EXPLANATION} | typed
    entry = Entry(figure, None if value is None else Decimal(value), **typed)
    drafts = enter_figures([entry], by=reporter, at=at)
    (revision,) = approve_revisions(
        submit_revisions(drafts, by=reporter, at=at), by=reviewer, at=at
    )
    return revision
