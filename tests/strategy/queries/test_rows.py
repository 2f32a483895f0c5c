"""One row of a sheet: what it has come to, and what its unit may do with it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from strategy.models import LockException
from strategy.queries.rows import row_of
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import return_revision
from strategy.services.submissions import submit_revisions
from tests.factories import (
    FigureFactory,
    MetricFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    UserFactory,
    publish,
)
from tests.factories.figures import EXPLANATION, NOON

pytestmark = pytest.mark.django_db

JUNE = date(2022, 6, 1)
LATER = NOON + timedelta(days=1)


@pytest.fixture
def figure():
    RuleFactory()
    ReportingMonthFactory(month=JUNE)
    return FigureFactory(series=SeriesFactory(), month=JUNE)


def row(figure):
    return row_of(figure.series.code, figure.month, figure.series.organisation.code, LATER)


def enter(figure, value=5, **typed):
    reporter = UserFactory(organisation=figure.series.organisation)
    value = None if value is None else Decimal(value)
    entry = Entry(figure, value, **({"explanation": EXPLANATION} | typed))
    return enter_figures([entry], by=reporter, at=NOON)


def send_back(figure, value=5, reason="缺名单", **typed):
    reporter = UserFactory(organisation=figure.series.organisation)
    (submitted,) = submit_revisions(enter(figure, value, **typed), by=reporter, at=NOON)
    reviewer = UserFactory(organisation=figure.series.reviewer)
    return return_revision(submitted, reason, by=reviewer, at=NOON)


def lock(organisation=None):
    month = ReportingMonthFactory(month=JUNE)
    month.locked_at, month.locked_by = NOON, UserFactory()
    month.save()
    if organisation:
        LockException.objects.create(
            reporting_month=month, organisation=organisation, until=LATER + timedelta(days=1),
            reason="系统停电", granted_at=NOON, granted_by=UserFactory(),
        )  # fmt: skip


def test_a_month_not_yet_typed_may_be_entered(figure):
    found = row(figure)

    assert (found.number, found.version, found.attempts) == (1, 0, ())
    assert found.may_enter
    assert not found.is_correction


def test_a_draft_is_what_is_typed(figure):
    enter(figure)

    found = row(figure)

    assert (found.draft.revision.value, found.number, found.version) == (5, 1, 1)


def test_an_emptied_draft_is_no_attempt_but_keeps_its_version(figure):
    enter(figure)
    enter(figure, None, explanation="")

    found = row(figure)

    assert (found.attempts, found.draft, found.version, found.number) == ((), None, 2, 1)


def test_what_lies_with_the_reviewer_is_not_typed_in(figure):
    reporter = UserFactory(organisation=figure.series.organisation)
    submit_revisions(enter(figure), by=reporter, at=NOON)

    found = row(figure)

    assert found.waiting.revision.value == 5
    assert not found.may_enter


def test_what_came_back_stays_in_sight_until_it_is_submitted_again(figure):
    returned = send_back(figure)

    assert row(figure).returned == returned
    enter(figure, 6)
    assert row(figure).returned == returned
    reporter = UserFactory(organisation=figure.series.organisation)
    submit_revisions([row(figure).draft.revision], by=reporter, at=NOON)
    assert row(figure).returned is None


def test_a_published_figure_is_corrected_with_a_reason(figure):
    publish(figure.series, JUNE, 5)

    found = row(figure)

    assert found.approved.value == 5
    assert (found.is_correction, found.may_enter, found.number) == (True, True, 2)


def test_after_the_lock_only_what_was_reported_may_be_changed(figure):
    other = FigureFactory(series=SeriesFactory(), month=JUNE)
    send_back(other)
    lock()

    assert row(figure).is_closed
    assert not row(figure).may_enter
    assert row(other).is_correction
    assert row(other).may_enter


def test_an_exception_opens_the_row_for_its_unit(figure):
    lock(organisation=figure.series.organisation)

    assert row(figure).may_enter
    assert not row(figure).is_correction


def test_the_row_of_another_unit_month_or_of_none_is_not_found(figure):
    code, unit = figure.series.code, figure.series.organisation.code

    assert row_of(code, JUNE, OrganisationFactory().code, LATER) is None
    assert row_of(code, date(2022, 5, 1), unit, LATER) is None
    assert row_of("T999-none-unit", JUNE, unit, LATER) is None


def test_a_ratio_is_never_typed(figure):
    terms = {"numerator": figure.series.metric, "denominator": MetricFactory()}
    rate = MetricFactory(accumulation="ratio", unit="%", **terms)
    share = FigureFactory(series=SeriesFactory(metric=rate), month=JUNE)

    assert row(share) is None


def test_the_number_of_queries_does_not_grow(figure, django_assert_max_num_queries):
    for turn in range(5):
        send_back(figure, turn + 1)

    with django_assert_max_num_queries(12):
        people = [one.revision.decided_by.organisation.name for one in row(figure).attempts]

    assert len(people) == 5
