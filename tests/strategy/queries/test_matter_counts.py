"""Counts of the register: of the year, by lead unit, and what became of enterprises' problems."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from strategy.clock import SHANGHAI, end_of_day
from strategy.models import Matter, MatterStatus, MatterStep
from strategy.queries.matter_counts import solving_rates, unit_rungs, year_counts
from strategy.services.matters import reopen
from strategy.services.return_visits import make_return_visit
from tests.factories import OrganisationFactory
from tests.factories.matters import coordinator, problem, stood
from tests.factories.registers import fill_register

pytestmark = pytest.mark.django_db
TODAY = date(2022, 8, 10)
ENTERPRISE, VISIT = Matter.Origin.ENTERPRISE, Matter.Origin.VISIT


def at_day(day: int, month: int = 7) -> datetime:
    return datetime(2022, month, day, 10, tzinfo=SHANGHAI)


def raised(status: MatterStatus = MatterStatus.REGISTERED, **named) -> Matter:
    """A problem of an enterprise, taken to a status on 15 July."""
    return stood(problem(**({"origin": ENTERPRISE} | named)), status, at=at_day(15))


def visited(is_satisfied: bool, *, at: datetime, **named) -> Matter:
    matter = raised(MatterStatus.CLOSED, **named)
    make_return_visit(matter, is_satisfied, "电话回访", by=coordinator(), at=at)
    return matter


def rates(at: datetime | None = None):
    return solving_rates(date(2022, 1, 1), TODAY, at)


def tallies(found) -> tuple[int, ...]:
    return tuple(
        one.count for one in (found.registered, found.closed, found.visited, found.satisfied)
    )


def test_year_counts_what_is_registered_closed_open_and_overdue():
    raised(is_sample=True)
    raised(MatterStatus.HANDLING)
    raised(MatterStatus.CLOSED)
    raised(MatterStatus.WITHDRAWN)

    found = year_counts(TODAY, None)

    assert (found.registered, found.closed, found.open, found.overdue) == (3, 1, 2, 1)
    assert found.sampled == {"registered", "open"}
    assert found.is_sample


def test_year_counts_are_those_of_the_day():
    raised(MatterStatus.CLOSED)
    then = date(2022, 7, 14)

    found = year_counts(then, end_of_day(then))

    assert (found.registered, found.closed, found.open) == (1, 0, 1)
    assert "asof=2022-07-14" in found.urls["closed"]


def test_matter_of_last_year_is_open_but_not_registered_this_year():
    raised()
    next_year = date(2023, 1, 10)

    found = year_counts(next_year, None)

    assert (found.registered, found.open) == (0, 1)


def test_rates_of_an_empty_register_are_none():
    assert (rates().solved, rates().content) == (None, None)


def test_rates_share_what_enterprises_raised_in_the_window():
    raised()
    raised(MatterStatus.WITHDRAWN)
    visited(True, at=at_day(20))
    visited(True, at=at_day(20))
    visited(False, at=at_day(20))
    stood(problem(origin=VISIT), MatterStatus.CLOSED, at=at_day(15))

    assert tallies(rates()) == (4, 3, 3, 2)
    assert rates().solved == 75
    assert rates().content.quantize(Decimal("0.1")) == Decimal("66.7")


def test_last_return_visit_counts():
    matter = visited(False, at=at_day(20))
    make_return_visit(matter, True, "已解决", by=coordinator(), at=at_day(25))

    assert tallies(rates()) == (1, 1, 1, 1)
    assert tallies(rates(end_of_day(date(2022, 7, 22)))) == (1, 1, 1, 0)
    assert tallies(rates(end_of_day(date(2022, 7, 18)))) == (1, 1, 0, 0)


def test_dissatisfied_visit_still_counts_after_the_matter_is_opened_again():
    matter = visited(False, at=at_day(20))
    reopen(matter, "企业不满意", date(2022, 8, 20), by=coordinator(), at=at_day(21))

    assert tallies(rates()) == (1, 0, 1, 0)
    assert (rates().solved, rates().content) == (0, 0)


def test_units_stand_in_official_order_with_their_rungs():
    second, first = OrganisationFactory(position=92), OrganisationFactory(position=91)
    raised(MatterStatus.HANDLING, lead=second)
    raised(MatterStatus.HANDLING, lead=second, due_on=date(2022, 8, 10))
    raised(MatterStatus.HANDLING, lead=first, due_on=date(2022, 12, 10), is_sample=True)
    raised(MatterStatus.CLOSED, lead=first)

    one, other = unit_rungs(TODAY, None)

    assert (one.unit, other.unit) == (first, second)
    assert [tally.count for _, tally in one.rungs] == [0, 0, 0, 0]
    assert [tally.count for _, tally in other.rungs] == [0, 0, 1, 1]
    assert (one.open.count, one.open.is_sample, other.open.count) == (1, True, 2)
    assert (one.rates.solved, other.rates.solved) == (50, 0)


def test_what_has_no_lead_unit_comes_last():
    unit = OrganisationFactory()
    problem(unit)
    free = problem(unit)
    MatterStep.objects.filter(matter=free).update(lead=None)

    assert [one.unit for one in unit_rungs(TODAY, None)] == [unit, None]


@pytest.mark.parametrize("count", [20, 400])
def test_counts_take_the_same_queries_for_any_number(count, django_assert_num_queries):
    fill_register(count, OrganisationFactory.create_batch(4))

    with django_assert_num_queries(1):
        year_counts(TODAY, None)
    with django_assert_num_queries(1):
        rates()
    with django_assert_num_queries(3):
        unit_rungs(TODAY, None)
