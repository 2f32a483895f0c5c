"""The life of a matter: who may take which step from where, and what is left of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from strategy.models import Event, Matter, MatterStatus, Role, Verb
from strategy.services.matter_steps import MovedError, MoveError
from strategy.services.matters import (
    assign,
    instruct,
    receive,
    register_matter,
    reopen,
    report_progress,
    send_back,
)
from strategy.services.new_matters import NewMatter
from tests.factories import (
    MeetingFactory,
    OrganisationFactory,
    ProjectFactory,
    SeriesFactory,
    TimeLimitFactory,
    UserFactory,
)
from tests.factories.matters import (
    DUE_ON,
    REGISTERED_AT,
    coordinator,
    office,
    problem,
    staff_of,
    stood,
)

from .handling import AT, LONGER, TRY, is_done, make_cast

pytestmark = pytest.mark.django_db

REGISTERED, ASSIGNED, RECEIVED, HANDLING, APPLIED, VERIFIED, CLOSED, WITHDRAWN = MatterStatus
MAY = {
    Verb.ASSIGN: {REGISTERED: {"office"}},
    Verb.RECEIVE: {ASSIGNED: {"lead"}},
    Verb.OBJECT: {ASSIGNED: {"lead"}, RECEIVED: {"lead"}},
    Verb.RELEASE: {ASSIGNED: {"office"}, RECEIVED: {"office"}},
    Verb.UPHOLD: {ASSIGNED: {"office"}, RECEIVED: {"office"}},
    Verb.PROGRESS: {RECEIVED: {"lead"}, HANDLING: {"lead", "helper"}},
    Verb.ASK: {RECEIVED: {"lead"}, HANDLING: {"lead"}},
    Verb.EXTEND: {RECEIVED: {"office"}, HANDLING: {"office"}},
    Verb.REFUSE: {RECEIVED: {"office"}, HANDLING: {"office"}},
    Verb.APPLY: {HANDLING: {"lead"}},
    Verb.VERIFY: {APPLIED: {"checker"}},
    Verb.RETURN: {APPLIED: {"checker", "office"}, VERIFIED: {"office"}},
    Verb.CLOSE: {VERIFIED: {"office"}},
    Verb.REOPEN: {CLOSED: {"office"}},
    Verb.WITHDRAW: {REGISTERED: {"office"}, ASSIGNED: {"office"}},
}
"""Who may do what where; nobody may do anything else."""


@pytest.mark.parametrize("status", MatterStatus)
@pytest.mark.parametrize("verb", TRY)
def test_only_those_named_take_a_step_and_who_is_refused_leaves_no_trace(verb, status):
    cast = make_cast(status)

    could = {name for name, by in cast.people.items() if is_done(TRY[verb], cast.matter, by)}

    assert could == MAY[verb].get(status, set())


def test_every_verb_is_tried():
    assert set(TRY) == set(MAY) == set(Verb) - {Verb.REGISTER}


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        ("problem", {Role.STAFF, Role.COORDINATOR}),
        ("resolution", {Role.COORDINATOR}),
        ("instruction", {Role.OFFICIAL, Role.COORDINATOR}),
    ],
)
@pytest.mark.parametrize("role", Role)
def test_who_may_register_what(kind, may, role):
    meeting = MeetingFactory() if kind == "resolution" else None
    origin = Matter.Origin.MEETING if meeting else Matter.Origin.LEADER
    new = NewMatter(
        Matter.Kind(kind), "协调用地", OrganisationFactory(), DUE_ON, checker=office(),
        origin=origin, meeting=meeting,
    )  # fmt: skip
    by = UserFactory(role=role)

    if role in may:
        assert register_matter(new, by=by, at=AT).current.status == REGISTERED
    else:
        with pytest.raises(PermissionDenied):
            register_matter(new, by=by, at=AT)
        assert not Matter.objects.exists()


@pytest.mark.parametrize("role", Role)
def test_an_instruction_is_assigned_at_once_by_who_may_write_one(role):
    new = NewMatter(Matter.Kind.PROBLEM, "抓紧", OrganisationFactory(), DUE_ON, checker=office())
    by = UserFactory(role=role)

    if role in {Role.OFFICIAL, Role.COORDINATOR}:
        matter = instruct(new, by=by, at=AT)
        assert (matter.kind, matter.current.status) == ("instruction", ASSIGNED)
        assert [step.by for step in matter.steps.all()] == [by, by]
    else:
        with pytest.raises(PermissionDenied):
            instruct(new, by=by, at=AT)


def test_numbers_run_through_a_year_and_begin_anew():
    first, second = problem(), problem()
    later = problem(at=REGISTERED_AT.replace(year=2023), due_on=date(2023, 8, 1))

    assert [one.label for one in (first, second, later)] == [
        "督办〔2022〕1号", "督办〔2022〕2号", "督办〔2023〕1号",
    ]  # fmt: skip


def test_the_year_of_a_number_is_that_of_luohe():
    new_years_eve = REGISTERED_AT.replace(month=12, day=31, hour=23)
    matter = problem(at=new_years_eve + timedelta(hours=2), due_on=LONGER.replace(year=2023))

    assert matter.label == "督办〔2023〕1号"


def test_the_time_limit_follows_from_its_class_unless_a_day_is_given():
    general = TimeLimitFactory()
    new = NewMatter(
        Matter.Kind.PROBLEM, "协调用地", OrganisationFactory(), None, general, checker=office()
    )

    by_class = register_matter(new, by=coordinator(), at=REGISTERED_AT)
    by_day = register_matter(replace(new, due_on=LONGER), by=coordinator(), at=REGISTERED_AT)

    assert by_class.current.due_on == date(2022, 7, 18)
    assert by_day.current.due_on == LONGER


def test_the_office_checks_where_nobody_else_is_named():
    checker = office()
    new = NewMatter(Matter.Kind.PROBLEM, "协调用地", OrganisationFactory(), DUE_ON)

    assert register_matter(new, by=UserFactory(), at=AT).checker == checker


def test_a_matter_of_a_figure_belongs_to_its_item_and_one_about_a_sample_is_one():
    line = SeriesFactory(item__is_sample=True)

    matter = problem(series=line, month=date(2022, 6, 1))

    assert (matter.item_id, matter.is_sample) == (line.item_id, True)
    assert not problem(item=ProjectFactory()).is_sample


def test_what_a_matter_was_stays_readable_as_of_every_moment():
    matter = stood(problem(), CLOSED, at=AT)

    def stood_at(moment) -> str | None:
        step = matter.steps.known_at(moment).first()
        return step and step.status

    assert stood_at(REGISTERED_AT) is None
    assert stood_at(AT) == REGISTERED
    assert stood_at(AT + timedelta(seconds=1)) == stood_at(None) == CLOSED


def test_a_clock_set_back_within_a_day_keeps_the_steps_in_order():
    cast = make_cast(ASSIGNED)
    earlier = REGISTERED_AT - timedelta(hours=3)

    step = receive(cast.matter, by=staff_of(cast.lead), at=earlier)

    assert step.at == REGISTERED_AT
    assert cast.matter.steps.filter(superseded_at=REGISTERED_AT).count() == 2


def test_assigning_may_change_the_lead_the_helpers_and_the_checker():
    cast = make_cast(REGISTERED)
    lead, helper, checker = OrganisationFactory.create_batch(3)

    step = assign(
        cast.matter, lead, LONGER, supporting=(helper,), checker=checker, by=coordinator(), at=AT
    )

    cast.matter.refresh_from_db()
    assert (step.lead, step.due_on, cast.matter.checker) == (lead, LONGER, checker)
    assert list(cast.matter.supporting.all()) == [helper]
    told = Event.objects.get(verb="交办", subject_key=str(cast.matter.pk)).detail
    assert told == {
        "lead": lead.short_name,
        "supporting": [helper.short_name],
        "checker": checker.short_name,
        "due_on": "2022-08-01",
    }


def test_a_page_that_is_out_of_date_moves_nothing():
    cast = make_cast(RECEIVED)
    seen = cast.matter.current.number
    report_progress(cast.matter, "已受理", by=staff_of(cast.lead), at=AT)

    with pytest.raises(MovedError, match="已由他人操作（办理进展）"):
        report_progress(cast.matter, "已受理", by=staff_of(cast.lead), at=AT, seen=seen)

    assert cast.matter.steps.count() == seen + 1


def test_a_helper_waits_for_the_first_word_of_the_lead():
    cast = make_cast(RECEIVED)

    with pytest.raises(MoveError, match="牵头单位尚未开始办理"):
        report_progress(cast.matter, "已受理", by=staff_of(cast.helper), at=AT)


def test_a_returned_matter_keeps_its_time_limit_and_a_reopened_one_counts():
    cast = make_cast(APPLIED)
    back = send_back(cast.matter, "缺批复", by=staff_of(cast.checker), at=AT)
    stood(cast.matter, CLOSED, at=AT)

    again = reopen(cast.matter, "又停工", LONGER, by=coordinator(), at=AT)

    assert (back.status, back.due_on, back.reopenings) == (HANDLING, DUE_ON, 0)
    assert (again.status, again.due_on, again.reopenings) == (HANDLING, LONGER, 1)
    assert again.lead == cast.lead
