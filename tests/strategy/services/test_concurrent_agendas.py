"""Two who keep the same agenda at once, on PostgreSQL with real threads; each race is run twice."""

from datetime import date

import pytest

from strategy.models import Meeting
from strategy.services.agendas import (
    NewItem,
    add_agenda_item,
    change_agenda_item,
    move_agenda_item,
    propose_agenda,
    remove_agenda_item,
)
from strategy.services.meetings import MeetingError, StaleMeetingError, hold_meeting, issue_minutes
from tests.factories import MeetingFactory
from tests.factories.agendas import TODAY, handled, noon
from tests.factories.matters import coordinator

from .racing import errors, race, winners

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

NOW = noon(TODAY)


@pytest.fixture(params=range(2))
def meeting(request) -> Meeting:
    """A meeting in preparation with four items, and two overdue matters that are not on it."""
    meeting = MeetingFactory(number=1, meets_on=TODAY)
    for title in "甲乙丙丁":
        add_agenda_item(meeting, NewItem(title), by=coordinator(), at=NOW)
    for title in ("用地", "用工"):
        handled(title, date(2022, 8, 6))
    return meeting


@pytest.fixture
def office(meeting):
    return coordinator()


def test_two_who_propose_at_once_write_each_thing_once(meeting, office):
    def propose():
        return propose_agenda(meeting, by=office, at=NOW).added

    runners = race(propose, propose)

    assert sorted(len(runner.answer) for runner in winners(runners)) == [0, 2]
    assert places(meeting) == ["甲", "乙", "丙", "丁", "用地", "用工"]


def test_two_who_move_at_once_leave_one_order(meeting, office):
    first, last = meeting.agenda.get(title="甲"), meeting.agenda.get(title="丁")

    runners = race(
        lambda: move_agenda_item(first, by=office, at=NOW, place=4),
        lambda: move_agenda_item(last, by=office, at=NOW, place=1),
    )

    assert len(winners(runners)) == 2
    assert "".join(places(meeting)) == "丁乙丙甲"
    assert list(meeting.agenda.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_of_two_who_change_an_item_at_once_one_is_told(meeting, office):
    row = meeting.agenda.get(title="甲")

    def change(title: str):
        return change_agenda_item(row, title, None, "", 5, by=office, at=NOW, version=1)

    runners = race(lambda: change("招商"), lambda: change("外贸"))

    assert len(winners(runners)) == 1
    assert isinstance(errors(runners)[0], StaleMeetingError)


def test_what_is_taken_off_while_the_minutes_go_out_is_either_off_or_refused(meeting, office):
    hold_meeting(meeting, by=office, at=NOW)
    row = meeting.agenda.get(title="甲")

    runners = race(
        lambda: remove_agenda_item(row, "另议", by=office, at=NOW),
        lambda: issue_minutes(meeting, by=office, at=NOW, carries=True),
    )

    row.refresh_from_db()
    was_refused = bool(errors(runners))
    assert (row.removed_at is None) == was_refused
    assert (row.outcome == "continued") == was_refused
    assert all(isinstance(error, MeetingError) for error in errors(runners))


def places(meeting: Meeting) -> list[str]:
    return list(meeting.agenda.order_by("position", "pk").values_list("title", flat=True))
