"""Meetings as they were known: lines, pages, what came of the last one, and counts."""

from datetime import date, datetime, timedelta

import pytest

from strategy.clock import SHANGHAI
from strategy.models import AgendaOutcome, MatterStatus, MeetingStage
from strategy.progress.ladder import Rung
from strategy.queries.meetings import (
    NOTHING_SAID,
    follow_up,
    last_meeting,
    meeting_page,
    meetings_of_item,
    next_meeting,
)
from strategy.services.agendas import NewItem, add_agenda_item, remove_agenda_item
from strategy.services.meetings import (
    NewMeeting,
    hold_meeting,
    issue_minutes,
    keep_item_record,
    open_meeting,
    resolve,
)
from strategy.services.new_matters import NewMatter
from tests.factories import MilestoneFactory, OrganisationFactory, SourceFactory, TaskFactory
from tests.factories.matters import MeetingSeriesFactory, coordinator, office, stood

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = date(2022, 7, 4), date(2022, 7, 11), date(2022, 7, 18)
TODAY = THIRD
DUE = date(2022, 7, 20)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)


def opened(day: date, item=None, **typed):
    """A meeting opened three days before with one item on its agenda."""
    at, by = noon(day) - timedelta(days=3), coordinator()
    new = {"series": MeetingSeriesFactory(), "meets_on": day} | typed
    meeting = open_meeting(NewMeeting(**new), by=by, at=at)
    add_agenda_item(meeting, NewItem("研究用地问题", item=item), by=by, at=at)
    return meeting


def held(day: date, due=(), *, issues=True, **typed):
    """A meeting that was held and resolved a matter for each due day; with these matters."""
    meeting, by = opened(day, **typed), coordinator()
    meeting = hold_meeting(meeting, by=by, at=noon(day))
    matters = [
        resolve(
            meeting,
            NewMatter("resolution", f"事项{n}", OrganisationFactory(), due_on=one,
                      checker=office()),
            by=by, at=noon(day),
        )
        for n, one in enumerate(due)
    ]  # fmt: skip
    if issues:
        issue_minutes(meeting, by=by, at=noon(day), carries=True)
    return meeting, matters


def titles(rows) -> list[str]:
    return [row.matter.title for row in rows]


def test_what_came_of_the_last_meeting_is_closed_open_or_overdue():
    _, (closed, late, running) = held(SECOND, [DUE, TODAY - timedelta(days=1), DUE])
    stood(closed, MatterStatus.CLOSED, at=noon(SECOND) + timedelta(hours=1))
    stood(running, MatterStatus.HANDLING, at=noon(SECOND) + timedelta(hours=1))

    found = follow_up(opened(THIRD), TODAY)

    assert [titles(rows) for rows in (found.closed, found.open, found.overdue)] == [
        [closed.title], [running.title], [late.title]
    ]  # fmt: skip
    assert found.total == 3
    assert [row.said for row in (*found.open, *found.overdue)] == [
        "已报市自然资源局审查", NOTHING_SAID
    ]  # fmt: skip
    assert (found.overdue[0].rung, found.open[0].said_on) == (Rung.YELLOW, SECOND)


def test_an_older_resolution_stays_until_it_is_closed():
    _, (closed, running) = held(FIRST, [DUE, DUE])
    stood(closed, MatterStatus.CLOSED, at=noon(FIRST) + timedelta(hours=1))
    last, _ = held(SECOND)

    found = follow_up(opened(THIRD), TODAY)

    assert found.last == last
    assert (titles(found.open), found.closed) == ([running.title], [])


def test_another_series_has_its_own_last_meeting():
    held(SECOND, [DUE])

    other = opened(THIRD, series=MeetingSeriesFactory(code="special", name="专题会"))

    assert follow_up(other, TODAY).last is None
    assert follow_up(other, TODAY).total == 0


def test_a_held_meeting_says_what_was_told_there():
    _, (matter,) = held(SECOND, [DUE])
    meeting, _ = held(THIRD)
    stood(matter, MatterStatus.CLOSED, at=noon(THIRD) + timedelta(hours=1))

    found = follow_up(meeting, TODAY + timedelta(days=9))

    assert (titles(found.open), found.closed, found.overdue) == ([matter.title], [], [])


