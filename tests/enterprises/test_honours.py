"""Honours: known up to a day."""

from datetime import date

import pytest

from enterprises.models import Honour
from enterprises.queries.honours import honours_of
from tests.factories import ParkFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_an_award_of_a_later_day_is_not_yet_held():
    park = ParkFactory()
    for name, awarded_on in [("早", date(2022, 6, 1)), ("晚", date(2022, 12, 1)), ("不详", None)]:
        Honour.objects.create(
            holder=park, name=name, level="city", awarded_on=awarded_on, source=SourceFactory()
        )

    names = {honour.name for honour in honours_of(park, date(2022, 8, 10))}

    assert names == {"早", "不详"}
