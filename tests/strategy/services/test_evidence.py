"""Attaching files to a draft, taking them off, and what happens to them afterwards."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from strategy import kept_files
from strategy.models import Event, Evidence, Figure, Status
from strategy.services.evidence import (
    MOST,
    EvidenceError,
    add_evidence,
    give_up_draft,
    remove_evidence,
)
from strategy.services.figures import Entry, StaleError, enter_figures
from strategy.services.publications import approve_revisions, return_revision
from strategy.services.submissions import recall_revisions, submit_revisions
from tests.factories import (
    ReportingMonthFactory,
    SeriesFactory,
    UserFactory,
    publish,
)
from tests.factories.evidence import PDF
from tests.factories.figures import EXPLANATION, NOON, owed_figure

pytestmark = pytest.mark.django_db

JUNE = date(2022, 6, 1)
LATER = NOON + timedelta(days=1)


@pytest.fixture
def figure():
    return owed_figure()


@pytest.fixture
def reporter(figure):
    return UserFactory(organisation=figure.series.organisation)


@pytest.fixture
def reviewer(figure):
    return UserFactory(organisation=figure.series.reviewer)


def enter(figure, by, value=5, **typed):
    typed = {"explanation": EXPLANATION} | typed
    (draft,) = enter_figures([Entry(figure, Decimal(value), **typed)], by=by, at=NOON)
    return draft


def attach(draft, by, content=PDF, name="台账.pdf"):
    return add_evidence(draft, name, content, by=by, at=NOON)


def lock():
    month = ReportingMonthFactory(month=JUNE)
    month.locked_at, month.locked_by = NOON, UserFactory()
    month.save()


def test_a_file_is_kept_by_its_content_and_told_in_the_log(figure, reporter):
    evidence = attach(enter(figure, reporter), reporter)

    assert kept_files.path_of(evidence.checksum).read_bytes() == PDF
    assert (evidence.size, evidence.content_type) == (len(PDF), "application/pdf")
    told = Event.objects.get(verb="上传佐证材料")
    assert told.detail == {"number": 1, "file": "台账.pdf"}


def test_the_same_file_is_refused_twice_and_taken_again_once_removed(figure, reporter):
    draft = enter(figure, reporter)
    evidence = attach(draft, reporter)

    with pytest.raises(EvidenceError, match="已经上传"):
        attach(draft, reporter, name="又名.pdf")
    remove_evidence(evidence, by=reporter, at=LATER)
    attach(draft, reporter)

    assert Evidence.objects.count() == 2
    assert Evidence.objects.attached().count() == 1


def test_a_revision_holds_so_many_files(figure, reporter):
    draft = enter(figure, reporter)
    for number in range(MOST):
        attach(draft, reporter, PDF + b"%d" % number)

    with pytest.raises(EvidenceError, match="最多上传10个文件"):
        attach(draft, reporter)


def test_a_removed_file_stays_on_record(figure, reporter):
    evidence = attach(enter(figure, reporter), reporter)

    remove_evidence(evidence, by=reporter, at=LATER)

    evidence.refresh_from_db()
    assert (evidence.removed_at, evidence.removed_by) == (LATER, reporter)
    with pytest.raises(EvidenceError, match="已被移除"):
        remove_evidence(evidence, by=reporter, at=LATER)


def test_an_emptied_draft_takes_no_file(figure, reporter):
    draft = enter(figure, reporter)
    enter_figures([Entry(figure, None)], by=reporter, at=NOON)

    with pytest.raises(EvidenceError, match="请先填写数据"):
        attach(draft, reporter)


@pytest.mark.parametrize("whose", ["reviewer", "stranger"])
def test_nobody_else_adds_or_removes(figure, reporter, reviewer, whose):
    other = reviewer if whose == "reviewer" else UserFactory()
    draft = enter(figure, reporter)
    evidence = attach(draft, reporter)

    with pytest.raises(PermissionDenied):
        attach(draft, other, PDF + b"2")
    with pytest.raises(PermissionDenied):
        remove_evidence(evidence, by=other, at=NOON)
    assert Evidence.objects.attached().count() == 1


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.APPROVED, Status.RETURNED])
def test_files_are_fixed_once_it_is_submitted(figure, reporter, reviewer, status):
    draft = enter(figure, reporter)
    evidence = attach(draft, reporter)
    submitted = submit_revisions([draft], by=reporter, at=NOON)
    if status == Status.APPROVED:
        approve_revisions(submitted, by=reviewer, at=NOON)
    elif status == Status.RETURNED:
        return_revision(submitted[0], "缺名单", by=reviewer, at=NOON)

    with pytest.raises(EvidenceError, match="不能增减"):
        attach(draft, reporter, PDF + b"2")
    with pytest.raises(EvidenceError, match="不能增减"):
        remove_evidence(evidence, by=reporter, at=NOON)
    assert list(Evidence.objects.attached()) == [evidence]


def test_files_can_be_changed_after_a_recall(figure, reporter):
    draft = enter(figure, reporter)
    evidence = attach(draft, reporter)
    recall_revisions(submit_revisions([draft], by=reporter, at=NOON), by=reporter, at=LATER)

    remove_evidence(evidence, by=reporter, at=LATER)

    assert not Evidence.objects.attached().exists()


def test_files_of_a_first_draft_are_fixed_by_the_lock_those_of_a_correction_not(figure, reporter):
    draft = enter(figure, reporter)
    published = publish(SeriesFactory(), JUNE, 3).figure
    lock()
    theirs = UserFactory(organisation=published.series.organisation)
    correction = enter(published, theirs, reason="漏报一户")

    with pytest.raises(EvidenceError, match="已锁定"):
        attach(draft, reporter)
    assert attach(correction, theirs).revision == correction


def test_after_a_return_the_files_follow_to_the_next_attempt(figure, reporter, reviewer):
    draft = enter(figure, reporter)
    kept, removed = attach(draft, reporter), attach(draft, reporter, PDF + b"2")
    remove_evidence(removed, by=reporter, at=NOON)
    (submitted,) = submit_revisions([draft], by=reporter, at=NOON)
    return_revision(submitted, "缺名单", by=reviewer, at=NOON)

    again = enter(figure, reporter, 6)

    (carried,) = again.evidence.attached()
    assert (again.number, carried.checksum, carried.name) == (2, kept.checksum, kept.name)
    assert (carried.added_at, carried.added_by) == (kept.added_at, reporter)
    remove_evidence(carried, by=reporter, at=LATER)
    assert list(submitted.evidence.attached()) == [kept]


def test_files_do_not_follow_to_a_correction(figure, reporter, reviewer):
    draft = enter(figure, reporter)
    attach(draft, reporter)
    approve_revisions(submit_revisions([draft], by=reporter, at=NOON), by=reviewer, at=NOON)

    correction = enter(figure, reporter, 6, reason="漏报一户")

    assert not correction.evidence.exists()


def test_a_correction_given_up_leaves_what_was_published_and_takes_its_files_off(
    figure, reporter, reviewer
):
    approve_revisions(
        submit_revisions([enter(figure, reporter)], by=reporter, at=NOON), by=reviewer, at=NOON
    )
    correction = enter(figure, reporter, 6, reason="漏报一户")
    attach(correction, reporter)

    give_up_draft(figure, version=correction.version, by=reporter, at=LATER)

    correction.refresh_from_db()
    assert correction.is_empty
    assert not correction.evidence.attached().exists()
    assert Figure.objects.get(pk=figure.pk).value == 5
    anew = enter(figure, reporter, 7, reason="多报一户")
    assert (anew.number, anew.value) == (2, 7)


def test_a_draft_that_somebody_has_changed_is_not_given_up(figure, reporter):
    draft = enter(figure, reporter)
    enter(figure, reporter, 8)

    with pytest.raises(StaleError):
        give_up_draft(figure, version=draft.version - 1, by=reporter, at=LATER)
