"""The models of the strategy, one noun a file."""

from .assessments import Assessment
from .batches import Batch, BatchLine
from .due_rules import DueRule
from .events import Event, PageCounter
from .evidence import Evidence
from .facts import Fact
from .figures import Figure
from .items import Action, Programme, Task, TrackedItem, item_url
from .lists import ListEntry
from .metrics import Metric
from .milestones import Milestone
from .notices import Notice
from .organisations import Contact, Organisation
from .reporting_months import KindDue, LockException, ReportingMonth, ReportingYear
from .revisions import Revision, Status, StepError
from .rules import LightRule
from .series import Series, passport_url
from .sources import Source
from .targets import PlannedValue, Target
from .users import Role, User

__all__ = [
    "Action",
    "Assessment",
    "Batch",
    "BatchLine",
    "Contact",
    "DueRule",
    "Event",
    "Evidence",
    "Fact",
    "Figure",
    "KindDue",
    "LightRule",
    "ListEntry",
    "LockException",
    "Metric",
    "Milestone",
    "Notice",
    "Organisation",
    "PageCounter",
    "PlannedValue",
    "Programme",
    "ReportingMonth",
    "ReportingYear",
    "Revision",
    "Role",
    "Series",
    "Source",
    "Status",
    "StepError",
    "Target",
    "Task",
    "TrackedItem",
    "User",
    "item_url",
    "passport_url",
]
