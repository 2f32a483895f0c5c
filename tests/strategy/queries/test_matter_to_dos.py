"""What waits for whom about matters and meetings: the list, and the count of the menu."""

from datetime import date, datetime

import pytest

from strategy.clock import SHANGHAI
from strategy.models import (
    Matter,
    MatterStatus,
    MatterStep,
    Role,
    Slip,
    User,
    Verb,
)
from strategy.models.matter_steps import WITH_UNIT
from strategy.progress.ladder import Rung
from strategy.queries.matter_to_dos import MatterDuty, matter_to_dos
from strategy.queries.to_dos import to_do_counts
from strategy.services.matters import reopen, send_back
from strategy.services.slips import issue_slip, receive_slip
from strategy.wording.matter_to_dos import to_do_sentence
from tests.factories import MeetingFactory, OrganisationFactory, UserFactory
from tests.factories.agendas import release
from tests.factories.matters import DUE_ON, coordinator, problem, staff_of, stood

pytestmark = pytest.mark.django_db

CALM = date(2022, 7, 12)
NEAR, BLUE, YELLOW, RED = (date(2022, 7, day) for day in (13, 15, 18, 20))
"""Days of the ladder of a matter that is due on Monday, 18 July."""

S = MatterStatus


def duties(user: User, today: date = CALM) -> list[MatterDuty]:
    """What a person is asked to do on a day; the menu counts the same."""
    found = matter_to_dos(user, today)
    assert to_do_counts(user, noon(today)).matters == len(found)
    return [one.duty for one in found]


def issue(matter: Matter, day: date) -> Slip:
    """The slip of the rung that holds on a day."""
    return issue_slip(matter, by=coordinator(), at=noon(day))


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)


def lead_of(matter: Matter) -> User:
    return staff_of(matter.current.lead)


@pytest.mark.parametrize(
    ("status", "of_lead", "of_office"),
    [
        (S.REGISTERED, [], [MatterDuty.ASSIGN]),
        (S.ASSIGNED, [MatterDuty.RECEIVE], []),
        (S.RECEIVED, [], []),
        (S.HANDLING, [], []),
        (S.APPLIED, [], [MatterDuty.VERIFY]),
        (S.CLOSED, [], []),
        (S.WITHDRAWN, [], []),
    ],
)
def test_matter_waits_for_those_whose_step_is_next(status, of_lead, of_office):
    matter = stood(problem(lead := OrganisationFactory()), status)

    assert duties(staff_of(lead)) == of_lead
    assert duties(coordinator()) == of_office
    assert matter.current.status == status


def test_line_says_what_until_when_and_from_whom():
    matter = stood(problem(title="用地未批"), S.ASSIGNED)

    (one,) = matter_to_dos(lead_of(matter), RED)

    assert (one.pk, one.label, one.title) == (matter.pk, matter.label, "用地未批")
    assert (one.due_on, one.rung) == (DUE_ON, Rung.RED)


# The lead unit


@pytest.mark.parametrize("status", [S.RECEIVED, S.HANDLING])
@pytest.mark.parametrize(
    ("today", "rung"),
    [(NEAR, Rung.NEAR), (BLUE, Rung.BLUE), (YELLOW, Rung.YELLOW), (RED, Rung.RED)],
)
def test_matter_in_handling_waits_from_three_workdays_before_it_is_due(status, today, rung):
    unit = lead_of(stood(problem(), status))

    assert duties(unit, CALM) == []
    assert duties(unit, today) == [MatterDuty.HANDLE]
    assert matter_to_dos(unit, today)[0].rung == rung


def test_worst_rung_stands_first():
    lead = OrganisationFactory()
    late, near = date(2022, 7, 14), date(2022, 7, 21)
    for due_on in (near, late):
        stood(problem(lead, due_on=due_on), S.HANDLING)

    assert [one.due_on for one in matter_to_dos(staff_of(lead), YELLOW)] == [late, near]


def test_filing_stops_the_ladder():
    unit = lead_of(stood(problem(), S.APPLIED))

    assert duties(unit, RED) == []


