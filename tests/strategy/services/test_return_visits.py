"""What an enterprise said after the close of what it raised."""

from datetime import timedelta

import pytest

from strategy.models import Event, Matter, MatterStatus, ReturnVisit
from strategy.services.matter_steps import MatterError
from strategy.services.return_visits import make_return_visit
from tests.factories.matters import coordinator

from .handling import AT, is_done, make_cast

pytestmark = pytest.mark.django_db

ENTERPRISE, CLOSED = Matter.Origin.ENTERPRISE, MatterStatus.CLOSED


def visit(matter, is_satisfied=True, note="企业表示满意", *, by=None, at=AT) -> ReturnVisit:
    return make_return_visit(matter, is_satisfied, note, by=by or coordinator(), at=at)


def test_a_later_visit_replaces_the_one_before_and_both_stay():
    matter = make_cast(CLOSED, origin=ENTERPRISE).matter
    later = AT + timedelta(days=1)

    first, second = visit(matter), visit(matter, False, "仍有一户未解决", at=later)

    first.refresh_from_db()
    assert (first.superseded_at, second.superseded_at) == (later, None)
    assert [one.is_satisfied for one in matter.return_visits.all()] == [True, False]
    assert Event.objects.filter(verb="回访").count() == 2


@pytest.mark.parametrize("status", MatterStatus)
def test_only_what_is_closed_is_asked_about(status):
    matter = make_cast(status, origin=ENTERPRISE).matter

    assert is_done(lambda one, by: visit(one, by=by), matter, coordinator()) == (status == CLOSED)


def test_only_an_enterprise_is_asked():
    matter = make_cast(CLOSED, origin=Matter.Origin.VISIT).matter

    with pytest.raises(MatterError, match="只回访企业反映的事项"):
        visit(matter)


def test_a_visit_says_what_was_heard():
    matter = make_cast(CLOSED, origin=ENTERPRISE).matter

    with pytest.raises(MatterError, match="请填写回访情况") as refused:
        visit(matter, note=" ")

    assert refused.value.field == "note"


def test_only_the_office_asks():
    cast = make_cast(CLOSED, origin=ENTERPRISE)

    may = {
        name
        for name, by in cast.people.items()
        if is_done(lambda one, by: visit(one, by=by), cast.matter, by)
    }

    assert may == {"office"}
