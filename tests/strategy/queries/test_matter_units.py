"""Who helped with a matter and who checked it, as it was known on a day."""

from datetime import date, datetime, timedelta

import pytest

from strategy.clock import SHANGHAI
from strategy.models import Matter, MatterStatus, MatterStep
from strategy.models.matter_steps import overdue_on
from strategy.queries.matter_page import matter_page
from strategy.queries.matter_units import helper_names, helpers_at
from strategy.queries.matters import matter_rows, register
from strategy.queries.meeting_minutes import decisions
from strategy.services.matter_requests import grant_request, object_to
from strategy.services.matters import assign, instruct, receive
from strategy.services.new_matters import NewMatter
from tests.factories import OrganisationFactory
from tests.factories.matters import (
    DUE_ON,
    REGISTERED_AT,
    MeetingFactory,
    coordinator,
    office,
    problem,
    resolution,
    staff_of,
    stood,
)

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2022, 7, 15, 9, tzinfo=SHANGHAI)
THURSDAY = FRIDAY - timedelta(days=1)
ON = date(2022, 7, 14)


@pytest.fixture
def units():
    return OrganisationFactory.create_batch(4)


@pytest.fixture
def matter(units):
    """The first helps until Friday, from then on the second; the checkers change as well."""
    helper, later_helper, checker, later_checker = units
    matter = problem(supporting=(helper,), checker=checker)
    assign(
        matter, matter.current.lead, DUE_ON, supporting=(later_helper,), checker=later_checker,
        by=coordinator(), at=FRIDAY,
    )  # fmt: skip
    return matter


def test_page_of_a_past_day_has_the_units_of_that_day(matter, units):
    helper, later_helper, checker, later_checker = units
    then, now = matter_page(matter.pk, ON, THURSDAY), matter_page(matter.pk, DUE_ON, None)

    assert (then.supporting, then.step.checker) == ((helper,), checker)
    assert (now.supporting, now.step.checker) == ((later_helper,), later_checker)


def test_register_of_a_past_day_has_the_units_of_that_day(matter, units):
    (then,) = matter_rows(register(THURSDAY), ON, THURSDAY)
    (now,) = matter_rows(register(None), DUE_ON, None)

    assert then.supporting == (units[0].short_name,)
    assert now.supporting == (units[1].short_name,)


def test_every_later_step_carries_them_on(matter, units):
    receive(matter, by=staff_of(matter.current.lead), at=FRIDAY)

    assert helpers_at(matter.current) == (units[1],)
    assert helper_names([matter.current]) == {matter.pk: (units[1].short_name,)}
    assert matter.current.checker == units[3]


def test_assignment_that_takes_all_helpers_away_leaves_none(matter):
    first = matter.steps.get(number=1)
    MatterStep.objects.get(matter=matter, number=2).supporting.clear()

    assert helpers_at(matter.current) == ()
    assert helper_names([matter.current]) == {matter.pk: ()}
    assert len(helpers_at(first)) == 1


def test_instruction_that_is_assigned_at_once_keeps_its_helpers(units):
    new = NewMatter(
        Matter.Kind.INSTRUCTION, "抓紧", units[0], DUE_ON, supporting=(units[1],), checker=office()
    )
    matter = instruct(new, by=coordinator(), at=REGISTERED_AT)

    assert helpers_at(matter.current) == (units[1],)


def test_new_lead_after_an_objection_is_no_helper_from_then_on(units):
    lead, helper, other, _ = units
    matter = stood(problem(lead, supporting=(helper, other)), MatterStatus.ASSIGNED)
    asked = object_to(matter, "不属本单位", by=staff_of(lead), at=REGISTERED_AT)
    before = matter.current
    grant_request(asked, answer="改派", lead=helper, by=coordinator(), at=REGISTERED_AT)

    assert set(helpers_at(before)) == {helper, other}
    assert helpers_at(matter.current) == (other,)


def test_issued_minutes_print_the_helpers_as_they_stood(units):
    lead, helper, later_helper, _ = units
    meeting = MeetingFactory()
    matter = resolution(meeting, lead, supporting=(helper,), due_on=date(2022, 7, 29))
    assign(matter, lead, DUE_ON, by=coordinator(), at=REGISTERED_AT)
    meeting.held_at = meeting.issued_at = REGISTERED_AT
    meeting.held_by = meeting.issued_by = coordinator()
    meeting.save()
    asked = object_to(
        matter, "不属本单位", by=staff_of(lead), at=REGISTERED_AT + timedelta(hours=1)
    )
    grant_request(asked, answer="属实", by=coordinator(), at=FRIDAY)
    assign(matter, lead, DUE_ON, supporting=(later_helper,), by=coordinator(), at=FRIDAY)

    (printed,) = decisions(meeting)

    assert printed.supporting == (helper.short_name,)


@pytest.mark.parametrize("count", [1, 5])
def test_rows_take_two_queries_however_many_help(count, django_assert_num_queries):
    for _ in range(count):
        problem(supporting=OrganisationFactory.create_batch(count))

    with django_assert_num_queries(2):
        assert all(row.supporting for row in matter_rows(register(None), ON, None))


@pytest.mark.parametrize(
    ("status", "is_overdue"), [("assigned", True), ("registered", False), ("applied", False)]
)
def test_overdue_is_one_thing_in_python_and_in_sql(status, is_overdue):
    matter = stood(problem(), MatterStatus(status))
    for day, expected in ((DUE_ON, False), (DUE_ON + timedelta(days=1), is_overdue)):
        assert matter.current.is_overdue_on(day) == expected
        assert MatterStep.objects.known_at(None).filter(overdue_on(day)).exists() == expected
