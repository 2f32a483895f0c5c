"""What is asked about submitted revisions: which rows one click may not take."""

from datetime import timedelta
from decimal import Decimal

import pytest

from strategy.models import Evidence, Revision
from strategy.queries.questions import (
    Question,
    moved_on,
    questionable,
    questions_of,
    submissions,
)
from tests.factories import FigureFactory, RevisionFactory, UserFactory
from tests.factories.figures import NOON

pytestmark = pytest.mark.django_db

FINDING = {"code": "unchanged", "kind": "explain", "sentence": "本月数连续3个月相同，请说明原因"}


def waiting(**changes) -> Revision:
    """A revision that was submitted."""
    given = {"value": Decimal(5), "status": "submitted", "submitted_at": NOON} | changes
    revision = RevisionFactory(submitted_by=UserFactory(), **given)
    return Revision.objects.select_related("figure__series__metric").get(pk=revision.pk)


def attach(revision: Revision, **changes) -> Evidence:
    return Evidence.objects.create(
        revision=revision, name="名单.pdf", content_type="application/pdf", size=9,
        checksum="0" * 64, added_at=NOON, added_by=revision.entered_by, **changes,
    )  # fmt: skip


def test_a_plain_first_submission_is_not_questionable():
    assert questions_of(waiting(), former=None, has_evidence=False) == ()


def test_a_finding_makes_it_questionable():
    flagged = waiting(findings=[FINDING])

    assert questions_of(flagged, former=None, has_evidence=True) == (Question.FLAGGED,)


def test_an_earlier_attempt_makes_it_questionable():
    former, revision = waiting(), waiting()

    assert questions_of(revision, former=former, has_evidence=True) == (Question.CHANGED,)


def test_a_correction_after_the_lock_is_questionable():
    corrected = waiting(is_correction=True, reason="漏报一户")

    assert questions_of(corrected, former=None, has_evidence=True) == (Question.CHANGED,)


def test_missing_evidence_is_asked_for_only_where_the_metric_needs_it():
    figure = FigureFactory(series__metric__needs_evidence=True)
    revision = waiting(figure=figure)

    assert questions_of(revision, former=None, has_evidence=False) == (Question.NO_EVIDENCE,)
    assert questions_of(revision, former=None, has_evidence=True) == ()


def test_a_unit_that_has_nothing_this_month_is_asked_about():
    revision = waiting(value=None, not_applicable=True, note="停产检修")

    assert questions_of(revision, former=None, has_evidence=True) == (Question.NOT_APPLICABLE,)


def test_the_attempt_before_is_the_latest_decided_one():
    figure = FigureFactory()
    decided = {"status": "returned", "return_reason": "与名单不符", "decided_at": NOON}
    for number in (1, 2):
        waiting(figure=figure, number=number, decided_by=UserFactory(), **decided)
    revision = waiting(figure=figure, number=3)

    (found,) = submissions([revision])

    assert found.former.number == 2
    assert found.questions == (Question.CHANGED,)


def test_evidence_that_was_removed_counts_no_more():
    revision = waiting(figure=FigureFactory(series__metric__needs_evidence=True))
    attach(revision, removed_at=NOON, removed_by=revision.entered_by)
    assert questionable([revision.pk]) == [revision]

    attach(revision)

    assert questionable([revision.pk]) == []
    assert len(submissions([revision])[0].evidence) == 1


def test_the_neediest_stand_first():
    outlier = FINDING | {"code": "unit_slip"}
    figure = FigureFactory(series__metric__needs_evidence=True)
    returned = FigureFactory()
    waiting(
        figure=returned, status="returned", return_reason="与名单不符", decided_at=NOON,
        decided_by=UserFactory(),
    )  # fmt: skip
    new = waiting(submitted_at=NOON)
    old = waiting(submitted_at=NOON - timedelta(days=3))
    bare = waiting(figure=figure)
    flagged = waiting(findings=[FINDING])
    slip = waiting(findings=[outlier])
    again = waiting(figure=returned, number=2)

    queue = sorted(submissions([new, old, bare, flagged, slip, again]), key=lambda one: one.need)

    assert [one.revision for one in queue] == [again, slip, flagged, bare, old, new]


def test_what_was_recalled_decided_or_sent_again_has_moved_on():
    same, recalled, again = waiting(), waiting(), waiting()
    seen = {one.pk: one.version for one in (same, recalled, again)}
    recalled.status, again.version = "draft", 3

    assert moved_on(seen, [same, recalled, again]) == [recalled, again]


def test_questions_take_the_same_queries_for_any_number_of_rows(django_assert_num_queries):
    revisions = [waiting().pk for _ in range(3)]

    with django_assert_num_queries(3):
        questionable(revisions[:1])
    with django_assert_num_queries(3):
        questionable(revisions)
