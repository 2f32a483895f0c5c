"""Approving many at once: everything without a question, in one transaction, at a fixed cost."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy.clock import SHANGHAI
from strategy.models import Assessment, Event, Figure, Metric, Revision, Status, StepError, User
from strategy.queries.questions import questionable
from strategy.queries.reviews import review_queue
from strategy.services.assessments import restate_all
from strategy.services.figures import Entry, enter_figures
from strategy.services.reviews import IGNORED, approve_unquestioned, note_ignored_values
from strategy.services.submissions import ChangedError, recall_revisions, submit_revisions
from tests.factories import (
    MetricFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TargetFactory,
    UserFactory,
    publish,
)
from tests.factories.figures import EXPLANATION

pytestmark = pytest.mark.django_db

JULY = date(2022, 7, 1)
NOON = datetime(2022, 8, 9, 12, tzinfo=SHANGHAI)


class Queue:
    """A reviewer, and a unit that has submitted so many figures, some of which are flagged."""

    def __init__(self, rows: int, flagged: int = 0):
        RuleFactory()
        ReportingMonthFactory(month=JULY)
        self.reviewer = UserFactory()
        self.reporter = UserFactory()
        sides = {"organisation": self.reporter.organisation, "reviewer": self.reviewer.organisation}
        metric = MetricFactory(accumulation="stock")
        lines = [SeriesFactory(metric=metric, **sides) for _ in range(rows)]
        for line in lines:
            TargetFactory(series=line, decided_by=self.reviewer, start=0)
        for line in lines[:flagged]:
            publish(line, date(2021, 7, 1), 1, at=NOON)
        figures = [Figure.objects.create(series=line, month=JULY) for line in lines]
        entries = [Entry(one, Decimal(40), explanation=EXPLANATION) for one in figures]
        drafts = enter_figures(entries, by=self.reporter, at=NOON)
        self.revisions = submit_revisions(drafts, by=self.reporter, at=NOON)

    @property
    def seen(self) -> dict[int, int]:
        """What the page lists for the one click."""
        rows = review_queue(self.reviewer, NOON.date()).unquestioned
        return {row.revision.pk: row.revision.version for row in rows}

    def approve(self, seen: dict[int, int], by: User | None = None) -> list[Revision]:
        wanted = [Revision(pk=pk) for pk in seen]
        return approve_unquestioned(wanted, by=by or self.reviewer, at=NOON, seen=seen)


def test_of_200_rows_with_7_flagged_one_click_approves_193():
    queue = Queue(200, flagged=7)

    approved = queue.approve(queue.seen)

    assert len(approved) == 193
    left = Revision.objects.filter(status=Status.SUBMITTED)
    assert set(questionable(left.values_list("pk", flat=True))) == set(left)
    assert left.count() == 7
    assert Figure.objects.published().filter(month=JULY).count() == 193
    assert Event.objects.filter(verb="审核通过", actor=queue.reviewer).count() == 193
    items = Figure.objects.published().filter(month=JULY).values_list("series__item", flat=True)
    assert restate_all(items, at=NOON) == 0


def test_many_cost_as_many_queries_as_few():
    costs = []
    for rows in (3, 30):
        queue = Queue(rows)
        seen = queue.seen
        with CaptureQueriesContext(connection) as asked:
            queue.approve(seen)
        costs.append(len(asked))

    few, many = costs
    assert few <= many <= few + 3 <= 40  # rows are written in batches


def test_a_row_that_became_questionable_stops_all():
    queue = Queue(3)
    seen = queue.seen
    Metric.objects.update(needs_evidence=True)

    with pytest.raises(ChangedError) as refused:
        queue.approve(seen)

    assert len(refused.value.revisions) == 3
    assert not Figure.objects.published().exists()
    assert not Assessment.objects.exists()


def test_a_row_that_was_recalled_stops_all():
    queue = Queue(3)
    seen = queue.seen
    recall_revisions(queue.revisions[:1], by=queue.reporter, at=NOON)

    with pytest.raises(StepError):
        queue.approve(seen)

    assert not Figure.objects.published().exists()


def test_a_revision_that_was_not_on_the_page_is_not_approved():
    queue = Queue(2)
    seen = queue.seen
    unseen = seen.popitem()[0]

    queue.approve(seen)

    assert Revision.objects.get(pk=unseen).status == Status.SUBMITTED


def test_queue_of_another_organisation_is_empty():
    Queue(1)

    assert review_queue(UserFactory(organisation=OrganisationFactory()), NOON.date()).is_empty


def test_only_who_may_decide_has_ignored_values_noted():
    queue = Queue(1)

    with pytest.raises(PermissionDenied):
        note_ignored_values(queue.revisions, {"value": "99"}, by=queue.reporter, at=NOON)

    assert not Event.objects.filter(verb=IGNORED).exists()
