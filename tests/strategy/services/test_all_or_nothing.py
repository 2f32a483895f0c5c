"""A verb for many rows that meets a wrong one in the midst of them leaves every table as it was."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from strategy.models import Batch, Revision, Series, StepError, User
from strategy.services.assessments import HistoryError, restate_all
from strategy.services.batches import BatchError, LineEntry, begin_batch, commit_batch, undo_batch
from strategy.services.evidence import add_evidence, give_up_draft
from strategy.services.figures import Entry, EntryError, StaleError, enter_figures
from strategy.services.handovers import HandoverError, assign_keeper, hand_over
from strategy.services.publications import NewTarget, approve_revisions, set_targets
from strategy.services.reporting_months import NoDueRuleError, open_month
from strategy.services.reviews import approve_unquestioned
from strategy.services.sheets import keep_rows
from strategy.services.submissions import (
    ChangedError,
    CheckError,
    recall_revisions,
    submit_revisions,
)
from strategy.services.targets import TargetError
from tests.data import take_snapshot
from tests.factories import SeriesFactory, TargetFactory, UserFactory

from .raced import JUNE, LATER, NOON, alike, drafted, figure_of, submitted

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@dataclass
class Desk:
    """Three series of a unit, one of another unit, and who acts."""

    lines: list[Series]
    stranger: Series
    reporter: User
    reviewer: User
    office: User

    def entries(self, middle: Entry) -> list[Entry]:
        """What is typed for three figures, the second of which is wrong."""
        first, _, last = (Entry(figure_of(line), Decimal(40)) for line in self.lines)
        return [first, middle, last]

    def drafts(self) -> list[Revision]:
        return [drafted(line) for line in self.lines]

    def sent(self) -> list[Revision]:
        return [submitted(line) for line in self.lines]

    def batch(self) -> Batch:
        unit = self.lines[0].organisation
        return begin_batch(unit, JUNE, Batch.Kind.PASTE, b"40", by=self.reporter, at=NOON)

    def said(self, middle: Entry) -> list[LineEntry]:
        return [LineEntry(one, "", f"B{row}", "40") for row, one in enumerate(self.entries(middle))]

    def targets(self, value) -> list[NewTarget]:
        values = [100, value, 100]
        return [NewTarget(one, Decimal(v), JUNE) for one, v in zip(self.lines, values, strict=True)]


@pytest.fixture(params=[0])
def line(line):
    """Once is enough where nobody races."""
    return line


@pytest.fixture
def desk(line, reporters, reviewers, settings, tmp_path) -> Desk:
    settings.MEDIA_ROOT = tmp_path
    office = UserFactory(role="coordinator")
    return Desk([line, *alike(line, 2)], SeriesFactory(), reporters[0], reviewers[0], office)


Press = Callable[[], object]


def type_for_a_stranger(desk: Desk) -> Press:
    entries = desk.entries(Entry(figure_of(desk.stranger), Decimal(40)))
    return lambda: enter_figures(entries, by=desk.reporter, at=LATER)


def type_nothing_without_a_reason(desk: Desk) -> Press:
    entries = desk.entries(Entry(figure_of(desk.lines[1]), None, not_applicable=True))
    return lambda: enter_figures(entries, by=desk.reporter, at=LATER)


def keep_rows_of_a_stranger(desk: Desk) -> Press:
    entries = desk.entries(Entry(figure_of(desk.stranger), Decimal(40)))
    return lambda: keep_rows(entries, by=desk.reporter, at=LATER)


def submit_an_empty_one(desk: Desk) -> Press:
    drafts = desk.drafts()
    enter_figures([Entry(drafts[1].figure, None)], by=desk.reporter, at=NOON)
    return lambda: submit_revisions(drafts, by=desk.reporter, at=LATER)


def submit_that_of_a_stranger(desk: Desk) -> Press:
    drafts = [*desk.drafts(), drafted(desk.stranger)]
    return lambda: submit_revisions(drafts, by=desk.reporter, at=LATER)


def recall_what_is_approved(desk: Desk) -> Press:
    sent = desk.sent()
    approve_revisions(sent[1:2], by=desk.reviewer, at=NOON)
    return lambda: recall_revisions(sent, by=desk.reporter, at=LATER)


def approve_the_own(desk: Desk) -> Press:
    sent = desk.sent()
    Revision.objects.filter(pk=sent[1].pk).update(submitted_by=desk.reviewer)
    return lambda: approve_revisions(sent, by=desk.reviewer, at=LATER)


def approve_before_what_is_assessed(desk: Desk) -> Press:
    """The results are written last, after the figures."""
    sent = desk.sent()
    restate_all([desk.lines[1].item_id], at=LATER + DAY)
    return lambda: approve_revisions(sent, by=desk.reviewer, at=LATER)


def approve_what_became_questionable(desk: Desk) -> Press:
    sent = desk.sent()
    Revision.objects.filter(pk=sent[1].pk).update(
        findings=[{"code": "growth", "kind": "explain", "sentence": "同比变动过大"}]
    )
    seen = {one.pk: one.version for one in sent}
    return lambda: approve_unquestioned(sent, by=desk.reviewer, at=LATER, seen=seen)


def set_a_target_that_is_none(desk: Desk) -> Press:
    return lambda: set_targets(desk.targets("1e12"), by=desk.office, at=LATER)


def import_nothing_without_a_reason(desk: Desk) -> Press:
    batch = desk.batch()
    said = desk.said(Entry(figure_of(desk.lines[1]), None, not_applicable=True))
    return lambda: commit_batch(batch, said, by=desk.reporter, at=LATER)


def import_over_what_a_colleague_typed(desk: Desk) -> Press:
    batch, said = desk.batch(), desk.said(Entry(figure_of(desk.lines[1]), Decimal(40), version=0))
    drafted(desk.lines[1])
    return lambda: commit_batch(batch, said, by=desk.reporter, at=LATER)


def undo_what_is_approved(desk: Desk) -> Press:
    batch = desk.batch()
    said = desk.said(Entry(figure_of(desk.lines[1]), Decimal(40)))
    commit_batch(batch, said, by=desk.reporter, at=NOON)
    sent = submit_revisions(Revision.objects.all(), by=desk.reporter, at=NOON)
    approve_revisions(sent[1:2], by=desk.reviewer, at=NOON)
    return lambda: undo_batch(batch, by=desk.reporter, at=LATER)


def give_up_what_a_colleague_changed(desk: Desk) -> Press:
    draft = drafted(desk.lines[0])
    add_evidence(draft, "台账.pdf", b"%PDF-1.7", by=desk.reporter, at=NOON)
    return lambda: give_up_draft(draft.figure, version=7, by=desk.reporter, at=LATER)


def open_without_a_rule(desk: Desk) -> Press:
    return lambda: open_month(JUNE.replace(month=7), by=desk.office, at=LATER)


def make_a_stranger_the_keeper(desk: Desk) -> Press:
    lines = [desk.lines[0], desk.stranger, desk.lines[1]]
    return lambda: assign_keeper(lines, desk.reporter, by=desk.office, at=LATER)


def hand_over_to_a_stranger(desk: Desk) -> Press:
    Series.objects.update(keeper=desk.reporter)
    return lambda: hand_over(desk.reporter, UserFactory.build(), by=desk.office, at=LATER)


CASES = [
    (type_for_a_stranger, PermissionDenied),
    (type_nothing_without_a_reason, EntryError),
    (keep_rows_of_a_stranger, PermissionDenied),
    (submit_an_empty_one, CheckError),
    (submit_that_of_a_stranger, PermissionDenied),
    (recall_what_is_approved, StepError),
    (approve_the_own, PermissionDenied),
    (approve_before_what_is_assessed, HistoryError),
    (approve_what_became_questionable, ChangedError),
    (set_a_target_that_is_none, TargetError),
    (import_nothing_without_a_reason, EntryError),
    (import_over_what_a_colleague_typed, StaleError),
    (undo_what_is_approved, BatchError),
    (give_up_what_a_colleague_changed, StaleError),
    (open_without_a_rule, NoDueRuleError),
    (make_a_stranger_the_keeper, HandoverError),
    (hand_over_to_a_stranger, HandoverError),
]


@pytest.mark.parametrize(("prepare", "error"), CASES, ids=lambda one: one.__name__)
def test_nothing_is_half_written(desk, prepare, error):
    press = prepare(desk)
    before = take_snapshot()

    with pytest.raises(error), transaction.atomic():
        press()

    assert take_snapshot() == before


def test_wrong_target_is_told_by_its_field(desk):
    TargetFactory(series=desk.lines[1], decided_by=desk.office)

    with pytest.raises(TargetError) as told:
        set_targets(desk.targets(200), by=desk.office, at=LATER)

    assert set(told.value.problems) == {"reason"}
