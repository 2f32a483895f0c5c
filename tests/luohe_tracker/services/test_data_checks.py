"""The checks of the data find what is broken and name it."""

from datetime import datetime

import pytest

from luohe_tracker.services.data_checks import find_problems
from strategy import clock
from strategy.models import (
    Assessment,
    Figure,
    ListEntry,
    Metric,
    Milestone,
    Revision,
    Task,
    TrackedItem,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixtures_loaded")]

NOW = datetime(2022, 8, 10, 12, tzinfo=clock.SHANGHAI)


def problems() -> str:
    return "\n".join(find_problems(on=NOW.date(), at=NOW))


def test_sound_data_has_no_problem():
    assert problems() == ""


def test_a_list_that_is_not_full_is_found():
    ListEntry.objects.filter(item__code="E001").delete()

    assert problems() == "There are 50 listed enterprises, and there must be 51."


def test_a_figure_without_its_revision_is_found():
    Figure.objects.filter(series__code="A1-technology-loans-industry").update(value=1)

    found = "1 figures differ from their last approved revision: A1-technology-loans-industry"
    assert problems().startswith(found)


def test_a_changed_result_is_found_and_left_alone():
    Assessment.objects.of_items().filter(item__code="A1").update(standing="done")

    assert problems() == "1 assessments change when they are computed anew."
    assert Assessment.objects.filter(standing="done").exists()


def test_samples_of_real_work_are_found():
    item = TrackedItem.objects.get(code="T001")
    Milestone.objects.filter(item=item).update(is_sample=True)
    Milestone.objects.get_or_create(item=item, name="节点", source=item.source, is_sample=True)

    assert "milestones are samples of real work" in problems()


def test_unmarked_samples_are_found():
    Metric.objects.filter(code="technology-loans").update(is_sample=True)

    assert "metrics are samples and not named 示例, or the reverse: technology-loans" in problems()
    assert "1 figures of samples are not marked as such" in problems()
    assert "1 revisions of samples are not marked as such" in problems()


def test_sample_figures_of_a_real_task_are_found():
    Revision.objects.filter(figure__series__item__code="A1").update(is_sample=True)
    TrackedItem.objects.filter(code="A1").update(kind=Task._meta.label_lower)

    assert "1 revisions are samples of real work" in problems()
    assert "1 items are of no kind that has a page: A1" in problems()
