"""Restating keeps history in order; rebuilding writes it again from its inputs."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy import clock
from strategy.clock import SHANGHAI
from strategy.models import Assessment, ReportingMonth
from strategy.progress import Standing
from strategy.services.assessments import HistoryError, rebuild, restate, restate_all
from tests.factories import (
    MilestoneFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    SourceFactory,
    TargetFactory,
    TaskFactory,
    publish,
)

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)
NOON = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)


@pytest.fixture
def line():
    """A flow with a target, in an opened May and June."""
    ReportingMonthFactory(month=MAY)
    ReportingMonthFactory(month=JUNE)
    RuleFactory()
    line = SeriesFactory()
    TargetFactory(series=line, value=120)
    return line


def history(line) -> list[tuple]:
    rows = Assessment.objects.of_series().order_by("month", "recorded_at")
    return list(rows.values_list("month", "to_date", "standing", "recorded_at", "superseded_at"))


def test_publishing_may_also_restates_the_figure_to_date_of_june(line):
    publish(line, JUNE, 10)
    publish(line, MAY, 50, at=NOON + timedelta(days=1))

    june = Assessment.objects.known_at(None).of_series().get(month=JUNE)
    assert june.to_date == 60


def test_what_lies_before_a_kept_result_is_refused(line):
    publish(line, MAY, 50)

    with pytest.raises(HistoryError):
        publish(line, MAY, 40, at=NOON - timedelta(days=1), reason="更正")


def test_a_clock_that_is_set_back_within_a_day_loses_nothing(line):
    publish(line, MAY, 50)
    publish(line, MAY, 40, at=NOON - timedelta(hours=3), reason="更正")

    assert Assessment.objects.known_at(None).of_series().get(month=MAY).to_date == 40
    assert Assessment.objects.of_series().filter(month=MAY).count() == 1


def test_rebuilding_writes_the_same_history_again(line):
    publish(line, MAY, 50)
    publish(line, JUNE, 10, at=NOON + timedelta(days=1))
    publish(line, MAY, 45, at=NOON + timedelta(days=2), reason="更正")
    rebuild([line.item_id], at=clock.now())
    before = history(line)

    rebuild([line.item_id], at=clock.now())

    assert history(line) == before
    assert restate_all(at=NOON + timedelta(days=3)) == 0


def test_a_day_in_the_past_shows_what_was_known_then(line):
    publish(line, MAY, 50)
    publish(line, MAY, 30, at=NOON + timedelta(days=2), reason="更正")

    then = Assessment.objects.known_at(NOON + timedelta(days=1)).of_series().get(month=MAY)
    now = Assessment.objects.known_at(None).of_series().get(month=MAY)
    assert (then.to_date, now.to_date) == (50, 30)


def test_two_changes_at_one_moment_leave_one_result(line):
    publish(line, MAY, 50)
    publish(line, MAY, 30, reason="更正")

    assert Assessment.objects.of_series().filter(month=MAY).count() == 1


def test_nothing_is_assessed_for_a_month_that_was_not_open_yet(line):
    ReportingMonth.objects.all().delete()

    assert restate([line.item_id], MAY, at=NOON) == 0


def test_an_item_takes_the_worst_of_its_headline_and_its_milestones(line):
    MilestoneFactory(item=line.item, planned_on=date(2022, 2, 28))
    publish(line, MAY, 50)

    result = Assessment.objects.known_at(None).of_items().get(month=MAY)
    assert result.standing == Standing.FAR_BEHIND
    assert "开工" in result.sentence
    assert result.to_date == 50


def test_an_item_with_nothing_to_judge_has_no_plan(line):
    task = TaskFactory()

    restate([task.pk], JUNE, at=NOON)

    assert Assessment.objects.get(item=task).standing == Standing.NO_PLAN


def test_the_number_of_queries_does_not_grow_with_items(line):
    def queries_for(items) -> int:
        with CaptureQueriesContext(connection) as captured:
            restate([item.pk for item in items], JUNE, at=NOON)
        return len(captured)

    few = queries_for([TaskFactory()])
    many = queries_for([TaskFactory() for _ in range(20)])

    assert many == few


def test_a_milestone_counts_from_the_day_its_source_was_out(line):
    source = SourceFactory(code="S36", kind="report", published_on=date(2022, 7, 20))
    task = MilestoneFactory(item=TaskFactory(), planned_on=date(2022, 9, 30), source=source).item

    rebuild([task.pk], at=clock.now())

    june = Assessment.objects.filter(item=task, month=JUNE)
    assert june.known_at(datetime(2022, 7, 20, tzinfo=SHANGHAI)).get().standing == Standing.NO_PLAN
    assert june.known_at(datetime(2022, 7, 21, tzinfo=SHANGHAI)).get().standing == Standing.NOT_DUE
