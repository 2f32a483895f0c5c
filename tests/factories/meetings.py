"""Meetings of a small site: one whose minutes are out, and one that is prepared."""

from datetime import date, datetime, timedelta

from strategy.clock import SHANGHAI
from strategy.models import AgendaOutcome, Attendance, Matter, Meeting, Organisation, TrackedItem
from strategy.models.agendas import item_subject
from strategy.services.attachments import attach
from strategy.services.meetings import (
    Attending,
    hold_meeting,
    issue_minutes,
    keep_item_record,
    keep_record,
    resolve,
    set_attendance,
)
from strategy.services.new_matters import NewMatter

from .agendas import on_agenda
from .evidence import PDF
from .matters import MeetingFactory, MeetingSeriesFactory, coordinator

HELD_ON, NEXT_ON = date(2022, 7, 12), date(2022, 8, 15)
AT = datetime(2022, 7, 12, 9, tzinfo=SHANGHAI)


def add_meetings(lead: Organisation, item: TrackedItem) -> None:
    """Hold a meeting about an item, with a resolution, and prepare the next one."""
    MeetingSeriesFactory(code="joint", name="联席会议", is_weekly=False, position=2)
    last = Meeting.objects.count()
    held = MeetingFactory(number=last + 1, meets_on=HELD_ON, topic=item.name, opened_at=AT)
    line = on_agenda(held, item_subject(item.code), "pending", item=item, title=item.name)
    following = MeetingFactory(number=last + 2, meets_on=NEXT_ON, opened_at=AT)
    on_agenda(following, item_subject(item.code), "pending", item=item, title=item.name)
    take_minutes(held, line, lead)


def take_minutes(meeting: Meeting, line, lead: Organisation) -> None:
    """Type all that is typed at a meeting, and issue its minutes."""
    who = {"by": coordinator(), "at": AT}
    present = [Attending(Attendance.Kind.PRESENT, lead)]
    set_attendance(meeting, present, **who)
    hold_meeting(meeting, **who)
    keep_record(meeting, "会议研究了项目用地。", version=meeting.version, **who)
    keep_item_record(line, "原则同意。", AgendaOutcome.CONCLUDED, version=line.version, **who)
    attach(meeting, "签到表.pdf", PDF + b"%d" % meeting.pk, **who)
    due_on = HELD_ON + timedelta(days=60)
    resolve(meeting, NewMatter(Matter.Kind.RESOLUTION, "完成土地报批", lead, due_on), **who)
    issue_minutes(meeting, **who)
