"""What waits for a person, by role and by the state of each row: the counts of the menu."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from strategy.clock import SHANGHAI
from strategy.models import Figure, LockException, Role, User
from strategy.queries.to_dos import STANDS_FOR, ToDoCounts, review_to_do, to_do_counts
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import approve_revisions, return_revision
from strategy.services.submissions import submit_revisions
from tests.factories import FigureFactory, ReportingMonthFactory, SeriesFactory, UserFactory
from tests.factories.figures import EXPLANATION

JULY = date(2022, 7, 1)
AT = datetime(2022, 8, 10, 12, tzinfo=SHANGHAI)
DAY = timedelta(days=1)
NOTHING = ToDoCounts()


@pytest.fixture
def figure(db) -> Figure:
    """A figure that a unit owes in an open month."""
    ReportingMonthFactory(month=JULY)
    return FigureFactory(series=SeriesFactory(), month=JULY)


@pytest.fixture
def reporter(figure) -> User:
    return UserFactory(organisation=figure.series.organisation)


@pytest.fixture
def reviewer(figure) -> User:
    return UserFactory(organisation=figure.series.reviewer)


def draft(figure, by, value=5, **typed):
    entry = Entry(figure, Decimal(value), explanation=EXPLANATION, **typed)
    return enter_figures([entry], by=by, at=AT)


def submit(figure, by, **typed):
    return submit_revisions(draft(figure, by, **typed), by=by, at=AT)


def lock(month=JULY):
    month = ReportingMonthFactory(month=month)
    month.locked_at, month.locked_by = AT - DAY, UserFactory(role=Role.COORDINATOR)
    month.save()
    return month


def except_from_lock(month, organisation, until):
    LockException.objects.create(
        reporting_month=month, organisation=organisation, until=until, reason="补报",
        granted_at=AT - DAY, granted_by=UserFactory(role=Role.COORDINATOR),
    )  # fmt: skip


def test_owed_row_waits_for_its_unit(reporter, reviewer):
    assert to_do_counts(reporter, AT) == ToDoCounts(to_report=1)
    assert to_do_counts(reviewer, AT) == NOTHING


def test_draft_still_waits_for_its_unit(figure, reporter, reviewer):
    draft(figure, reporter)

    assert to_do_counts(reporter, AT) == ToDoCounts(to_report=1)
    assert to_do_counts(reviewer, AT) == NOTHING


def test_submitted_row_waits_for_its_reviewers(figure, reporter, reviewer):
    submit(figure, reporter)

    assert to_do_counts(reporter, AT) == NOTHING
    assert to_do_counts(reviewer, AT) == ToDoCounts(to_review=1)
    assert review_to_do(reviewer).since == AT


def test_approved_row_waits_for_nobody(figure, reporter, reviewer):
    approve_revisions(submit(figure, reporter), by=reviewer, at=AT)

    assert to_do_counts(reporter, AT) == to_do_counts(reviewer, AT) == NOTHING
    assert review_to_do(reviewer).count == 0


def test_returned_row_waits_for_its_unit_until_it_is_submitted_again(figure, reporter, reviewer):
    (sent,) = submit(figure, reporter)
    return_revision(sent, "有误", by=reviewer, at=AT)
    assert to_do_counts(reporter, AT) == ToDoCounts(to_report=1)

    draft(figure, reporter, note="已核对")
    assert to_do_counts(reporter, AT) == ToDoCounts(to_report=1)

    submit(figure, reporter, note="已核对")
    assert to_do_counts(reporter, AT) == NOTHING


def test_locked_row_waits_for_nobody(figure, reporter):
    lock()

    assert to_do_counts(reporter, AT) == NOTHING


def test_returned_row_of_a_locked_month_still_waits(figure, reporter, reviewer):
    (sent,) = submit(figure, reporter)
    return_revision(sent, "有误", by=reviewer, at=AT)

    lock()

    assert to_do_counts(reporter, AT) == ToDoCounts(to_report=1)


def test_row_of_an_excepted_unit_waits_until_the_exception_ends(figure, reporter):
    except_from_lock(lock(), figure.series.organisation, until=AT + DAY)

    assert to_do_counts(reporter, AT) == ToDoCounts(to_report=1)
    assert to_do_counts(reporter, AT + 2 * DAY) == NOTHING


def test_exception_of_another_unit_helps_nobody_else(figure, reporter, reviewer):
    except_from_lock(lock(), figure.series.reviewer, until=AT + DAY)

    assert to_do_counts(reporter, AT) == NOTHING


def test_returned_correction_waits_for_a_while(figure, reporter, reviewer):
    approve_revisions(submit(figure, reporter), by=reviewer, at=AT)
    (sent,) = submit(figure, reporter, value=6, reason="更正")
    return_revision(sent, "依据不足", by=reviewer, at=AT)

    assert to_do_counts(reporter, AT + DAY) == ToDoCounts(to_report=1)
    assert to_do_counts(reporter, AT + STANDS_FOR) == NOTHING


def test_row_that_a_colleague_keeps_waits_for_the_colleague(figure, reporter):
    colleague = UserFactory(organisation=reporter.organisation)
    figure.series.keeper = colleague
    figure.series.save()

    assert to_do_counts(colleague, AT) == ToDoCounts(to_report=1)
    assert to_do_counts(reporter, AT) == NOTHING


def test_nobody_reviews_what_was_submitted_by_or_for_oneself(figure, reporter, reviewer):
    submit(figure, reporter)
    User.objects.filter(pk=reporter.pk).update(organisation=reviewer.organisation)
    reporter.refresh_from_db()

    assert to_do_counts(reporter, AT).to_review == 0
    assert to_do_counts(reviewer, AT).to_review == 1


def test_headquarters_office_reviews_and_reports_nothing(figure, reporter):
    office = UserFactory(organisation=figure.series.reviewer, role=Role.COORDINATOR)
    submit(figure, reporter)

    assert to_do_counts(office, AT) == ToDoCounts(to_review=1)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.STAFF, Role.COORDINATOR}))
def test_others_are_asked_nothing_at_no_cost(figure, role, django_assert_num_queries):
    user = UserFactory(organisation=figure.series.organisation, role=role)

    with django_assert_num_queries(0):
        assert to_do_counts(user, AT) == NOTHING


def test_counts_cost_one_query(figure, reporter, django_assert_num_queries):
    with django_assert_num_queries(1):
        to_do_counts(reporter, AT)
