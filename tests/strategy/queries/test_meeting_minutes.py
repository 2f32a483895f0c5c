"""How far the minutes of a meeting are, and what they will set going."""

import re

import pytest
from django.conf import settings

from strategy.models import AgendaOutcome, Meeting
from strategy.queries.meeting_minutes import Minutes
from strategy.queries.meetings import meeting_page
from tests.factories import SourceFactory
from tests.factories.agendas import on_agenda, release
from tests.factories.matters import REGISTERED_AT, MeetingFactory, coordinator, resolution

pytestmark = pytest.mark.django_db
COMPARED = re.compile(r"equalto|(?:stage|outcome|status)(?:\.value)? *[!=]=")
PARTS = ["_meeting_steps", "_meeting_resolutions", "meeting_minutes", "meeting_detail"]


def minutes_of(meeting: Meeting) -> Minutes:
    return Minutes(meeting_page(meeting, early=True))


def stands(meeting: Meeting) -> tuple[bool, bool, bool]:
    minutes = minutes_of(meeting)
    return minutes.are_ahead, minutes.are_a_draft, minutes.are_issued


def done(*steps: str) -> dict:
    """The moments of a meeting that was held, or whose minutes are out."""
    by = coordinator()
    return {f"{one}_at": REGISTERED_AT for one in steps} | {f"{one}_by": by for one in steps}


def test_minutes_are_ahead_then_a_draft_then_issued():
    assert stands(MeetingFactory()) == (True, False, False)
    assert stands(MeetingFactory(**done("held"))) == (False, True, False)
    assert stands(MeetingFactory(**done("held", "issued"))) == (False, False, True)


def test_meeting_known_from_a_report_has_no_minutes_of_ours():
    reported = MeetingFactory(source=SourceFactory(), **done("held"))

    assert stands(reported) == (False, False, False)


def test_items_are_told_apart_by_their_outcome():
    meeting = MeetingFactory(**done("held"))
    rows = {outcome: on_agenda(meeting, outcome, outcome) for outcome in AgendaOutcome.values}

    minutes = minutes_of(meeting)

    assert [line.row for line in minutes.pending] == [rows["pending"]]
    assert [line.row for line in minutes.continued] == [rows["continued"]]


def test_what_is_assigned_is_told_and_what_nobody_leads():
    meeting = MeetingFactory(**done("held"))
    led, freed = resolution(meeting), release(resolution(meeting), REGISTERED_AT)

    minutes = minutes_of(meeting)

    assert [step.matter for step in minutes.to_assign] == [led, freed]
    assert [step.matter for step in minutes.without_lead] == [freed]


@pytest.mark.parametrize("part", PARTS)
def test_templates_ask_for_it_and_compare_nothing(part):
    source = (settings.BASE_DIR / f"templates/strategy/{part}.html").read_text(encoding="utf-8")

    assert not COMPARED.search(source)
