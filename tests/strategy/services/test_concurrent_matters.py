"""Two who act on matters at once, on PostgreSQL with real threads. Each race is run twice."""

from datetime import timedelta

import pytest
from django.test import Client

from strategy.models import (
    Matter,
    MatterRequest,
    MatterStatus,
    PageCounter,
    ReportingMonth,
    Role,
    Slip,
)
from strategy.services.attachments import AttachmentError, attach, detach
from strategy.services.matter_follow_ups import close_month
from strategy.services.matter_requests import ask_extension, grant_request, refuse_request
from strategy.services.matter_steps import MatterError, MovedError, MoveError
from strategy.services.matters import (
    apply_to_close,
    assign,
    close_matter,
    instruct,
    register_matter,
    reopen,
)
from strategy.services.new_matters import NewMatter
from strategy.services.slips import issue_slip, receive_slip
from tests.factories import (
    OrganisationFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TargetFactory,
    TimeLimitFactory,
    UserFactory,
    publish,
)
from tests.factories.evidence import PDF
from tests.factories.matters import DUE_ON, coordinator, office, problem, staff_of, stood

from .handling import AT, LONGER, make_cast
from .racing import errors, race, winners
from .test_matter_follow_ups import AUGUST, CLOSED_AT, JULY, LOCKED_AT, RED, settled

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("again", range(2)),
]
DUE = AT + timedelta(days=7)


def coordinators() -> list:
    return [coordinator(), UserFactory(role=Role.COORDINATOR, organisation=office())]


def assert_whole(matter: Matter) -> None:
    """One step stands, and each of the others was replaced when the next began."""
    steps = list(matter.steps.order_by("number"))
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert [step.superseded_at for step in steps] == [*(one.at for one in steps[1:]), None]


def test_two_register_and_get_numbers_of_their_own(again):
    lead, checker = OrganisationFactory(), office()
    new = NewMatter(Matter.Kind.PROBLEM, "协调用地", lead, DUE_ON, checker=checker)
    people = [*coordinators(), UserFactory()]

    runners = race(*(lambda by=by: register_matter(new, by=by, at=AT) for by in people))

    assert errors(runners) == []
    assert sorted(one.answer.number for one in runners) == [1, 2, 3]


def test_one_button_pressed_three_times_registers_one_matter(again):
    new = NewMatter(
        Matter.Kind.PROBLEM, "协调用地", OrganisationFactory(), DUE_ON, checker=office(), key="k"
    )
    by = UserFactory(role=Role.OFFICIAL)

    runners = race(*(lambda: instruct(new, by=by, at=AT) for _ in range(3)))

    (won,) = winners(runners)
    assert [error.matter for error in errors(runners)] == [won.answer] * 2
    assert won.answer.steps.count() == 2
    assert Matter.objects.count() == 1


def test_three_posts_of_one_form_lead_to_one_matter(again, settings):
    settings.DEMO, settings.DEMO_TODAY = True, AT.date()
    office()
    by = UserFactory(role=Role.OFFICIAL)
    typed = {"kind": "instruction", "title": "抓紧", "lead": OrganisationFactory().code}
    clients = [Client() for _ in range(3)]
    for client in clients:
        client.force_login(by)

    runners = race(*(
        lambda client=client: client.post("/matters/new/", typed | {"due_on": DUE_ON, "key": "k"})
        for client in clients
    ))  # fmt: skip

    assert errors(runners) == []
    assert {one.answer.url for one in runners} == {Matter.objects.get().get_absolute_url()}


def test_two_close(again):
    matter = make_cast(MatterStatus.VERIFIED).matter

    runners = race(*(lambda by=by: close_matter(matter, by=by, at=AT) for by in coordinators()))

    assert [type(error) for error in errors(runners)] == [MoveError]
    assert matter.steps.filter(verb="close").count() == 1
    assert_whole(matter)


def test_two_close_from_the_same_page(again):
    matter = make_cast(MatterStatus.VERIFIED).matter
    seen = matter.current.number

    runners = race(
        *(lambda by=by: close_matter(matter, by=by, at=AT, seen=seen) for by in coordinators())
    )

    assert [type(error) for error in errors(runners)] == [MovedError]


def test_two_assign_to_different_units(again):
    matter = make_cast(MatterStatus.REGISTERED).matter
    pairs = list(zip(coordinators(), OrganisationFactory.create_batch(2), strict=True))

    runners = race(
        *(lambda by=by, to=to: assign(matter, to, DUE_ON, by=by, at=AT) for by, to in pairs)
    )

    assert [type(error) for error in errors(runners)] == [MoveError]
    (won,) = winners(runners)
    assert matter.current.lead == won.answer.lead
    assert_whole(matter)


