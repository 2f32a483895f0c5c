"""The least that is valid, one noun a file."""

from .figures import FigureFactory, RevisionFactory, publish
from .items import (
    ActionFactory,
    EnterpriseFactory,
    ListEntryFactory,
    MilestoneFactory,
    ParkFactory,
    ProjectFactory,
    TaskFactory,
)
from .matters import MeetingFactory, MeetingSeriesFactory, TimeLimitFactory
from .metrics import MetricFactory, RuleFactory, SeriesFactory, TargetFactory
from .organisations import OrganisationFactory, SourceFactory, UserFactory
from .reporting_months import ReportingMonthFactory

__all__ = [
    "ActionFactory",
    "EnterpriseFactory",
    "FigureFactory",
    "ListEntryFactory",
    "MeetingFactory",
    "MeetingSeriesFactory",
    "MetricFactory",
    "MilestoneFactory",
    "OrganisationFactory",
    "ParkFactory",
    "ProjectFactory",
    "ReportingMonthFactory",
    "RevisionFactory",
    "RuleFactory",
    "SeriesFactory",
    "SourceFactory",
    "TargetFactory",
    "TaskFactory",
    "TimeLimitFactory",
    "UserFactory",
    "publish",
]
