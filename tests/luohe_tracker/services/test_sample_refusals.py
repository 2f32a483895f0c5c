"""The sample year is loaded beside the fixtures, and beside nothing else."""

from datetime import datetime

import pytest

from luohe_tracker.services.sample_year import SampleError, load_sample_year
from strategy import clock
from strategy.models import Metric, Series, TrackedItem
from tests.factories import SeriesFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixtures_loaded")]

NOW = datetime(2022, 8, 10, 12, tzinfo=clock.SHANGHAI)


def test_beside_real_work_it_is_refused():
    real = SeriesFactory(item=TrackedItem.objects.get(code="T001"))

    with pytest.raises(SampleError, match=f"Series {real.code} is real work"):
        load_sample_year(at=NOW)

    assert not Metric.objects.filter(is_sample=True).exists()
    assert not Series.objects.filter(is_total=True).exists()