def test_matter_sent_back_waits_with_its_reason_whenever_it_is_due():
    matter = stood(problem(), S.APPLIED)
    send_back(matter, "佐证不全", by=coordinator(), at=noon(CALM))

    assert duties(lead_of(matter)) == [MatterDuty.REDO]
    assert matter_to_dos(lead_of(matter), CALM)[0].note == "佐证不全"


def test_matter_opened_again_waits_for_its_unit():
    matter = stood(problem(), S.CLOSED)
    reopen(matter, "问题未解决", date(2022, 8, 31), by=coordinator(), at=noon(CALM))

    assert duties(lead_of(matter)) == [MatterDuty.REDO]


def test_matter_of_another_unit_waits_for_nobody_else():
    stood(problem(), S.ASSIGNED)

    assert duties(UserFactory()) == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.STAFF, Role.COORDINATOR}))
def test_others_of_the_lead_unit_are_asked_nothing(role):
    matter = stood(problem(), S.ASSIGNED)

    assert duties(UserFactory(organisation=matter.current.lead, role=role)) == []


def test_slip_waits_until_it_is_signed_for():
    matter = stood(problem(), S.HANDLING)
    slip = issue(matter, YELLOW)
    unit = lead_of(matter)
    assert set(duties(unit, YELLOW)) == {MatterDuty.SIGN, MatterDuty.HANDLE}

    receive_slip(slip, by=unit, at=noon(YELLOW))

    assert duties(unit, YELLOW) == [MatterDuty.HANDLE]


def test_slip_no_longer_waits_once_the_close_was_applied_for():
    matter = stood(problem(), S.HANDLING)
    issue(matter, YELLOW)

    stood(matter, S.APPLIED, at=noon(YELLOW))

    assert duties(lead_of(matter), YELLOW) == []


# The checking unit and the office


def test_application_waits_for_the_checking_unit_alone():
    checker = OrganisationFactory()
    stood(problem(checker=checker), S.APPLIED)

    assert duties(staff_of(checker)) == [MatterDuty.VERIFY]
    assert duties(coordinator()) == []


def test_nobody_of_a_helping_unit_is_asked_to_verify():
    checker = OrganisationFactory()
    matter = stood(problem(checker=checker), S.APPLIED)

    matter.supporting.add(checker)

    assert duties(staff_of(checker)) == []


def test_who_handled_it_elsewhere_is_not_asked_to_verify():
    checker = OrganisationFactory()
    matter = stood(problem(checker=checker), S.APPLIED)
    mover, colleague = lead_of(matter), staff_of(checker)

    User.objects.filter(pk=mover.pk).update(organisation=checker)
    mover.refresh_from_db()

    assert duties(mover) == []
    assert duties(colleague) == [MatterDuty.VERIFY]


def test_matter_freed_by_an_objection_waits_for_the_office_and_says_so():
    release(problem(), noon(CALM))

    (one,) = matter_to_dos(coordinator(), CALM)

    assert (one.duty, one.unit, one.verb) == (MatterDuty.ASSIGN, None, Verb.RELEASE)
    assert "异议成立，尚未确定牵头单位" in to_do_sentence(one, CALM)


@pytest.mark.parametrize(("role", "most"), [(Role.STAFF, 2), (Role.COORDINATOR, 4)])
def test_queries_do_not_grow_with_matters(role, most, django_assert_num_queries):
    lead = OrganisationFactory()
    person = coordinator() if role == Role.COORDINATOR else staff_of(lead)
    for status in (S.REGISTERED, S.ASSIGNED, S.HANDLING, S.APPLIED, S.VERIFIED):
        matter = stood(problem(lead), status)
        if status in WITH_UNIT:
            issue(matter, YELLOW)
        MeetingFactory(opened_by=coordinator())

    with django_assert_num_queries(most):
        assert len(matter_to_dos(person, RED)) > 3
    assert MatterStep.objects.known_at(None).count() == 5
