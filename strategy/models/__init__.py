"""The models of the strategy, one noun a file."""

from .agendas import AgendaItem, AgendaOutcome, AgendaReason
from .assessments import Assessment
from .attachments import Attachment
from .batches import Batch, BatchLine
from .due_rules import DueRule
from .events import Event, PageCounter
from .evidence import Evidence
from .facts import Fact
from .figures import Figure
from .item_imports import ItemImport
from .items import Action, Programme, Task, TrackedItem, item_url
from .lists import ListEntry
from .matter_requests import MatterRequest
from .matter_steps import MatterStatus, MatterStep, Verb
from .matters import Matter
from .meetings import Attendance, Meeting, MeetingSeries, MeetingStage
from .metrics import Metric
from .milestones import Milestone
from .notices import Notice
from .organisations import Contact, Organisation
from .posts import Post, Responsibility, Tenure
from .rankings import AssessmentScheme, RankingGroup, RankingSwitch, Weight
from .reporting_months import KindDue, LockException, ReportingMonth, ReportingYear
from .revisions import Revision, Status, StepError
from .rules import LightRule
from .saved_filters import SavedFilter
from .series import Series, passport_url
from .slips import ReturnVisit, Slip
from .sources import Source
from .targets import PlannedValue, Target
from .time_limits import TimeLimit
from .users import Role, User

__all__ = [
    "Action",
    "AgendaItem",
    "AgendaOutcome",
    "AgendaReason",
    "Assessment",
    "AssessmentScheme",
    "Attachment",
    "Attendance",
    "Batch",
    "BatchLine",
    "Contact",
    "DueRule",
    "Event",
    "Evidence",
    "Fact",
    "Figure",
    "ItemImport",
    "KindDue",
    "LightRule",
    "ListEntry",
    "LockException",
    "Matter",
    "MatterRequest",
    "MatterStatus",
    "MatterStep",
    "Meeting",
    "MeetingSeries",
    "MeetingStage",
    "Metric",
    "Milestone",
    "Notice",
    "Organisation",
    "PageCounter",
    "PlannedValue",
    "Post",
    "Programme",
    "RankingGroup",
    "RankingSwitch",
    "ReportingMonth",
    "ReportingYear",
    "Responsibility",
    "ReturnVisit",
    "Revision",
    "Role",
    "SavedFilter",
    "Series",
    "Slip",
    "Source",
    "Status",
    "StepError",
    "Target",
    "Task",
    "Tenure",
    "TimeLimit",
    "TrackedItem",
    "User",
    "Verb",
    "Weight",
    "item_url",
    "passport_url",
]
