"""What is typed about an agenda item, and the order of the agenda."""

from datetime import timedelta

import pytest

from strategy.models import (
    AgendaItem,
    Event,
    Meeting,
)
from strategy.progress import Standing
from strategy.services.agendas import (
    NewItem,
    add_agenda_item,
    change_agenda_item,
    move_agenda_item,
    remove_agenda_item,
    restore_agenda_item,
)
from strategy.services.meetings import (
    MeetingError,
    StaleMeetingError,
)
from tests.factories import MeetingFactory
from tests.factories.agendas import (
    TODAY,
    noon,
)
from tests.factories.matters import coordinator

WEEK = timedelta(days=7)
NOW = noon(TODAY)
FAR = Standing.FAR_BEHIND


@pytest.fixture
def office(db):
    return coordinator()


@pytest.fixture
def meeting(db) -> Meeting:
    return MeetingFactory(number=1, meets_on=TODAY)


def add(meeting: Meeting, *titles: str) -> list[AgendaItem]:
    return [add_agenda_item(meeting, NewItem(one), by=coordinator(), at=NOW) for one in titles]


def titles(meeting: Meeting) -> list[str]:
    standing = meeting.agenda.filter(removed_at__isnull=True)
    return list(standing.order_by("position", "pk").values_list("title", flat=True))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "长" * 201}, "title"),
        ({"presenter": "长" * 61}, "presenter"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 241}, "minutes"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(meeting, typed, field):
    with pytest.raises(MeetingError) as refusal:
        add_agenda_item(meeting, NewItem(**{"title": "招商"} | typed), by=coordinator(), at=NOW)

    assert refusal.value.field == field
    assert titles(meeting) == []


def change(row: AgendaItem, title="招商", minutes=5, *, version=1) -> AgendaItem:
    by = coordinator()
    return change_agenda_item(row, title, None, "", minutes, by=by, at=NOW, version=version)


def test_change_raises_the_version_and_tells_what_was(meeting):
    (row,) = add(meeting, "招商")

    changed = change(row, "招商引资", 20)

    assert (changed.title, changed.minutes, changed.version) == ("招商引资", 20, 2)
    told = Event.objects.get(verb="修改议题").detail
    assert told == {"item": "招商引资", "changed": {"title": "招商", "minutes": "5"}}


def test_change_of_what_somebody_else_has_changed_is_refused_with_both(meeting):
    (row,) = add(meeting, "招商")
    change(row, "招商引资")

    with pytest.raises(StaleMeetingError) as stale:
        change(row, "招商工作", 9)

    assert (stale.value.current, stale.value.typed) == ("招商引资 5分钟", "招商工作 9分钟")
    assert change(row, "招商工作", 9, version=stale.value.version).version == 3


def test_same_words_are_no_change(meeting):
    (row,) = add(meeting, "招商")
    told = Event.objects.count()

    assert change(row).version == 1
    assert Event.objects.count() == told


@pytest.mark.parametrize(
    ("moved", "step", "order"),
    [
        ("乙", {"up": True}, "乙甲丙丁"),
        ("乙", {"up": False}, "甲丙乙丁"),
        ("甲", {"up": True}, "甲乙丙丁"),
        ("丁", {"up": False}, "甲乙丙丁"),
        ("丁", {"place": 1}, "丁甲乙丙"),
        ("甲", {"place": 3}, "乙丙甲丁"),
        ("甲", {"place": 4}, "乙丙丁甲"),
    ],
)
def test_item_is_moved_by_one_or_to_a_place(office, meeting, moved, step, order):
    add(meeting, *"甲乙丙丁")

    move_agenda_item(meeting.agenda.get(title=moved), by=office, at=NOW, **step)

    assert "".join(titles(meeting)) == order


def test_moving_counts_what_stands_and_what_returns_finds_its_place(office, meeting):
    rows = add(meeting, *"甲乙丙丁")
    removed = remove_agenda_item(rows[1], "另议", by=office, at=NOW)

    move_agenda_item(rows[3], by=office, at=NOW, place=2)
    assert titles(meeting) == ["甲", "丁", "丙"]

    restore_agenda_item(removed, by=office, at=NOW)
    assert titles(meeting) == ["甲", "乙", "丁", "丙"]


@pytest.mark.parametrize("step", [{}, {"place": 0}, {"place": 3}])
def test_place_beyond_the_agenda_is_refused(office, meeting, step):
    rows = add(meeting, *"甲乙")

    with pytest.raises(MeetingError, match="顺序应在1至2之间。"):
        move_agenda_item(rows[0], by=office, at=NOW, **step)
