"""How the value of a revision came in: typed, pasted, uploaded, or changed since."""

from datetime import timedelta

import pytest

from strategy.queries.attempts import attempts_of
from tests.factories import RevisionFactory, UserFactory
from tests.factories.attempts import import_line
from tests.factories.evidence import EvidenceFactory
from tests.factories.figures import NOON

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)


@pytest.fixture
def revision():
    return RevisionFactory(value=5, version=3)


def attempt_of(revision):
    (attempt,) = attempts_of([revision])
    return attempt


def test_what_no_batch_wrote_was_typed(revision):
    attempt = attempt_of(revision)

    assert (attempt.line, attempt.is_imported, attempt.is_edited_since) == (None, False, False)


def test_what_a_batch_wrote_stands_as_imported(revision):
    line = import_line(revision, version=3)

    attempt = attempt_of(revision)

    assert attempt.line == line
    assert attempt.is_imported


def test_a_recall_makes_it_no_less_imported(revision):
    import_line(revision, version=3)
    revision.version += 1

    assert attempt_of(revision).is_imported


def test_what_was_typed_over_is_told_so(revision):
    import_line(revision, version=3)
    revision.version, revision.entered_at = 4, LATER

    attempt = attempt_of(revision)

    assert (attempt.is_imported, attempt.is_edited_since) == (False, True)


def test_the_last_batch_counts_and_an_undone_one_does_not(revision):
    import_line(revision, number=11, version=1)
    import_line(revision, number=12, version=2)
    import_line(revision, number=13, version=3, undone=True)

    assert attempt_of(revision).line.batch.number == 12


def test_removed_files_are_not_there(revision):
    kept = EvidenceFactory(revision=revision)
    EvidenceFactory(revision=revision, checksum="c" * 64, removed_at=NOON, removed_by=UserFactory())

    assert attempt_of(revision).evidence == (kept,)


def test_two_queries_serve_any_number(revision, django_assert_num_queries):
    others = [RevisionFactory(value=1) for _ in range(5)]
    for place, one in enumerate(others):
        import_line(one, number=place + 1)
        EvidenceFactory(revision=one)

    with django_assert_num_queries(2):
        told = [
            (one.line.batch.number, one.evidence[0].added_by.organisation.name)
            for one in attempts_of(others)
        ]

    assert len(told) == 5
