"""`recompute_assessments` and `check_data` pass on sound data, and fail in words on other."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from strategy.models import Assessment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixtures_loaded")]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def wrong_result():
    """One result that the calculation would not give."""
    results = Assessment.objects.of_items().filter(item__code="T001")
    results.update(standing="done")
    return results


def test_sound_data_does_not_change():
    assert run("recompute_assessments") == "0 assessments changed.\n"
    assert run("recompute_assessments", "--check") == "0 assessments changed.\n"
    assert run("check_data") == "The data is sound.\n"


def test_check_fails_and_changes_nothing(wrong_result):
    with pytest.raises(CommandError, match="1 assessments would change; nothing was changed"):
        run("recompute_assessments", "--check")

    assert wrong_result.get().standing == "done"


def test_without_check_the_result_is_set_right(wrong_result):
    assert run("recompute_assessments") == "1 assessments changed.\n"

    assert wrong_result.filter(superseded_at=None).get().standing == "no_plan"


def test_check_data_fails_with_a_list(wrong_result):
    with pytest.raises(CommandError, match="1 assessments change when they are computed anew"):
        run("check_data")
