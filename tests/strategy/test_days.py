"""Days that somebody types lie within years around which others exist."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from strategy import days


@pytest.mark.parametrize("day", [date(2000, 1, 1), date(2100, 12, 31)])
def test_a_day_of_these_years_will_do(day):
    days.check(day)


@pytest.mark.parametrize("day", [date.min, date(1999, 12, 31), date(2101, 1, 1), date.max])
def test_a_day_outside_of_them_is_refused_with_a_sentence(day):
    with pytest.raises(ValidationError, match="日期应在2000年至2100年之间"):
        days.check(day)
