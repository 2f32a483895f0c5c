"""Two who change months and targets at once, on PostgreSQL with real threads.

Each race is run twice, since which of the two comes first is left to chance.
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction

from strategy.models import (
    DueRule,
    Figure,
    LockException,
    Metric,
    ReportingMonth,
    Series,
    Status,
    Target,
    TrackedItem,
)
from strategy.services.assessments import hold_items, restate_all
from strategy.services.handovers import assign_keeper
from strategy.services.locks import ExceptionError, grant_exception
from strategy.services.publications import (
    NewTarget,
    approve_revisions,
    keep_record,
    set_targets,
)
from strategy.services.reporting_months import lock_month, open_month
from strategy.services.submissions import recall_revisions
from strategy.services.targets import TargetChangedError
from tests.factories import MetricFactory, SeriesFactory, UserFactory

from .raced import JUNE, LATER, NOON, alike, assert_whole, submitted, told
from .racing import errors, race, winners

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

JULY = JUNE.replace(month=7)


@pytest.fixture
def office():
    return UserFactory(role="coordinator")


def target_of(line: Series, value, *, seen=None) -> NewTarget:
    return NewTarget(line, Decimal(value), JUNE, reason="年中调整", seen=seen)


def may_be_named(row) -> bool:
    """Whether another transaction may write a record that names a row while this one holds it."""
    table = row._meta.db_table
    column = row._meta.pk.column
    ask = f'SELECT 1 FROM "{table}" WHERE "{column}" = %s FOR KEY SHARE NOWAIT'

    def name() -> bool:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ask, [row.pk])
            return cursor.fetchone() is not None

    (runner,) = race(name)
    return runner.error is None


def test_two_open_a_month(line, office):
    DueRule.objects.create(from_month=JULY, day=12)
    alike(line, 9)
    restate_all(at=NOON)

    runners = race(*[lambda: open_month(JULY, by=office, at=LATER)] * 3)

    assert errors(runners) == []
    assert sorted(one.answer.is_new for one in runners) == [False, False, True]
    assert sorted(one.answer.owed for one in runners) == [0, 0, 10]
    assert (Figure.objects.filter(month=JULY).count(), told("开放报告期")) == (10, 1)
    assert restate_all(at=LATER) == 0


def test_opening_again_against_the_lock(line, office):
    alike(line, 9)

    runners = race(
        lambda: open_month(JUNE, by=office, at=LATER),
        lambda: lock_month(JUNE, by=office, at=LATER),
    )

    assert errors(runners) == []
    owed, locking = runners[0].answer.owed, runners[1].answer
    assert (owed, locking.unreported) in {(0, 0), (10, 10)}
    assert Figure.objects.count() == owed


def test_opening_against_approval_and_a_new_record(line, office, reviewers):
    DueRule.objects.create(from_month=JULY, day=12)
    revisions = [submitted(one) for one in (line, *alike(line, 9))]
    metric = Metric.objects.get(pk=line.metric_id)
    metric.direction = "down"

    runners = race(
        lambda: open_month(JULY, by=office, at=LATER),
        lambda: approve_revisions(revisions, by=reviewers[0], at=LATER),
        lambda: keep_record(metric, by=office, at=LATER),
    )

    assert errors(runners) == []
    assert restate_all(at=LATER) == 0


def test_two_except_a_unit(line, office):
    lock_month(JUNE, by=office, at=NOON)
    until = LATER + timedelta(days=1)

    runners = race(
        *[
            lambda: grant_exception(
                JUNE, line.organisation, until=until, reason="停电", by=office, at=LATER
            )
        ]
        * 2
    )

    assert [type(error) for error in errors(runners)] == [ExceptionError]
    assert LockException.objects.count() == told("批准锁定例外") == 1


def test_two_set_a_target(line, office):
    runners = race(
        *(
            lambda value=value: set_targets([target_of(line, value, seen=0)], by=office, at=LATER)
            for value in (100, 200)
        )
    )

    assert [type(error) for error in errors(runners)] == [TargetChangedError]
    (won,) = winners(runners)
    assert Target.objects.get().value == won.answer[0].value
    assert restate_all(at=LATER) == 0


def test_target_against_approval_lock_opening_and_keeper(line, office, reporters, reviewers):
    lines = [line, *alike(line, 3)]
    revisions = [submitted(one) for one in lines]
    SeriesFactory(metric=MetricFactory())  # owes June anew

    runners = race(
        lambda: set_targets([target_of(one, 100) for one in lines], by=office, at=LATER),
        lambda: approve_revisions(revisions, by=reviewers[0], at=LATER),
        lambda: open_month(JUNE, by=office, at=LATER),
        lambda: assign_keeper(lines, reporters[0], by=office, at=LATER),
    )

    assert errors(runners) == []
    assert_whole(*lines)
    assert restate_all(at=LATER) == 0


def test_recall_against_the_lock_of_the_month(line, reporters, office):
    revision = submitted(line)

    runners = race(
        lambda: recall_revisions([revision], by=reporters[0], at=LATER),
        lambda: lock_month(JUNE, by=office, at=LATER),
    )

    assert runners[1].error is None
    revision.refresh_from_db()
    locking, is_recalled = runners[1].answer, runners[0].error is None
    assert revision.status == (Status.DRAFT if is_recalled else Status.SUBMITTED)
    assert (locking.unreported, locking.waiting) == ((1, 0) if is_recalled else (0, 1))
    assert ReportingMonth.objects.get().is_locked


def test_what_is_held_may_still_be_named_by_new_records(line, office, reporters):
    """A record is checked for what it names when it is committed, with the page counter held."""
    for hold in (
        lambda: set_targets([target_of(line, 100)], by=office, at=LATER),
        lambda: assign_keeper([line], reporters[0], by=office, at=LATER),
        lambda: hold_items([line.item_id]),
    ):
        with transaction.atomic():
            hold()
            assert may_be_named(line)
            assert may_be_named(TrackedItem.objects.get(pk=line.item_id))
