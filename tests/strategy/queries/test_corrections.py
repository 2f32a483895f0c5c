"""What was corrected of late, and what stood before, up to the totals and the later months."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from strategy.clock import SHANGHAI, end_of_day
from strategy.models import Assessment, Figure
from strategy.queries.corrections import Replaced, corrections_of, recorded_moment
from strategy.queries.results import series_rows
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import approve_revisions
from strategy.services.submissions import submit_revisions
from tests.factories import (
    MetricFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TargetFactory,
    UserFactory,
    publish,
)
from tests.factories.figures import EXPLANATION

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)
FIRST = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)
LATER = FIRST + timedelta(days=5)
ON = LATER.date()


@pytest.fixture
def line():
    """A flow series in an opened May and June."""
    RuleFactory()
    for month in (MAY, JUNE):
        ReportingMonthFactory(month=month, opened_at=FIRST - timedelta(9), opened_by=UserFactory())
    line = SeriesFactory()
    TargetFactory(series=line)
    return line


def rows(month, on=ON, at=None):
    """The rows of a month by series, with what was corrected."""
    results = Assessment.objects.known_at(at).of_series().in_month(month)
    return {row.series: row for row in corrections_of(month, on, at).marked(series_rows(results))}


def replaced(row):
    return row.value_replaced, row.to_date_replaced


def test_nothing_is_marked_where_nothing_was_corrected(line, django_assert_num_queries):
    publish(line, JUNE, 10)

    with django_assert_num_queries(1):
        found = corrections_of(JUNE, ON, None)

    assert found.former == {}
    assert replaced(rows(JUNE)[line.code]) == (None, None)


def test_corrected_number_carries_what_stood_before(line, django_assert_num_queries):
    publish(line, JUNE, 10)
    publish(line, JUNE, 12, at=LATER, reason="漏报")

    with django_assert_num_queries(1):
        corrections_of(JUNE, ON, None)

    row = rows(JUNE)[line.code]
    assert (row.value, *replaced(row)) == (12, Replaced(Decimal(10)), Replaced(Decimal(10)))


def test_later_month_tells_what_its_sum_was_and_keeps_its_own_number(line):
    publish(line, MAY, 10)
    publish(line, JUNE, 5)
    publish(line, MAY, 12, at=LATER, reason="漏报")

    row = rows(JUNE)[line.code]
    assert (row.to_date, *replaced(row)) == (17, None, Replaced(Decimal(15)))


def test_month_before_the_corrected_one_is_not_marked(line):
    publish(line, MAY, 10)
    publish(line, JUNE, 5)
    publish(line, JUNE, 6, at=LATER, reason="漏报")

    assert replaced(rows(MAY)[line.code]) == (None, None)


def test_total_is_marked_and_the_other_parts_are_not(line):
    part, other = (
        SeriesFactory(item=line.item, metric=line.metric, is_headline=False) for _ in range(2)
    )
    whole = SeriesFactory(
        item=line.item, metric=line.metric, organisation=None, reviewer=None, is_total=True,
        is_headline=False,
    )  # fmt: skip
    publish(other, JUNE, 3)
    publish(part, JUNE, 10)
    publish(part, JUNE, 12, at=LATER, reason="漏报")

    found = rows(JUNE)
    assert found[whole.code].to_date_replaced == Replaced(Decimal(13))
    assert replaced(found[other.code]) == replaced(found[line.code]) == (None, None)


def test_ratio_of_a_corrected_number_is_marked(line):
    unit, item = line.organisation, line.item
    below = SeriesFactory(item=item, organisation=unit, is_headline=False)
    metric = MetricFactory(
        accumulation="ratio", unit="%", numerator=line.metric, denominator=below.metric
    )
    share = SeriesFactory(item=item, organisation=unit, metric=metric, is_headline=False)
    publish(below, JUNE, 20)
    publish(line, JUNE, 10)
    publish(line, JUNE, 12, at=LATER, reason="漏报")

    assert rows(JUNE)[share.code].to_date_replaced == Replaced(Decimal(50))


def test_mark_goes_after_31_days(line):
    publish(line, JUNE, 10)
    publish(line, JUNE, 12, at=LATER, reason="漏报")

    last, gone = ON + timedelta(days=30), ON + timedelta(days=31)
    assert rows(JUNE, last)[line.code].to_date_replaced
    assert rows(JUNE, gone)[line.code].to_date_replaced is None


def test_of_two_corrections_the_last_one_counts(line):
    publish(line, JUNE, 10)
    publish(line, JUNE, 12, at=LATER, reason="漏报")
    publish(line, JUNE, 13, at=LATER + timedelta(days=1), reason="又漏报")

    row = rows(JUNE, ON + timedelta(days=1))[line.code]
    assert row.to_date_replaced == Replaced(Decimal(12))


def test_day_before_the_correction_knows_nothing_of_it(line):
    publish(line, JUNE, 10)
    publish(line, JUNE, 12, at=LATER, reason="漏报")
    day = ON - timedelta(days=1)

    row = rows(JUNE, day, end_of_day(day))[line.code]
    assert (row.to_date, *replaced(row)) == (10, None, None)


def test_month_without_the_thing_was_no_number(line):
    publish(line, JUNE, None, not_applicable=True, note="停产")
    publish(line, JUNE, 12, at=LATER, reason="已复产")

    assert rows(JUNE)[line.code].value_replaced == Replaced(None)


def test_new_base_alone_marks_no_number(line):
    publish(line, JUNE, 10)
    publish(line, JUNE, 10, at=LATER, reason="口径调整", base=Decimal(9), base_note="可比口径")

    assert replaced(rows(JUNE)[line.code]) == (None, None)


def test_first_publication_on_the_same_day_is_no_correction(line):
    stock = SeriesFactory(item=line.item, metric__accumulation="stock", is_headline=False)
    publish(stock, MAY, 10)
    publish(stock, MAY, 12, at=LATER, reason="漏报")
    publish(stock, JUNE, 20, at=LATER + timedelta(hours=2))

    assert replaced(rows(JUNE)[stock.code]) == (None, None)
    assert rows(MAY)[stock.code].to_date_replaced == Replaced(Decimal(10))


def test_first_publication_in_the_same_decision_is_no_correction(line):
    shared = {"item": line.item, "metric": MetricFactory(), "is_headline": False}
    other = SeriesFactory(organisation=line.organisation, reviewer=line.reviewer, **shared)
    whole = SeriesFactory(organisation=None, reviewer=None, is_total=True, **shared)
    publish(line, MAY, 10)
    publish(SeriesFactory(**shared), MAY, 3)
    reporter = UserFactory(organisation=line.organisation)
    reviewer = UserFactory(organisation=line.reviewer)
    entries = [
        Entry(
            Figure.objects.get_or_create(series=one, month=month)[0],
            Decimal(value),
            reason="漏报",
            explanation=EXPLANATION,
        )
        for one, month, value in [(line, MAY, 12), (line, JUNE, 5), (other, MAY, 7)]
    ]
    drafts = enter_figures(entries, by=reporter, at=LATER)
    approve_revisions(submit_revisions(drafts, by=reporter, at=LATER), by=reviewer, at=LATER)

    may, june = rows(MAY), rows(JUNE)
    assert may[line.code].to_date_replaced == Replaced(Decimal(10))
    assert replaced(may[other.code]) == replaced(june[line.code]) == (None, None)
    assert (may[whole.code].to_date, *replaced(may[whole.code])) == (10, None, None)


def test_clock_set_back_within_the_day_loses_nothing(line):
    other = SeriesFactory(item=line.item, is_headline=False)
    publish(line, JUNE, 10)
    publish(other, JUNE, 1, at=LATER)
    publish(line, JUNE, 12, at=LATER - timedelta(hours=3), reason="漏报")

    assert rows(JUNE)[line.code].to_date_replaced == Replaced(Decimal(10))


def test_two_decisions_at_one_moment_leave_the_typed_number(line):
    publish(line, JUNE, 10, at=LATER)
    publish(line, JUNE, 12, at=LATER - timedelta(hours=3), reason="漏报")

    row = rows(JUNE)[line.code]
    assert (row.value, row.value_replaced) == (12, Replaced(Decimal(10)))


def test_decision_around_midnight_is_found_on_the_next_day():
    late = datetime(2022, 7, 15, 23, 59, tzinfo=SHANGHAI)
    soon, long_after = late + timedelta(minutes=2), late + timedelta(hours=2)

    assert recorded_moment(late, [long_after, soon]) == soon
    assert recorded_moment(late, [long_after]) is None
    assert recorded_moment(late, [late - timedelta(minutes=1)]) is None
