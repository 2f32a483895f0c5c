"""What pages of meetings say in words: what a public report does not tell, who attended."""

from collections.abc import Iterable

from strategy.models import Attendance
from strategy.queries.meetings import MeetingPage

NOT_TOLD = "公开报道未载明"
FIELDS_OF_SERVICE = {"record": "text"}
"""How the forms call what the services name otherwise."""


def missing_words(page: MeetingPage) -> str:
    """What stands where nothing is known: of a meeting known from a report, that it is silent."""
    return NOT_TOLD if page.meeting.is_reported else "--"


def attending(rows: Iterable[Attendance], kind: str) -> str:
    """Those of a kind as minutes name them: 市工信局张三、市自然资源局."""
    return "、".join(f"{row.organisation or ''}{row.person}" for row in rows if row.kind == kind)
