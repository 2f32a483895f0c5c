"""What may still be done once a month is locked, and what may not (docs/decisions/0008)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from strategy.models import Batch, Revision, Status, User
from strategy.services.batches import LineEntry, begin_batch, commit_batch, undo_batch
from strategy.services.evidence import EvidenceError, add_evidence, remove_evidence
from strategy.services.figures import Entry, EntryError, enter_figures
from strategy.services.handovers import hand_over
from strategy.services.locks import end_exception, grant_exception
from strategy.services.publications import approve_revisions, return_revision
from strategy.services.reporting_months import lock_month
from strategy.services.submissions import recall_revisions, submit_revisions
from tests.factories import SeriesFactory, UserFactory
from tests.factories.evidence import PDF

from .raced import JUNE, LATER, NOON, drafted, figure_of, submitted

pytestmark = pytest.mark.django_db

UNTIL = LATER + timedelta(days=2)
REASON = "与入统名单不符，请核对"


@pytest.fixture(params=[0])
def line(line):
    """Once is enough where nobody races."""
    return line


@pytest.fixture
def office() -> User:
    return UserFactory(role="coordinator")


@pytest.fixture
def reporter(reporters) -> User:
    return reporters[0]


@pytest.fixture
def lock(office):
    return lambda: lock_month(JUNE, by=office, at=LATER)


@pytest.fixture
def grant(office):
    def grant(organisation):
        return grant_exception(JUNE, organisation, until=UNTIL, reason="停电", by=office, at=LATER)

    return grant


def enter(line, value, *, by, at=LATER, **typed) -> Revision:
    return enter_figures([Entry(figure_of(line), Decimal(value), **typed)], by=by, at=at)[0]


def status() -> list[str]:
    return list(Revision.objects.order_by("number").values_list("status", flat=True))


def test_draft_of_before_the_lock_stays_on_record_and_goes_no_further(line, reporter, lock):
    draft = drafted(line)
    lock()

    with pytest.raises(EntryError, match="不能再报"):
        submit_revisions([draft], by=reporter, at=LATER)
    with pytest.raises(EntryError, match="未在锁定前报送"):
        enter(line, 40, by=reporter)

    assert Revision.objects.get().value == 39


def test_draft_of_an_excepted_unit_goes_in_until_the_exception_is_over(line, reporter, lock, grant):
    lock()
    grant(line.organisation)
    draft = enter(line, 40, by=reporter)

    with pytest.raises(EntryError, match="不能再报"):
        submit_revisions([draft], by=reporter, at=UNTIL)
    assert status() == [Status.DRAFT]

    (sent,) = submit_revisions([draft], by=reporter, at=UNTIL - timedelta(seconds=1))
    assert not sent.is_correction


def test_ended_exception_shuts_the_door_between_typing_and_submitting(
    line, reporter, office, lock, grant
):
    lock()
    exception = grant(line.organisation)
    draft = enter(line, 40, by=reporter)
    end_exception(exception, by=office, at=LATER)

    with pytest.raises(EntryError, match="不能再报"):
        submit_revisions([draft], by=reporter, at=LATER)


def test_exception_of_another_unit_helps_nobody_else(line, reporter, lock, grant):
    draft = drafted(line)
    lock()
    grant(SeriesFactory().organisation)

    with pytest.raises(EntryError, match="不能再报"):
        submit_revisions([draft], by=reporter, at=LATER)


def test_what_was_in_time_is_not_recalled_and_may_be_decided(line, reporter, reviewers, lock):
    revision = submitted(line)
    lock()

    with pytest.raises(EntryError, match="不能撤回；如需更改，请联系审核单位退回"):
        recall_revisions([revision], by=reporter, at=LATER)
    assert status() == [Status.SUBMITTED]

    approve_revisions([revision], by=reviewers[0], at=LATER)
    assert status() == [Status.APPROVED]


def test_excepted_unit_recalls_and_submits_again(line, reporter, lock, grant):
    revision = submitted(line)
    lock()
    grant(line.organisation)

    recall_revisions([revision], by=reporter, at=LATER)
    submit_revisions([enter(line, 41, by=reporter)], by=reporter, at=LATER)

    assert [one.value for one in Revision.objects.filter(status=Status.SUBMITTED)] == [41]


def test_what_is_returned_after_the_lock_comes_back_as_a_correction(
    line, reporter, reviewers, lock
):
    revision = submitted(line)
    lock()
    return_revision(revision, REASON, by=reviewers[0], at=LATER)

    with pytest.raises(EntryError, match="修正须说明原因"):
        enter(line, 41, by=reporter)
    again = enter(line, 41, by=reporter, reason="漏报一户企业")
    (sent,) = submit_revisions([again], by=reporter, at=LATER)

    assert sent.is_correction
    assert status() == [Status.RETURNED, Status.SUBMITTED]


def test_second_attempt_begun_before_the_lock_needs_a_reason_to_go_on(
    line, reporter, reviewers, lock
):
    return_revision(submitted(line), REASON, by=reviewers[0], at=NOON)
    again = enter(line, 41, by=reporter, at=NOON)
    lock()

    with pytest.raises(EntryError, match="请先填写修正原因"):
        submit_revisions([again], by=reporter, at=LATER)
    again = enter(line, 41, by=reporter, reason="漏报一户企业")

    (sent,) = submit_revisions([again], by=reporter, at=LATER)
    assert sent.is_correction


def test_correction_is_recalled_and_submitted_again(line, reporter, reviewers, lock):
    approve_revisions([submitted(line)], by=reviewers[0], at=NOON)
    lock()
    correction = enter(line, 41, by=reporter, reason="漏报一户企业")
    submit_revisions([correction], by=reporter, at=LATER)

    recall_revisions([correction], by=reporter, at=LATER)
    correction = enter(line, 42, by=reporter, reason="漏报两户企业")
    submit_revisions([correction], by=reporter, at=LATER)
    approve_revisions([correction], by=reviewers[0], at=LATER)

    stands = Revision.objects.get(number=2)
    assert (stands.value, stands.is_correction, stands.replaces.number) == (42, True, 1)


@pytest.mark.parametrize("is_sent", [False, True])
def test_batch_is_not_taken_back(line, reporter, lock, is_sent):
    batch = begin_batch(line.organisation, JUNE, Batch.Kind.PASTE, b"50", by=reporter, at=NOON)
    entry = Entry(figure_of(line), Decimal(50), version=0)
    commit_batch(batch, [LineEntry(entry, "", "B2", "50")], by=reporter, at=NOON)
    if is_sent:
        submit_revisions(Revision.objects.all(), by=reporter, at=NOON)
    lock()

    with pytest.raises(EntryError, match="锁定"):
        undo_batch(batch, by=reporter, at=LATER)

    batch.refresh_from_db()
    assert batch.undone_at is None
    assert status() == [Status.SUBMITTED if is_sent else Status.DRAFT]
    assert Revision.objects.get().value == 50


def test_files_of_a_draft_are_fixed_except_for_an_excepted_unit(line, reporter, lock, grant):
    draft = drafted(line)
    file = add_evidence(draft, "台账.pdf", PDF, by=reporter, at=NOON)
    lock()

    with pytest.raises(EvidenceError, match="已锁定"):
        add_evidence(draft, "清单.pdf", PDF + b"2", by=reporter, at=LATER)
    with pytest.raises(EvidenceError, match="已锁定"):
        remove_evidence(file, by=reporter, at=LATER)

    grant(line.organisation)
    remove_evidence(file, by=reporter, at=LATER)
    add_evidence(draft, "清单.pdf", PDF + b"2", by=reporter, at=LATER)
    assert [one.name for one in draft.evidence.attached()] == ["清单.pdf"]


def test_lines_are_handed_over_all_the_same(line, reporters, office, lock):
    type(line).objects.update(keeper=reporters[0])
    drafted(line)
    lock()

    assert hand_over(reporters[0], reporters[1], by=office, at=LATER) == 1
    line.refresh_from_db()
    assert line.keeper == reporters[1]
