"""What the tests of meetings start from: one opened, with an agenda, and what it may resolve."""

from datetime import date, datetime, timedelta

from strategy.clock import SHANGHAI
from strategy.models import AgendaOutcome, Matter, Meeting, User
from strategy.services.agendas import NewItem, add_agenda_item
from strategy.services.meetings import (
    NewMeeting,
    hold_meeting,
    keep_item_record,
    open_meeting,
)
from strategy.services.new_matters import NewMatter
from tests.factories import OrganisationFactory
from tests.factories.matters import MeetingSeriesFactory, office

DAY = date(2022, 8, 8)
NOON = datetime(2022, 8, 8, 12, tzinfo=SHANGHAI)
BEFORE = NOON - timedelta(days=3)
DUE = date(2022, 8, 22)


def opened(by: User, at=BEFORE, **typed) -> Meeting:
    """A meeting of today with an empty agenda."""
    new = {"series": MeetingSeriesFactory(), "meets_on": DAY} | typed
    return open_meeting(NewMeeting(**new), by=by, at=at)


def prepared(by: User) -> Meeting:
    """The same with one item on its agenda."""
    meeting = opened(by)
    add_agenda_item(meeting, NewItem("研究用地问题"), by=by, at=BEFORE)
    return meeting


def concluded(meeting: Meeting, by: User) -> Meeting:
    """The same, held, with a result of its item."""
    held = hold_meeting(meeting, by=by, at=NOON)
    item = held.agenda.get()
    keep_item_record(item, "", AgendaOutcome.CONCLUDED, by=by, at=NOON, version=item.version)
    return held


def decided(lead=None, **named) -> NewMatter:
    """What a meeting may resolve."""
    return NewMatter(
        Matter.Kind.PROBLEM, "加快用地审批", lead or OrganisationFactory(), due_on=DUE,
        checker=office(), **named,
    )  # fmt: skip
