"""A series with a held meeting behind it and the next being prepared, for tests of its pages."""

from dataclasses import dataclass
from datetime import date, datetime

from django.test import Client

from strategy.clock import SHANGHAI
from strategy.models import (
    AgendaItem,
    Matter,
    Meeting,
    MeetingSeries,
    Organisation,
    Role,
    TimeLimit,
    User,
)
from strategy.services.agendas import NewItem, add_agenda_item
from strategy.services.meeting_rows import NewMeeting
from strategy.services.meetings import hold_meeting, issue_minutes, open_meeting, resolve
from strategy.services.new_matters import NewMatter
from tests.factories import (
    MeetingSeriesFactory,
    OrganisationFactory,
    TimeLimitFactory,
    UserFactory,
)
from tests.factories.matters import coordinator

TODAY = date(2022, 8, 10)
"""The day of the demonstration, and of the meeting."""
LAST_WEEK = datetime(2022, 8, 3, 9, tzinfo=SHANGHAI)
THIS_WEEK = datetime(2022, 8, 9, 9, tzinfo=SHANGHAI)
TODAY_AT_TEN = datetime(2022, 8, 10, 10, tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Desk:
    """Who takes part, and the two meetings."""

    office: User
    reader: User
    lead: Organisation
    helper: Organisation
    series: MeetingSeries
    last: Meeting
    meeting: Meeting
    limit: TimeLimit

    @property
    def address(self) -> str:
        return f"/meetings/{self.meeting.pk}/"

    def add(self, title: str, **named) -> AgendaItem:
        """Put something on the agenda of the meeting being prepared."""
        return add_agenda_item(self.meeting, NewItem(title, **named), by=self.office, at=THIS_WEEK)

    def hold(self) -> Meeting:
        return hold_meeting(self.meeting, by=self.office, at=TODAY_AT_TEN)

    def line(self, **changes) -> dict:
        """A resolution as the form sends it."""
        typed = {
            "resolution-title": "一周内完成用地报批",
            "resolution-lead": self.lead.code,
            "resolution-due_on": "2022-08-17",
            "resolution-time_limit": "",
            "resolution-item": "",
            "resolution-checker": "",
        }
        return typed | {f"resolution-{name}": value for name, value in changes.items()}


def build_desk() -> Desk:
    """The first meeting resolved two things, of which one is overdue today."""
    office = coordinator()
    lead = OrganisationFactory(code="land", name="市自然资源局", short_name="市自然资源局")
    helper = OrganisationFactory(code="power", name="市供电公司", short_name="市供电公司")
    series = MeetingSeriesFactory(code="weekly", name="服务企业周例会", slot=30)
    last = open_meeting(NewMeeting(series, LAST_WEEK.date()), by=office, at=LAST_WEEK)
    add_agenda_item(last, NewItem("项目用地"), by=office, at=LAST_WEEK)
    hold_meeting(last, by=office, at=LAST_WEEK)
    for title, day in (("完成用地报批", 5), ("落实供电方案", 30)):
        new = NewMatter(Matter.Kind.RESOLUTION, title, lead, date(2022, 8, day))
        resolve(last, new, by=office, at=LAST_WEEK)
    issue_minutes(last, by=office, at=LAST_WEEK, carries=True)
    return Desk(
        office=office,
        reader=UserFactory(role=Role.OFFICIAL),
        lead=lead,
        helper=helper,
        series=series,
        last=last,
        meeting=open_meeting(NewMeeting(series, TODAY), by=office, at=THIS_WEEK),
        limit=TimeLimitFactory(),
    )


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def body(client: Client, address: str, status: int = 200) -> str:
    """The page at an address as text."""
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()
