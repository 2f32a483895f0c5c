"""Two who write or submit at once, on PostgreSQL with real threads: one wins, the other is told.

Each race is run twice, since which of the two comes first is left to chance.
"""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from strategy.models import ReportingMonth, Revision, Status, StepError
from strategy.services.figures import Entry, EntryError, StaleError, enter_figures
from strategy.services.publications import approve_revisions
from strategy.services.reporting_months import lock_month
from strategy.services.submissions import recall_revisions, submit_revisions
from tests.factories import UserFactory

from .raced import JUNE, LATER, NOON, alike, assert_whole, drafted, figure_of, submitted, told
from .racing import errors, race, winners

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_two_writers_in_one_cell(line, reporters):
    draft = drafted(line)
    figure = draft.figure

    runners = race(
        *(
            lambda by=by, value=value: enter_figures(
                [Entry(figure, Decimal(value), version=draft.version)], by=by, at=LATER
            )
            for by, value in zip(reporters, (40, 41), strict=True)
        )
    )

    (error,) = errors(runners)
    kept = Revision.objects.get()
    (won,) = winners(runners)
    assert isinstance(error, StaleError)
    assert error.drafts == [kept]
    assert error.drafts[0].value == kept.value == won.answer[0].value
    assert (kept.version, kept.entered_by) == (draft.version + 1, won.answer[0].entered_by)


def test_two_writers_begin_the_first_draft(line, reporters):
    figure = figure_of(line)

    runners = race(
        *(
            lambda by=by, value=value: enter_figures(
                [Entry(figure, Decimal(value), version=0)], by=by, at=LATER
            )
            for by, value in zip(reporters, (40, 41), strict=True)
        )
    )

    (error,) = errors(runners)
    assert isinstance(error, StaleError)
    assert not isinstance(error, IntegrityError)
    draft = Revision.objects.get()
    assert (draft.number, draft.version) == (1, 1)
    assert error.drafts == [draft]
    assert told("录入") == 1


def test_two_writers_begin_the_same_correction(line, reporters, reviewers):
    approve_revisions([submitted(line)], by=reviewers[0], at=NOON)
    figure = figure_of(line)

    runners = race(
        *(
            lambda by=by, value=value: enter_figures(
                [Entry(figure, Decimal(value), reason="漏报一户", version=0)], by=by, at=LATER
            )
            for by, value in zip(reporters, (40, 41), strict=True)
        )
    )

    assert [type(error) for error in errors(runners)] == [StaleError]
    assert Revision.objects.undecided().get().number == 2
    assert_whole(line)


def test_writer_against_submission(line, reporters):
    draft = drafted(line)
    figure, seen = draft.figure, {draft.pk: draft.version}
    entry = Entry(figure, Decimal(41), version=draft.version)

    runners = race(
        lambda: enter_figures([entry], by=reporters[0], at=LATER),
        lambda: submit_revisions([draft], by=reporters[1], at=LATER, seen=seen),
    )

    (error,) = errors(runners)
    assert isinstance(error, StepError | EntryError)
    kept = Revision.objects.get()
    written = runners[0].error is None
    assert (kept.status, kept.value) == ((Status.DRAFT, 41) if written else (Status.SUBMITTED, 39))


def test_submission_against_the_lock_of_the_month(line, reporters):
    draft = drafted(line)
    coordinator = UserFactory(role="coordinator")

    runners = race(
        lambda: submit_revisions([draft], by=reporters[0], at=LATER),
        lambda: lock_month(JUNE, by=coordinator, at=LATER),
    )

    assert runners[1].error is None
    assert ReportingMonth.objects.get().is_locked
    revision, locking = Revision.objects.get(), runners[1].answer
    if runners[0].error is None:
        assert revision.status == Status.SUBMITTED
        assert (locking.unreported, locking.waiting) == (0, 1)
    else:
        assert isinstance(runners[0].error, EntryError)
        assert revision.status == Status.DRAFT
        assert (locking.unreported, locking.waiting) == (1, 0)
    assert told("上报") == (revision.status == Status.SUBMITTED)


def test_submission_against_recall_of_another_row_of_the_sheet(line, reporters):
    (second,) = alike(line, 1)
    draft, waiting = drafted(line), submitted(second)

    runners = race(
        lambda: submit_revisions([draft], by=reporters[0], at=LATER),
        lambda: recall_revisions([waiting], by=reporters[1], at=LATER),
    )

    assert errors(runners) == []
    assert Revision.objects.get(pk=draft.pk).status == Status.SUBMITTED
    assert Revision.objects.get(pk=waiting.pk).status == Status.DRAFT


def test_submission_against_recall_of_the_same_row(line, reporters):
    draft = drafted(line)
    seen = {draft.pk: draft.version}

    runners = race(
        lambda: submit_revisions([draft], by=reporters[0], at=LATER, seen=seen),
        lambda: recall_revisions([draft], by=reporters[1], at=LATER),
    )

    revision = Revision.objects.get()
    assert runners[0].error is None
    if runners[1].error is None:
        assert (revision.status, revision.submitted_by) == (Status.DRAFT, None)
    else:
        assert type(runners[1].error) is StepError
        assert (revision.status, revision.submitted_by) == (Status.SUBMITTED, reporters[0])


def test_two_submit_the_same_draft(line, reporters):
    draft = drafted(line)

    runners = race(*(lambda by=by: submit_revisions([draft], by=by, at=LATER) for by in reporters))

    assert [type(error) for error in errors(runners)] == [StepError]
    assert told("上报") == 1
    (won,) = winners(runners)
    assert Revision.objects.get().submitted_by == won.answer[0].submitted_by
