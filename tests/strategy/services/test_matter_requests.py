"""More time, and objections to an assignment: who asks until when, and what the answer changes."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from strategy.clock import SHANGHAI
from strategy.models import Event, MatterRequest, MatterStatus, Role
from strategy.services.matter_requests import (
    ask_extension,
    grant_request,
    object_to,
    refuse_request,
)
from strategy.services.matter_steps import MatterError, MoveError
from strategy.services.matters import assign, report_progress
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.matters import DUE_ON, coordinator, problem, staff_of, stood

from .handling import AT, LONGER, make_cast

pytestmark = pytest.mark.django_db

ASSIGNED, RECEIVED, HANDLING = MatterStatus.ASSIGNED, MatterStatus.RECEIVED, MatterStatus.HANDLING


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)


def ask(cast, *, at=AT, due_on=LONGER) -> MatterRequest:
    return ask_extension(cast.matter, "材料未齐", due_on, by=staff_of(cast.lead), at=at)


def oppose(cast, *, at=AT) -> MatterRequest:
    return object_to(cast.matter, "不属本单位", by=staff_of(cast.lead), at=at)


def test_asking_for_more_time_changes_nothing_yet():
    cast = make_cast(HANDLING)

    asked = ask(cast)

    step = cast.matter.current
    assert (asked.kind, asked.due_on, asked.asked_at) == ("extension", LONGER, AT)
    assert (step.verb, step.note, step.due_on, step.extensions) == ("ask", "材料未齐", DUE_ON, 0)


def test_the_day_before_is_the_last_on_which_more_time_is_asked_for():
    cast = make_cast(HANDLING)
    last = morning(DUE_ON - timedelta(days=1))

    assert ask(cast, at=last.replace(hour=23)).due_on == LONGER


@pytest.mark.parametrize("late", [0, 1, 30])
def test_on_the_due_day_and_later_nobody_asks_for_more_time(late):
    cast = make_cast(HANDLING)

    with pytest.raises(MatterError, match="延期须在办理时限（7月18日）之前申请"):
        ask(cast, at=morning(DUE_ON + timedelta(days=late)))

    assert not cast.matter.requests.exists()


@pytest.mark.parametrize("due_on", [DUE_ON, DUE_ON - timedelta(days=1)])
def test_the_new_day_must_be_later_than_the_old(due_on):
    with pytest.raises(MatterError, match="应晚于原办理时限（7月18日）") as refused:
        ask(make_cast(HANDLING), due_on=due_on)

    assert refused.value.field == "due_on"


def test_a_request_has_a_reason():
    cast = make_cast(RECEIVED)

    with pytest.raises(MatterError, match="请填写延期理由"):
        ask_extension(cast.matter, " ", LONGER, by=staff_of(cast.lead), at=AT)


@pytest.mark.parametrize("second", [ask, oppose])
def test_one_request_waits_at_a_time(second):
    cast = make_cast(RECEIVED)
    ask(cast)

    with pytest.raises(MatterError, match="延期申请尚未答复，不能再次提出"):
        second(cast)


def test_a_granted_extension_moves_the_limit_and_is_counted():
    cast = make_cast(HANDLING)

    first = grant_request(ask(cast), by=coordinator(), at=AT)
    again = ask(cast, due_on=LONGER + timedelta(days=7))
    second = grant_request(again, answer="最后一次", by=coordinator(), at=AT)

    assert (first.due_on, first.extensions, first.status) == (LONGER, 1, HANDLING)
    assert (second.due_on, second.extensions, second.note) == (date(2022, 8, 8), 2, "最后一次")
    again.refresh_from_db()
    assert (again.is_granted, again.answer, again.decided_by) == (True, "最后一次", coordinator())
    told = Event.objects.filter(verb="同意延期").first().detail
    assert (told["from"], told["due_on"]) == ("2022-08-01", "2022-08-08")


def test_a_refused_extension_leaves_the_limit():
    cast = make_cast(HANDLING)
    asked = ask(cast)

    step = refuse_request(asked, "应按期办结", by=coordinator(), at=AT)

    asked.refresh_from_db()
    assert (step.verb, step.due_on, step.extensions) == ("refuse", DUE_ON, 0)
    assert (asked.is_granted, asked.answer, asked.decided_at) == (False, "应按期办结", AT)


def test_an_extension_to_a_day_that_is_over_is_not_granted():
    cast = make_cast(HANDLING)
    asked = ask(cast)

    with pytest.raises(MatterError, match="申请延至的日期（8月1日）已过"):
        grant_request(asked, by=coordinator(), at=morning(LONGER + timedelta(days=1)))
    assert grant_request(asked, by=coordinator(), at=morning(LONGER)).due_on == LONGER


@pytest.mark.parametrize("status", [ASSIGNED, RECEIVED])
def test_an_objection_is_heard_within_a_work_day_of_the_assignment(status):
    friday = morning(date(2022, 7, 8))
    cast = make_cast(status, at=friday)
    cast.matter.steps.update(at=friday)
    monday, tuesday = morning(date(2022, 7, 11)), morning(date(2022, 7, 12))

    with pytest.raises(MatterError, match="须在交办后1个工作日内（7月11日之前，含当日）提出"):
        oppose(cast, at=tuesday)
    assert oppose(cast, at=monday).kind == "objection"


def test_an_objection_that_is_agreed_to_frees_the_matter():
    cast = make_cast(RECEIVED)

    step = grant_request(oppose(cast), answer="职责已调整", by=coordinator(), at=AT)

    assert (step.verb, step.status, step.lead) == ("release", "registered", None)
    lead = OrganisationFactory()
    again = assign(cast.matter, lead, LONGER, by=coordinator(), at=AT)
    assert (again.status, again.lead) == (ASSIGNED, lead)


def test_the_answer_to_an_objection_can_name_the_new_lead():
    cast = make_cast(ASSIGNED)
    by = {"by": coordinator(), "at": AT}

    step = grant_request(oppose(cast), answer="改由你单位牵头", lead=cast.helper, **by)

    assert (step.verb, step.status, step.lead) == ("assign", ASSIGNED, cast.helper)
    assert not cast.matter.supporting.exists()
    assert Event.objects.filter(verb="交办").latest("pk").detail["supporting"] == []
    assert step.due_on == DUE_ON


@pytest.mark.parametrize("wrong", ["lead", "checker"])
def test_the_new_lead_is_neither_the_old_one_nor_the_checker(wrong):
    cast = make_cast(RECEIVED)
    asked = oppose(cast)

    with pytest.raises(MatterError):
        grant_request(asked, answer="同意", lead=getattr(cast, wrong), by=coordinator(), at=AT)

    assert cast.matter.current.status == RECEIVED
    assert MatterRequest.objects.get().decided_at is None


@pytest.mark.parametrize("answer", [grant_request, refuse_request])
def test_an_objection_is_answered_in_words(answer):
    asked = oppose(make_cast(RECEIVED))

    with pytest.raises(MatterError, match="请填写答复意见"):
        answer(asked, answer=" ", by=coordinator(), at=AT)


def test_after_the_answer_the_unit_works_and_does_not_object_again():
    cast = make_cast(RECEIVED)
    refuse_request(oppose(cast), "属地职责", by=coordinator(), at=AT)

    with pytest.raises(MatterError, match="对本次交办的异议已经答复"):
        oppose(cast)
    report_progress(cast.matter, "已受理", by=staff_of(cast.lead), at=AT)
    with pytest.raises(MoveError, match="该事项办理中，不能提出异议"):
        oppose(cast)


def test_the_next_lead_may_object_in_its_turn():
    cast = make_cast(RECEIVED)
    by = {"by": coordinator(), "at": AT}
    grant_request(oppose(cast), answer="改派", lead=cast.helper, **by)

    assert object_to(cast.matter, "亦不属本单位", by=staff_of(cast.helper), at=AT)


@pytest.mark.parametrize("answer", [grant_request, refuse_request])
def test_a_request_is_answered_once_by_somebody_else(answer):
    lead_of_office = coordinator().organisation
    matter = stood(problem(lead_of_office, checker=OrganisationFactory()), HANDLING)
    asked = ask_extension(matter, "材料未齐", LONGER, by=coordinator(), at=AT)
    colleague = UserFactory(role=Role.COORDINATOR, organisation=lead_of_office)

    with pytest.raises(MatterError, match="您提出的申请须由其他人员答复"):
        answer(asked, answer="同意", by=coordinator(), at=AT)
    answer(asked, answer="经研究", by=colleague, at=AT)
    with pytest.raises(MatterError, match="该延期申请已经答复"):
        answer(asked, answer="经研究", by=colleague, at=AT)


def test_only_the_office_answers():
    cast = make_cast(RECEIVED)
    asked = oppose(cast)

    for name, by in cast.people.items():
        if name != "office":
            with pytest.raises(PermissionDenied):
                refuse_request(asked, "不同意", by=by, at=AT)
