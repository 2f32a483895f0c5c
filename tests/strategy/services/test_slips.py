"""Supervision slips: of which rung, once each, numbered, and signed for by their unit."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from strategy.clock import SHANGHAI
from strategy.models import Event, MatterStatus, Slip
from strategy.services.matter_requests import ask_extension, grant_request
from strategy.services.matter_steps import MatterError, MovedError
from strategy.services.slips import issue_slip, receive_slip
from tests.factories import UserFactory
from tests.factories.matters import DUE_ON, coordinator, problem, staff_of

from .handling import AT, LONGER, is_done, make_cast

pytestmark = pytest.mark.django_db

HANDLING = MatterStatus.HANDLING


def day(number: int, month: int = 7) -> datetime:
    return datetime(2022, month, number, 9, tzinfo=SHANGHAI)


def issue(cast, at=None) -> Slip:
    return issue_slip(cast.matter, by=coordinator(), at=at or day(18))


@pytest.mark.parametrize(
    ("at", "rung", "told"),
    [(15, "blue", "还剩3天"), (18, "yellow", "今日到期"), (20, "red", "已逾期2天")],
)
def test_a_slip_is_of_the_rung_that_holds_today(at, rung, told):
    cast = make_cast(HANDLING)

    slip = issue(cast, day(at))

    assert (slip.rung, slip.due_on, slip.organisation) == (rung, DUE_ON, cast.lead)
    assert told in slip.sentence
    assert (slip.label, slip.issued_by) == ("督办单〔2022〕1号", coordinator())
    detail = Event.objects.get(verb="签发督办单", subject_key=str(cast.matter.pk)).detail
    assert detail["slip"] == "督办单〔2022〕1号"


@pytest.mark.parametrize("at", [11, 13, 14])
def test_below_blue_there_is_no_slip(at):
    with pytest.raises(MatterError, match="7月15日起可签发督办单"):
        issue(make_cast(HANDLING), day(at))


def test_each_rung_has_one_slip_and_a_new_time_limit_begins_anew():
    cast = make_cast(HANDLING)
    asked = ask_extension(cast.matter, "材料未齐", LONGER, by=staff_of(cast.lead), at=AT)
    blue = issue(cast, day(15))

    with pytest.raises(MatterError, match="已签发蓝色督办单（督办单〔2022〕1号）"):
        issue(cast, day(16))
    yellow = issue(cast, day(18))
    grant_request(asked, by=coordinator(), at=day(18))
    again = issue(cast, day(1, 8))

    assert [one.number for one in (blue, yellow, again)] == [1, 2, 3]
    assert (again.rung, again.due_on) == ("yellow", LONGER)


@pytest.mark.parametrize("status", MatterStatus)
def test_only_the_unit_that_has_to_act_gets_a_slip(status):
    cast = make_cast(status)

    is_issued = is_done(lambda matter, by: issue(cast), cast.matter, coordinator())

    assert is_issued == (status in {"assigned", "received", "handling"})


def test_only_the_office_issues_and_only_the_unit_signs():
    cast = make_cast(HANDLING)
    may_issue = {
        name
        for name, by in cast.people.items()
        if is_done(lambda matter, by: issue_slip(matter, by=by, at=day(18)), cast.matter, by)
    }
    slip = issue(cast)
    may_sign = {
        name
        for name, by in cast.people.items()
        if is_done(lambda matter, by: receive_slip(slip, by=by, at=day(18)), cast.matter, by)
    }

    assert (may_issue, may_sign) == ({"office"}, {"lead"})


def test_a_slip_is_signed_for_once():
    cast = make_cast(HANDLING)
    slip = issue(cast)

    signed = receive_slip(slip, by=staff_of(cast.lead), at=day(18))

    assert (signed.received_at, signed.received_by) == (day(18), staff_of(cast.lead))
    with pytest.raises(MatterError, match="督办单〔2022〕1号已签收"):
        receive_slip(slip, by=UserFactory(organisation=cast.lead), at=day(19))
    with pytest.raises(PermissionDenied):
        receive_slip(slip, by=staff_of(cast.helper), at=day(19))


def test_a_slip_is_not_issued_from_a_page_that_is_out_of_date():
    cast = make_cast(HANDLING)

    with pytest.raises(MovedError):
        issue_slip(cast.matter, by=coordinator(), at=day(18), seen=1)


def test_numbers_run_through_the_year_of_issue():
    cast = make_cast(HANDLING, due_on=date(2022, 12, 30))
    issue(cast, day(30, 12))

    next_year = issue(cast, day(30, 12) + timedelta(days=10))

    assert next_year.label == "督办单〔2023〕1号"


def test_numbers_of_matters_and_slips_run_apart():
    problem()
    cast = make_cast(HANDLING)

    assert (cast.matter.number, issue(cast).number) == (2, 1)