def test_applying_against_asking_for_more_time(again):
    cast = make_cast(MatterStatus.HANDLING)
    first, second = staff_of(cast.lead), UserFactory(organisation=cast.lead)

    runners = race(
        lambda: apply_to_close(cast.matter, "已办结", by=first, at=AT),
        lambda: ask_extension(cast.matter, "材料未齐", LONGER, by=second, at=AT),
    )

    assert len(errors(runners)) == 1
    is_applied = runners[0].error is None
    assert cast.matter.current.verb == ("apply" if is_applied else "ask")
    assert MatterRequest.objects.count() == (not is_applied)
    assert_whole(cast.matter)


def test_two_ask_for_more_time(again):
    cast = make_cast(MatterStatus.HANDLING)
    people = [staff_of(cast.lead), UserFactory(organisation=cast.lead)]

    runners = race(
        *(
            lambda by=by: ask_extension(cast.matter, "材料未齐", LONGER, by=by, at=AT)
            for by in people
        )
    )

    assert [type(error) for error in errors(runners)] == [MatterError]
    assert MatterRequest.objects.count() == 1


def test_one_grants_and_another_refuses(again):
    cast = make_cast(MatterStatus.HANDLING)
    asked = ask_extension(cast.matter, "材料未齐", LONGER, by=staff_of(cast.lead), at=AT)
    first, second = coordinators()

    runners = race(
        lambda: grant_request(asked, by=first, at=AT),
        lambda: refuse_request(asked, "应按期办结", by=second, at=AT),
    )

    assert [type(error) for error in errors(runners)] == [MatterError]
    asked.refresh_from_db()
    assert asked.is_granted == (runners[0].error is None)
    assert cast.matter.current.due_on == (LONGER if asked.is_granted else DUE_ON)
    assert_whole(cast.matter)


def test_two_issue_the_slip_of_a_rung(again):
    matter = make_cast(MatterStatus.HANDLING).matter

    runners = race(*(lambda by=by: issue_slip(matter, by=by, at=DUE) for by in coordinators()))

    assert [type(error) for error in errors(runners)] == [MatterError]
    assert Slip.objects.get().number == 1


def test_slips_of_several_matters_get_numbers_of_their_own(again):
    matters = [make_cast(MatterStatus.HANDLING).matter for _ in range(3)]
    by = coordinator()

    runners = race(*(lambda one=one: issue_slip(one, by=by, at=DUE) for one in matters))

    assert errors(runners) == []
    assert sorted(one.answer.number for one in runners) == [1, 2, 3]


def test_two_sign_for_a_slip(again):
    cast = make_cast(MatterStatus.HANDLING)
    slip = issue_slip(cast.matter, by=coordinator(), at=DUE)
    people = [staff_of(cast.lead), UserFactory(organisation=cast.lead)]

    runners = race(*(lambda by=by: receive_slip(slip, by=by, at=DUE) for by in people))

    assert [type(error) for error in errors(runners)] == [MatterError]


def test_taking_the_evidence_away_against_applying_with_it(again):
    cast = make_cast(MatterStatus.HANDLING)
    (attachment,) = cast.matter.attachments.all()
    lead, helper = staff_of(cast.lead), staff_of(cast.helper)

    runners = race(
        lambda: apply_to_close(cast.matter, "已办结", by=lead, at=AT),
        lambda: detach(attachment, by=helper, at=AT),
    )

    assert len(errors(runners)) == 1
    is_applied = runners[0].error is None
    assert cast.matter.attachments.attached().exists() == is_applied


def test_two_attach_the_same_file(again):
    cast = make_cast(MatterStatus.RECEIVED)
    people, content = [staff_of(cast.lead), staff_of(cast.helper)], PDF + b"same"

    runners = race(
        *(lambda by=by: attach(cast.matter, "方案.pdf", content, by=by, at=AT) for by in people)
    )

    assert [type(error) for error in errors(runners)] == [AttachmentError]


def test_the_lock_of_a_month_against_a_hand_that_opens_again(again):
    RuleFactory()
    TimeLimitFactory()
    for month in (JULY, AUGUST):
        ReportingMonthFactory(month=month, opened_at=settled(month), opened_by=coordinator())
    line = SeriesFactory(metric__accumulation="stock")
    TargetFactory(series=line, value=1200, start=0)
    named = {"series": line, "due_on": CLOSED_AT.date(), "at": CLOSED_AT}
    matters = [stood(problem(**named), MatterStatus.CLOSED, at=CLOSED_AT) for _ in range(3)]
    for month in (JULY, AUGUST):
        publish(line, month, RED, at=settled(month))
    first, second = coordinators()
    due_on = LOCKED_AT.date()

    runners = race(
        lambda: close_month(AUGUST, by=first, at=LOCKED_AT),
        lambda: [reopen(one, "企业来电", due_on, by=second, at=LOCKED_AT) for one in matters[::-1]],
    )

    assert runners[0].error is None
    assert ReportingMonth.objects.get(month=AUGUST).is_locked
    for matter in matters:
        assert matter.steps.filter(verb="reopen").count() == 1
        assert_whole(matter)
    assert PageCounter.objects.get().value > 0
