"""How far away a time limit may be."""

from datetime import date

import pytest

from strategy.models import MatterStatus
from strategy.services.matter_requests import ask_extension
from strategy.services.matter_steps import MatterError
from strategy.services.matters import assign, reopen
from tests.factories.matters import REGISTERED_AT, coordinator, problem, staff_of, stood

from .handling import AT

pytestmark = pytest.mark.django_db
S = MatterStatus
LAST, TOO_LATE = date(2025, 7, 11), date(2025, 7, 12)


def _ask(matter, due_on):
    lead = staff_of(matter.current.lead)
    return ask_extension(matter, "须上报省厅", due_on, by=lead, at=AT)


TRY = {
    S.REGISTERED: lambda one, day: assign(one, one.current.lead, day, by=coordinator(), at=AT),
    S.CLOSED: lambda one, day: reopen(one, "又停工", day, by=coordinator(), at=AT),
    S.HANDLING: _ask,
}


@pytest.mark.parametrize("status", TRY)
@pytest.mark.parametrize("day", [TOO_LATE, date.max])
def test_no_time_limit_is_more_than_three_years_away(status, day):
    assert REGISTERED_AT.date() == LAST.replace(year=2022)
    matter = stood(problem(), status)

    with pytest.raises(MatterError, match="办理时限不能晚于今天起三年。") as refused:
        TRY[status](matter, day)

    assert refused.value.field == "due_on"
    assert TRY[status](matter, LAST).due_on == LAST


def test_matter_is_not_registered_for_the_end_of_time():
    with pytest.raises(MatterError, match="不能晚于今天起三年"):
        problem(due_on=date.max)
