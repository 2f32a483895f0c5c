"""Loading the shipped fixtures once more: what people have decided since then stands."""

import json
from collections import Counter
from datetime import date, datetime
from decimal import Decimal

import pytest

from luohe_tracker.services.fixture_records import fixture_paths
from luohe_tracker.services.fixtures import load_fixtures
from luohe_tracker.services.recomputation import recompute
from strategy import clock
from strategy.models import (
    Assessment,
    Event,
    Figure,
    ListEntry,
    Metric,
    Organisation,
    PageCounter,
    ReportingMonth,
    Series,
    TrackedItem,
    User,
)
from strategy.progress import Standing
from tests.factories import FigureFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixtures_loaded")]

JUNE = date(2022, 6, 1)
LOANS = "A1-technology-loans-industry"
NOW = datetime(2022, 8, 10, 12, tzinfo=clock.SHANGHAI)


def test_the_lists_are_full_and_every_item_is_assessed():
    listed = Counter(ListEntry.objects.values_list("list", flat=True))
    assessed = Assessment.objects.known_at(None).of_items().in_month(JUNE)

    assert listed == {"tasks": 55, "projects": 15, "enterprises": 51, "parks": 24}
    assert assessed.count() == TrackedItem.objects.count() == 152


def test_it_is_recorded_once_with_its_counts():
    event = Event.objects.get(verb="载入数据")

    assert event.detail["counts"]["strategy.action"] == {"added": 7}
    assert PageCounter.objects.get().value == 1


def test_loading_again_changes_and_records_nothing():
    loaded = load_fixtures(fixture_paths(), at=NOW)

    assert not loaded.is_changed
    assert loaded.assessed == 0
    assert Event.objects.filter(verb="载入数据").count() == 1


def test_an_edited_reference_row_is_set_right_and_reported():
    Organisation.objects.filter(code="industry").update(short_name="工信")

    loaded = load_fixtures(fixture_paths(), at=NOW)

    assert Organisation.objects.get(code="industry").short_name == "市工信局"
    assert loaded.counts["strategy.organisation"] == {"updated": 1, "unchanged": 22}


def test_an_approved_correction_stands():
    series = Series.objects.get(code=LOANS)
    publish(series, JUNE, "5800", at=NOW, reason="据实修正")

    load_fixtures(fixture_paths(), at=NOW)

    assert Figure.objects.get(series=series, month=JUNE).value == 5800


def test_a_locked_month_and_a_delisted_item_stand():
    ReportingMonth.objects.update(locked_at=NOW, locked_by=User.objects.first())
    ListEntry.objects.filter(item__code="T001").update(delisted_on=JUNE, reason="已办结")

    loaded = load_fixtures(fixture_paths(), at=NOW)

    assert not loaded.is_changed
    assert ReportingMonth.objects.get().is_locked
    assert ListEntry.objects.get(item__code="T001").delisted_on == JUNE


def test_results_follow_a_metric_that_was_set_right():
    Metric.objects.filter(code="technology-loans").update(is_sample=True)
    recompute(at=NOW)

    loaded = load_fixtures(fixture_paths(), at=NOW)

    row = Assessment.objects.known_at(None).of_items().get(item__code="A1", month=JUNE)
    assert loaded.assessed == 2
    assert not row.to_date_is_sample


def test_the_figure_was_not_known_before_the_article():
    day_before = clock.end_of_day(date(2022, 7, 31))

    then = Assessment.objects.known_at(day_before).of_items().get(item__code="A1")

    assert then.standing == Standing.NOT_REPORTED


MOMENT = "2022-08-01T12:00:00+08:00"
PUBLISHED = {
    "figure": [LOANS, "2022-05-01"], "number": 1, "status": "approved", "value": "5100",
    "entered_at": MOMENT, "submitted_at": MOMENT, "decided_at": MOMENT,
    "entered_by": ["ziliao-luru"], "submitted_by": ["ziliao-luru"], "decided_by": ["ziliao-fuhe"],
}  # fmt: skip


def test_a_published_figure_fills_one_that_was_only_owed(tmp_path):
    owed = FigureFactory(series=Series.objects.get(code=LOANS), month=date(2022, 5, 1))
    path = tmp_path / "figures.json"
    path.write_text(json.dumps([{"model": "strategy.revision", "fields": PUBLISHED}]))

    load_fixtures([path], at=NOW)

    owed.refresh_from_db()
    assert owed.value == Decimal(5100)
    assert owed.published_at == datetime.fromisoformat(MOMENT)
