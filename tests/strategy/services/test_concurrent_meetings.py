"""Two who work on a meeting at once, on PostgreSQL with real threads. Each race is run twice."""

from datetime import date, datetime

import pytest

from strategy.clock import SHANGHAI
from strategy.models import MatterStatus, MatterStep, Meeting
from strategy.services.agendas import NewItem, add_agenda_item
from strategy.services.matters import withdraw
from strategy.services.meetings import (
    MeetingError,
    NewMeeting,
    StaleMeetingError,
    hold_meeting,
    issue_minutes,
    keep_record,
    open_meeting,
    resolve,
)
from strategy.services.new_matters import NewMatter
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.matters import MeetingSeriesFactory, office

from .raced import told
from .racing import errors, race, winners

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

DAY = date(2022, 8, 8)
NOON = datetime(2022, 8, 8, 12, tzinfo=SHANGHAI)


@pytest.fixture(params=range(2))
def people(request):
    return [UserFactory(role="coordinator", organisation=office()) for _ in range(2)]


@pytest.fixture
def series(people):
    return MeetingSeriesFactory()


@pytest.fixture
def held(series, people) -> Meeting:
    meeting = open_meeting(NewMeeting(series, DAY), by=people[0], at=NOON)
    add_agenda_item(meeting, NewItem("研究用地问题"), by=people[0], at=NOON)
    return hold_meeting(meeting, by=people[0], at=NOON)


def decided() -> NewMatter:
    return NewMatter("resolution", "加快审批", OrganisationFactory(), due_on=DAY, checker=office())


def test_two_open_the_next_meeting(series, people):
    new = NewMeeting(series, DAY)

    runners = race(*(lambda by=by: open_meeting(new, by=by, at=NOON) for by in people))

    assert errors(runners) == []
    assert {one.answer.number for one in runners} == {1, 2}


def test_two_type_the_record(held, people):
    texts = {people[0]: "甲记", people[1]: "乙记"}

    runners = race(
        *(
            lambda by=by: keep_record(held, texts[by], by=by, at=NOON, version=held.version)
            for by in people
        )
    )

    (won,), (error,) = winners(runners), errors(runners)
    assert isinstance(error, StaleMeetingError)
    assert error.current == won.answer.record
    assert {error.current, error.typed} == set(texts.values())


def test_issue_against_resolve(held, people):
    resolve(held, decided(), by=people[0], at=NOON)
    new = decided()

    runners = race(
        lambda: issue_minutes(held, by=people[0], at=NOON, carries=True),
        lambda: resolve(held, new, by=people[1], at=NOON),
    )

    assert runners[0].error is None
    assert all(isinstance(error, MeetingError) for error in errors(runners))
    statuses = MatterStep.objects.known_at(None).values_list("status", flat=True)
    count = 1 if runners[1].error else 2
    assert list(statuses) == [MatterStatus.ASSIGNED] * count


def test_issue_against_the_withdrawal_of_a_resolution(held, people):
    """Who issues holds all matters before the page counter, and so waits for nobody with it."""
    matters = [resolve(held, decided(), by=people[0], at=NOON) for _ in range(6)]

    runners = race(
        lambda: issue_minutes(held, by=people[0], at=NOON, carries=True),
        *(
            lambda one=one: withdraw(one, "重复登记", by=people[1], at=NOON)
            for one in reversed(matters[3:])
        ),
    )

    assert runners[0].error is None
    assert told("印发纪要") == 1
    current = MatterStep.objects.known_at(None)
    assert not current.filter(status=MatterStatus.REGISTERED).exists()
    assert current.filter(status=MatterStatus.WITHDRAWN).count() == len(winners(runners)) - 1
