"""Series: what may be a computed total."""

import pytest
from django.core.exceptions import ValidationError

from strategy.models import Series
from tests.factories import MetricFactory

pytestmark = pytest.mark.django_db


def test_ranks_have_no_total():
    metric = MetricFactory(accumulation="rank")

    with pytest.raises(ValidationError, match="不能相加"):
        Series(metric=metric, is_total=True).clean()


def test_flows_have_one():
    Series(metric=MetricFactory(accumulation="flow"), is_total=True).clean()
