"""What waits for the headquarters' office about matters and meetings."""

from datetime import date, timedelta

import pytest

from strategy.models import Matter, Role
from strategy.progress.ladder import Rung
from strategy.queries.matter_to_dos import MatterDuty, matter_to_dos
from strategy.services.matter_requests import ask_extension, grant_request
from strategy.services.matters import reopen
from strategy.services.return_visits import make_return_visit
from tests.factories import MeetingFactory, OrganisationFactory, SourceFactory, UserFactory
from tests.factories.matters import DUE_ON, coordinator, office, problem, staff_of, stood

from .test_matter_to_dos import BLUE, CALM, NEAR, RED, YELLOW, S, duties, issue, lead_of, noon

pytestmark = pytest.mark.django_db


def test_verified_matter_waits_for_the_office():
    stood(problem(), S.VERIFIED)

    assert duties(coordinator()) == [MatterDuty.CLOSE]


def test_matter_of_the_office_itself_is_closed_by_its_checker():
    checker = OrganisationFactory()
    stood(problem(office(), checker=checker), S.VERIFIED)

    assert duties(coordinator()) == []
    assert duties(staff_of(checker)) == [MatterDuty.CLOSE]


def test_request_waits_for_the_office_until_it_is_answered():
    matter = stood(problem(), S.HANDLING)
    later = date(2022, 7, 25)
    asked = ask_extension(matter, "材料在途", later, by=lead_of(matter), at=noon(CALM))
    assert duties(coordinator()) == [MatterDuty.DECIDE]
    assert matter_to_dos(coordinator(), CALM)[0].due_on == later

    grant_request(asked, by=coordinator(), at=noon(CALM))

    assert duties(coordinator()) == []


def test_nobody_is_asked_to_answer_their_own_request():
    matter = stood(problem(office(), checker=OrganisationFactory()), S.HANDLING)
    colleague = UserFactory(role=Role.COORDINATOR, organisation=office())

    ask_extension(matter, "材料在途", date(2022, 7, 25), by=coordinator(), at=noon(CALM))

    assert duties(coordinator()) == []
    assert duties(colleague) == [MatterDuty.DECIDE]


@pytest.mark.parametrize(
    ("today", "rung"), [(BLUE, Rung.BLUE), (YELLOW, Rung.YELLOW), (RED, Rung.RED)]
)
def test_slip_may_be_issued_once_for_the_rung_that_holds(today, rung):
    matter = stood(problem(), S.HANDLING)
    assert duties(coordinator(), NEAR) == []
    assert duties(coordinator(), today) == [MatterDuty.ISSUE]

    assert issue(matter, today).rung == rung

    assert duties(coordinator(), today) == []


def test_slip_of_a_lower_rung_does_not_stand_for_a_higher_one():
    issue(stood(problem(), S.HANDLING), BLUE)

    assert duties(coordinator(), YELLOW) == [MatterDuty.ISSUE]


def test_extended_matter_has_a_ladder_of_its_own():
    matter = stood(problem(), S.HANDLING)
    later = DUE_ON + timedelta(days=7)
    asked = ask_extension(matter, "材料在途", later, by=lead_of(matter), at=noon(CALM))

    grant_request(asked, by=coordinator(), at=noon(CALM))

    assert duties(coordinator(), BLUE) == []
    assert duties(coordinator(), date(2022, 7, 22)) == [MatterDuty.ISSUE]


def test_enterprise_is_to_be_visited_after_each_close():
    matter = stood(problem(origin=Matter.Origin.ENTERPRISE), S.CLOSED)
    assert duties(coordinator()) == [MatterDuty.VISIT]

    make_return_visit(matter, True, "已满意", by=coordinator(), at=noon(CALM))
    assert duties(coordinator()) == []

    reopen(matter, "又出现", date(2022, 8, 31), by=coordinator(), at=noon(NEAR))
    stood(matter, S.CLOSED, at=noon(BLUE))
    assert duties(coordinator(), BLUE) == [MatterDuty.VISIT]


def test_problem_that_no_enterprise_raised_needs_no_visit():
    stood(problem(origin=Matter.Origin.VISIT), S.CLOSED)

    assert duties(coordinator()) == []


def test_meeting_waits_until_its_minutes_are_out():
    meeting = MeetingFactory(opened_by=coordinator())
    assert duties(coordinator()) == [MatterDuty.PREPARE]
    assert duties(UserFactory()) == []

    meeting.held_at, meeting.held_by = noon(CALM), coordinator()
    meeting.save()
    assert duties(coordinator()) == [MatterDuty.MINUTES]

    meeting.issued_at, meeting.issued_by = noon(CALM), coordinator()
    meeting.save()
    assert duties(coordinator()) == []


def test_meeting_known_from_a_report_has_no_minutes_of_ours():
    MeetingFactory(
        opened_by=coordinator(), held_at=noon(CALM), held_by=coordinator(), source=SourceFactory()
    )

    assert duties(coordinator()) == []
