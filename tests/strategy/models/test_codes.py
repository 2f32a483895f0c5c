"""Codes: only those that an address can hold."""

import pytest
from django.core.exceptions import ValidationError

from strategy.models import Series, Task


@pytest.mark.parametrize("code", ["T\uff11", "T1\n", "t1", "T"])
def test_a_code_without_an_address_is_no_code_of_an_item(code):
    with pytest.raises(ValidationError) as refused:
        Task(code=code, name="重点工作").clean_fields()

    assert "code" in refused.value.message_dict


@pytest.mark.parametrize("code", ["T001", "T001-metric", "T001-metric-industry"])
def test_codes_that_have_an_address_are_kept(code):
    model = Series if "-" in code else Task

    model._meta.get_field("code").clean(code, None)


@pytest.mark.parametrize("code", ["填报项", "T001-Metric", "T001_metric", "T001"])
def test_a_code_without_an_address_is_no_code_of_a_series(code):
    with pytest.raises(ValidationError) as refused:
        Series(code=code).clean_fields()

    assert "code" in refused.value.message_dict
