"""Two who import, undo and attach at once, on PostgreSQL with real threads.

Each race is run twice, since which of the two comes first is left to chance.
"""

from decimal import Decimal
from threading import Event

import pytest
from django.db import OperationalError, transaction

from strategy.models import (
    Batch,
    Evidence,
    PageCounter,
    Revision,
    Series,
    Status,
    StepError,
)
from strategy.services.batches import LineEntry, begin_batch, commit_batch, undo_batch
from strategy.services.evidence import EvidenceError, add_evidence
from strategy.services.figures import Entry, EntryError, StaleError, enter_figures
from strategy.services.publications import approve_revisions
from strategy.services.sheets import keep_rows
from strategy.services.submissions import submit_revisions
from tests.factories.evidence import PDF

from .raced import JUNE, LATER, NOON, alike, assert_whole, drafted, figure_of, told
from .racing import errors, race, winners

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def begun(lines: list[Series], by) -> tuple[Batch, list[LineEntry]]:
    """A previewed batch that says 50 for each of some lines, seen before anything was typed."""
    unit = lines[0].organisation
    batch = begin_batch(unit, JUNE, Batch.Kind.PASTE, b"50", by=by, at=NOON)
    entries = [Entry(figure_of(line), Decimal(50), version=0) for line in lines]
    return batch, [LineEntry(one, "", f"B{row}", "50") for row, one in enumerate(entries, 1)]


def committed(lines: list[Series], by) -> Batch:
    batch, said = begun(lines, by)
    return commit_batch(batch, said, by=by, at=NOON)


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
