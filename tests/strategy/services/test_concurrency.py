"""Two who decide at once, on PostgreSQL with real threads: one wins, the other is told.

Each race is run twice, since which of the two comes first is left to chance.
"""

from decimal import Decimal

import pytest

from strategy.models import PageCounter, Revision, Status, StepError
from strategy.services.figures import Entry, EntryError, enter_figures
from strategy.services.publications import approve_revisions, return_revision
from strategy.services.submissions import recall_revisions, submit_revisions
from tests.factories import MetricFactory, ReportingMonthFactory, SeriesFactory

from .raced import LATER, MAY, alike, assert_whole, drafted, submitted
from .racing import errors, race

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_two_reviewers_decide_on_one_revision(line, reviewers):
    revision = submitted(line)
    one, other = reviewers

    runners = race(
        lambda: approve_revisions([revision], by=one, at=LATER),
        lambda: return_revision(revision, "与名单不符，请核对", by=other, at=LATER),
    )

    (error,) = errors(runners)
    assert type(error) is StepError
    decided = Revision.objects.get()
    assert decided.decided_by == (one if runners[0].error is None else other)
    assert bool(decided.return_reason) == (decided.status == Status.RETURNED)
    assert_whole(line)


def test_two_reviewers_approve_one_revision(line, reviewers):
    revision = submitted(line)

    runners = race(
        *(lambda by=by: approve_revisions([revision], by=by, at=LATER) for by in reviewers)
    )

    assert [type(error) for error in errors(runners)] == [StepError]
    assert_whole(line)


def test_two_reviewers_approve_overlapping_sets(line, reviewers):
    lines = [line, *alike(line, 5)]
    revisions = [submitted(one, 39 + place) for place, one in enumerate(lines)]
    first, second = revisions[:4], revisions[2:][::-1]

    runners = race(
        lambda: approve_revisions(first, by=reviewers[0], at=LATER),
        lambda: approve_revisions(second, by=reviewers[1], at=LATER),
    )

    assert [type(error) for error in errors(runners)] == [StepError]
    won = first if runners[0].error is None else second
    assert {one.pk for one in Revision.objects.approved()} == {one.pk for one in won}
    assert_whole(*lines)


def test_two_reviewers_approve_different_figures_of_one_item(line, reviewers):
    second = SeriesFactory(
        item=line.item, metric=MetricFactory(accumulation="stock"), is_headline=False,
        organisation=line.organisation, reviewer=line.reviewer,
    )  # fmt: skip
    revisions = [submitted(line, 39), submitted(second, 40)]

    runners = race(
        *(
            lambda one=one, by=by: approve_revisions([one], by=by, at=LATER)
            for one, by in zip(revisions, reviewers, strict=True)
        )
    )

    assert errors(runners) == []
    assert Revision.objects.approved().count() == 2
    assert_whole(line, second)


def test_approval_against_recall(line, reporters, reviewers):
    revision = submitted(line)
    seen = {revision.pk: revision.version}

    runners = race(
        lambda: approve_revisions([revision], by=reviewers[0], at=LATER, seen=seen),
        lambda: recall_revisions([revision], by=reporters[0], at=LATER),
    )

    (error,) = errors(runners)
    assert isinstance(error, StepError)
    kept = Revision.objects.get()
    recalled = runners[1].error is None
    assert kept.status == (Status.DRAFT if recalled else Status.APPROVED)
    assert (kept.submitted_by is None) == recalled
    assert_whole(line)


def test_every_service_raises_the_page_counter_once(line, reporters, reviewers):
    (second,) = alike(line, 1)
    draft, revision = drafted(second), submitted(line)
    before = PageCounter.objects.get().value

    runners = race(
        lambda: approve_revisions([revision], by=reviewers[0], at=LATER),
        lambda: submit_revisions([draft], by=reporters[0], at=LATER),
    )

    assert errors(runners) == []
    assert PageCounter.objects.get().value == before + 2


def test_writer_against_approval(line, reporters, reviewers):
    revisions = [submitted(line)] + [submitted(second) for second in alike(line, 9)]
    entries = [Entry(one.figure, Decimal(41), version=one.version) for one in revisions]

    runners = race(
        lambda: approve_revisions(revisions, by=reviewers[0], at=LATER),
        lambda: enter_figures(entries, by=reporters[0], at=LATER),
    )

    assert runners[0].error is None
    assert isinstance(runners[1].error, EntryError)
    assert Revision.objects.count() == Revision.objects.approved().count() == 10
    assert_whole(line)


def test_two_approve_months_of_two_items_crosswise(line, reviewers):
    ReportingMonthFactory(month=MAY)
    (second,) = alike(line, 1)
    first = [submitted(line, month=MAY), submitted(second)]
    other = [submitted(second, month=MAY), submitted(line)]

    runners = race(
        lambda: approve_revisions(first, by=reviewers[0], at=LATER),
        lambda: approve_revisions(other, by=reviewers[1], at=LATER),
    )

    assert errors(runners) == []
    assert_whole(line, second)
