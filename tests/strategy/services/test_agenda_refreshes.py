"""由数据生成议程 pressed again: what nobody has touched says why as of now, the rest stays."""

from datetime import date, timedelta

import pytest

from strategy.models import AgendaReason, Event, Meeting, PageCounter
from strategy.queries.meeting_screens import shown_item
from strategy.queries.meetings import meeting_page
from strategy.services.agendas import (
    NewItem,
    add_agenda_item,
    change_agenda_item,
    move_agenda_item,
    propose_agenda,
    remove_agenda_item,
)
from strategy.services.matter_requests import ask_extension, grant_request
from tests.factories import MeetingFactory
from tests.factories.agendas import TODAY, handled, noon
from tests.factories.matters import coordinator, staff_of

pytestmark = pytest.mark.django_db
NOW = noon(TODAY)
EARLIER = NOW - timedelta(days=3)
DUE_ON = TODAY - timedelta(days=2)
"""Between the two: not due when the agenda is proposed, and overdue when it is again."""


@pytest.fixture
def meeting() -> Meeting:
    meeting = MeetingFactory(number=1, meets_on=TODAY)
    handled("用地", DUE_ON)
    propose(meeting, EARLIER)
    return meeting


def propose(meeting: Meeting, at=NOW):
    return propose_agenda(meeting, by=coordinator(), at=at)


def first(meeting: Meeting):
    return meeting.agenda.order_by("position").first()


def words(row) -> tuple:
    return row.reason, row.minutes, row.sentence.partition("，")[2]


SOON = (AgendaReason.DUE_SOON, 3, "办理时限2022年8月13日，还剩1天，办理中")
LATE = (AgendaReason.OVERDUE, 5, "办理时限2022年8月13日，已逾期2天，办理中")


def test_matter_that_became_overdue_says_so_in_its_place(meeting):
    assert words(first(meeting)) == SOON
    add_agenda_item(meeting, NewItem("展会筹备"), by=coordinator(), at=EARLIER)

    found = propose(meeting)

    assert (found.added, [row.title for row in found.refreshed]) == ([], ["用地"])
    assert words(first(meeting)) == LATE
    assert (first(meeting).added_at, first(meeting).version) == (EARLIER, 1)
    assert [row.title for row in meeting.agenda.order_by("position")] == ["用地", "展会筹备"]


def test_nothing_is_written_where_nothing_differs(meeting):
    propose(meeting)
    told, counter = Event.objects.count(), PageCounter.objects.get().value

    assert propose(meeting) == ([], [])

    assert (Event.objects.count(), PageCounter.objects.get().value) == (told, counter)


def test_what_the_chair_has_changed_stays(meeting):
    row = first(meeting)
    typed = ("用地报批", row.owner, "局长", 12)
    change_agenda_item(row, *typed, by=coordinator(), at=EARLIER, version=1)

    assert propose(meeting).refreshed == []

    row.refresh_from_db()
    assert (row.title, row.minutes, row.reason) == ("用地报批", 12, AgendaReason.DUE_SOON)


def test_what_the_chair_took_off_stays_off_as_it_was(meeting):
    remove_agenda_item(first(meeting), "另行调度", by=coordinator(), at=EARLIER)

    assert propose(meeting) == ([], [])

    assert words(first(meeting)) == SOON
    assert first(meeting).removed_at == EARLIER


def test_what_the_office_added_itself_stays():
    meeting = MeetingFactory(number=1, meets_on=TODAY)
    new = NewItem("用地", matter=handled("用地", DUE_ON))
    add_agenda_item(meeting, new, by=coordinator(), at=EARLIER)

    assert propose(meeting) == ([], [])

    assert first(meeting).reason == AgendaReason.ADDED


def test_place_that_the_chair_gave_is_kept(meeting):
    add_agenda_item(meeting, NewItem("展会筹备"), by=coordinator(), at=EARLIER)
    move_agenda_item(first(meeting), by=coordinator(), at=EARLIER, place=2)

    propose(meeting)

    rows = list(meeting.agenda.order_by("position"))
    assert [row.title for row in rows] == ["展会筹备", "用地"]
    assert words(rows[1]) == LATE


def test_matter_that_got_more_time_is_no_longer_told_as_overdue(meeting):
    """What the data no longer ask for keeps its last words; what they ask otherwise does not."""
    matter = first(meeting).matter
    by, longer = staff_of(matter.current.lead), date(2022, 8, 18)
    asked = ask_extension(matter, "须上报省厅", longer, by=by, at=EARLIER)
    grant_request(asked, by=coordinator(), at=EARLIER)

    propose(meeting)

    assert words(first(meeting)) == (
        AgendaReason.DUE_SOON, 3, "办理时限2022年8月18日，还剩3天，办理中，已延期1次",
    )  # fmt: skip


def test_page_says_when_the_evidence_was_written_and_a_past_day_keeps_the_former(meeting):
    propose(meeting)
    between = noon(DUE_ON)

    (now,), (then,) = (meeting_page(meeting, at).agenda for at in (None, between))

    assert (words(now.row), now.row.written_at) == (LATE, NOW)
    assert (words(then.row), then.row.written_at) == (SOON, EARLIER)
    assert words(shown_item(meeting, 1, DUE_ON, between).item) == SOON
