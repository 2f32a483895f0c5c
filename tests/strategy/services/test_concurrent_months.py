"""Two who change months, targets, batches and files at once, on PostgreSQL with real threads.

Each race is run twice, since which of the two comes first is left to chance.
"""

from datetime import timedelta
from decimal import Decimal
from threading import Event

import pytest
from django.db import OperationalError, connection, transaction

from strategy.models import (
    Batch,
    DueRule,
    Evidence,
    Figure,
    LockException,
    Metric,
    PageCounter,
    ReportingMonth,
    Revision,
    Series,
    Status,
    StepError,
    Target,
    TrackedItem,
)
from strategy.services.assessments import hold_items, restate_all
from strategy.services.batches import LineEntry, begin_batch, commit_batch, undo_batch
from strategy.services.evidence import EvidenceError, add_evidence
from strategy.services.figures import Entry, EntryError, StaleError, enter_figures
from strategy.services.handovers import assign_keeper
from strategy.services.locks import ExceptionError, grant_exception
from strategy.services.publications import (
    NewTarget,
    approve_revisions,
    keep_record,
    set_targets,
)
from strategy.services.reporting_months import lock_month, open_month
from strategy.services.sheets import keep_rows
from strategy.services.submissions import recall_revisions, submit_revisions
from strategy.services.targets import TargetChangedError
from tests.factories import MetricFactory, SeriesFactory, UserFactory
from tests.factories.evidence import PDF

from .raced import JUNE, LATER, NOON, alike, assert_whole, drafted, figure_of, submitted, told
from .racing import errors, race, winners

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

JULY = JUNE.replace(month=7)


@pytest.fixture
def office():
    return UserFactory(role="coordinator")


def begun(lines: list[Series], by) -> tuple[Batch, list[LineEntry]]:
    """A previewed batch that says 50 for each of some lines, seen before anything was typed."""
    unit = lines[0].organisation
    batch = begin_batch(unit, JUNE, Batch.Kind.PASTE, b"50", by=by, at=NOON)
    entries = [Entry(figure_of(line), Decimal(50), version=0) for line in lines]
    return batch, [LineEntry(one, "", f"B{row}", "50") for row, one in enumerate(entries, 1)]


def committed(lines: list[Series], by) -> Batch:
    batch, said = begun(lines, by)
    return commit_batch(batch, said, by=by, at=NOON)


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


def counter_is_held() -> bool:
    """Whether somebody has written and is not through yet."""
    try:
        with transaction.atomic():
            PageCounter.objects.select_for_update(nowait=True).get()
    except OperationalError:
        return True
    return False


def test_batch_against_typing(line, reporters):
    lines = [line, *alike(line, 3)]
    batch, said = begun(lines, reporters[0])
    typed = [Entry(figure_of(one), Decimal(41), version=0) for one in reversed(lines)]

    runners = race(
        lambda: commit_batch(batch, said, by=reporters[0], at=LATER),
        lambda: enter_figures(typed, by=reporters[1], at=LATER),
    )

    assert [type(error) for error in errors(runners)] == [StaleError]
    batch.refresh_from_db()
    is_imported = runners[0].error is None
    assert (batch.number, batch.lines.count()) == ((1, 4) if is_imported else (None, 0))
    assert {one.value for one in Revision.objects.all()} == {50 if is_imported else 41}


def test_batch_is_committed_by_one_of_two(line, reporters):
    batch, said = begun([line, *alike(line, 3)], reporters[0])

    runners = race(*(lambda by=by: commit_batch(batch, said, by=by, at=LATER) for by in reporters))

    assert len(winners(runners)) == 1
    assert (told("导入"), batch.lines.count()) == (5, 4)  # one for the batch, four for its figures


def test_undo_against_approval(line, reporters, reviewers):
    lines = [line, *alike(line, 3)]
    batch = committed(lines, reporters[0])
    sent = submit_revisions(Revision.objects.all(), by=reporters[0], at=NOON)
    seen = {one.pk: one.version for one in sent}

    runners = race(
        lambda: undo_batch(batch, by=reporters[1], at=LATER),
        lambda: approve_revisions(sent[1:], by=reviewers[0], at=LATER, seen=seen),
    )

    assert len(errors(runners)) == 1
    batch.refresh_from_db()
    approved = Revision.objects.approved().count()
    if runners[0].error is None:
        assert isinstance(runners[1].error, StepError)
        assert (approved, {one.value for one in Revision.objects.all()}) == (0, {None})
    else:
        assert isinstance(runners[0].error, EntryError)
        assert (approved, batch.undone_at) == (3, None)
        assert {one.value for one in Revision.objects.all()} == {50}
    assert_whole(*lines)


def test_undo_against_submission(line, reporters):
    batch = committed([line, *alike(line, 3)], reporters[0])
    drafts = list(Revision.objects.order_by("-pk"))
    seen = {one.pk: one.version for one in drafts}

    runners = race(
        lambda: undo_batch(batch, by=reporters[0], at=LATER),
        lambda: submit_revisions(drafts, by=reporters[1], at=LATER, seen=seen),
    )

    assert runners[0].error is None
    assert not Revision.objects.filter(status=Status.SUBMITTED).exists()
    assert {one.value for one in Revision.objects.all()} == {None}


def test_two_undo_a_batch(line, reporters):
    batch = committed([line], reporters[0])

    runners = race(*(lambda by=by: undo_batch(batch, by=by, at=LATER) for by in reporters))

    assert [isinstance(error, EntryError) for error in errors(runners)] == [True]
    assert told("撤销导入") == 2  # the batch and its figure


def test_file_against_submission(line, reporters):
    draft = drafted(line)
    seen = {draft.pk: draft.version}

    runners = race(
        lambda: add_evidence(draft, "台账.pdf", PDF, by=reporters[0], at=LATER),
        lambda: submit_revisions([draft], by=reporters[1], at=LATER, seen=seen),
    )

    assert runners[1].error is None
    is_attached = runners[0].error is None
    assert is_attached or isinstance(runners[0].error, EvidenceError)
    assert Evidence.objects.count() == told("上传佐证材料") == is_attached


@pytest.mark.parametrize("verb", ["submit", "attach"])
def test_sheet_with_a_wrong_row_is_kept_while_a_colleague_is_at_work(line, reporters, verb):
    drafts = [drafted(one) for one in (line, *alike(line, 40))]
    wrong = Entry(drafts[0].figure, None, not_applicable=True, version=1)  # without a reason
    entries = [Entry(one.figure, Decimal(41), version=one.version) for one in drafts[1:]]
    over = Event()

    def keep():
        try:
            return keep_rows([wrong, *entries], by=reporters[0], at=LATER)
        finally:
            over.set()

    def press():
        while not (over.is_set() or counter_is_held()):
            pass
        if verb == "submit":
            submit_revisions(drafts[-1:], by=reporters[1], at=LATER)
        else:
            add_evidence(drafts[-1], "台账.pdf", PDF, by=reporters[1], at=LATER)

    runners = race(keep, press)

    assert errors(runners) == []
    assert set(runners[0].answer.refused) == {drafts[0].figure_id}
    assert Revision.objects.filter(value=41).count() == 40


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