def test_what_came_of_the_last_meeting_costs_three_queries(django_assert_num_queries):
    held(FIRST, [DUE] * 2)
    held(SECOND, [DUE] * 5)
    meeting = opened(THIRD)

    with django_assert_num_queries(3):
        assert follow_up(meeting, TODAY).total == 7


def test_a_meeting_is_read_as_it_was_known():
    meeting, matters = held(SECOND, [DUE])
    item = meeting.agenda.get()

    then, now = noon(SECOND) - timedelta(hours=1), noon(SECOND) + timedelta(hours=1)

    assert meeting_page(meeting, then).stage == MeetingStage.PREPARING
    assert meeting_page(meeting, then).resolutions == []
    assert meeting_page(meeting, now).stage == MeetingStage.ISSUED
    assert meeting_page(meeting, then).agenda[0].outcome == AgendaOutcome.PENDING
    assert meeting_page(meeting).agenda[0].outcome == AgendaOutcome.CONTINUED
    assert [step.matter for step in meeting_page(meeting).resolutions] == matters
    assert meeting_page(meeting).minutes == item.minutes


def test_what_was_taken_off_the_agenda_stands_apart_from_then_on():
    meeting = opened(THIRD)
    item = meeting.agenda.get()
    remove_agenda_item(item, "已解决", by=coordinator(), at=noon(THIRD))

    before, after = meeting_page(meeting, noon(THIRD)), meeting_page(meeting)

    assert ([line.row for line in before.agenda], before.removed) == ([item], [])
    assert (after.agenda, after.removed) == ([], [item])


def test_a_milestone_that_was_fixed_is_reached_from_its_own_day_on():
    meeting = opened(THIRD)
    source = SourceFactory(code="S36", published_on=THIRD)
    fixed = MilestoneFactory(
        name="开工", planned_on=date(2022, 9, 30), actual_on=date(2022, 9, 28), source=source
    )
    meeting.agenda.update(milestone=fixed)

    (line,) = meeting_page(meeting).agenda

    assert line.milestone_on(date(2022, 9, 27)).actual_on is None
    assert line.milestone_on(date(2022, 9, 28)).outcome.label == "已完成"


def test_pages_know_their_neighbours_and_how_far_the_agenda_is_too_long():
    first, second, third = held(FIRST)[0], held(SECOND)[0], opened(THIRD, slot=10)
    add_agenda_item(third, NewItem("研究用工问题", minutes=20), by=coordinator(), at=noon(THIRD))

    page = meeting_page(second)

    assert (page.previous, page.following) == (first, third)
    assert meeting_page(third).minutes_over == 15
    assert meeting_page(second).minutes_over == 0


def test_the_last_meeting_is_one_that_was_held():
    first, _ = held(FIRST)
    opened(SECOND)

    assert last_meeting(opened(THIRD)) == first
    assert last_meeting(first) is None


def test_the_next_meeting_is_in_preparation_and_a_real_one_comes_first():
    sample = MeetingSeriesFactory(code="sample", name="示例周例会", is_sample=True)
    held(SECOND)
    example = opened(SECOND, series=sample)
    assert next_meeting(SECOND) == example

    real = opened(THIRD)

    assert next_meeting(SECOND) == real
    assert next_meeting(THIRD + timedelta(days=1)) is None


def test_the_meetings_of_an_item_and_what_became_of_it_there():
    item = TaskFactory()
    meeting, _ = held(SECOND, item=item, issues=False)
    row = meeting.agenda.get()
    keep_item_record(row, "", "concluded", by=coordinator(), at=noon(SECOND), version=1)
    opened(THIRD, item=item)

    late, early = meetings_of_item(item.pk)

    assert (early.meeting, early.outcome) == (meeting, AgendaOutcome.PENDING)
    assert (late.appearance, late.outcome) == (2, AgendaOutcome.PENDING)
    issue_minutes(meeting, by=coordinator(), at=noon(SECOND))
    assert meetings_of_item(item.pk)[1].outcome == AgendaOutcome.CONCLUDED
    assert [one.meeting for one in meetings_of_item(item.pk, noon(SECOND))] == [meeting]
