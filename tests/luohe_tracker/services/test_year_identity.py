"""The year's identity: what is published follows from the revisions, what is judged from both.

It holds for every series of the sample year, on whichever database the tests run.
"""

from collections import defaultdict
from itertools import pairwise

import pytest

from luohe_tracker.services.recomputation import recompute, unsettled
from strategy import clock
from strategy.models import Assessment, Figure, Revision, Series, Status
from strategy.services.assessments import rebuild

pytestmark = [pytest.mark.usefixtures("sample_year"), pytest.mark.django_db]

STATED = ("value", "base", "not_applicable", "is_sample")
RESULT = (
    "subject", "item__code", "series__code", "month", "value", "to_date", "base_to_date", "growth",
    "growth_note", "target", "done", "expected", "gap", "reported", "owed", "standing", "sentence",
    "rule__code", "is_sample", "value_is_sample", "to_date_is_sample", "growth_is_sample",
    "recorded_at", "superseded_at",
)  # fmt: skip


def chains() -> dict[int, list[Revision]]:
    """The approved revisions of each figure (pk), the first one first."""
    found = defaultdict(list)
    for revision in Revision.objects.approved().order_by("figure", "number"):
        found[revision.figure_id].append(revision)
    return found


def test_published_value_is_that_of_the_last_approved_revision():
    last = {figure: revisions[-1] for figure, revisions in chains().items()}
    published = list(Figure.objects.published())

    assert {figure.pk for figure in published} == set(last)
    for figure in published:
        for name in STATED:
            assert getattr(figure, name) == getattr(last[figure.pk], name), (figure, name)
        assert figure.published_at == last[figure.pk].decided_at
    assert unsettled(Figure.objects.all()) == []


def test_every_typed_series_of_the_year_is_among_them():
    published = set(Figure.objects.published().values_list("series", flat=True))

    assert set(Series.objects.typed().values_list("pk", flat=True)) == published


def test_unpublished_figure_has_no_approved_revision_and_no_value():
    unpublished = Figure.objects.unpublished()

    assert unpublished.exists()
    assert not Revision.objects.approved().filter(figure__in=unpublished).exists()
    assert not unpublished.filter(value__isnull=False).exists()
    assert not unpublished.filter(not_applicable=True).exists()


def test_each_approved_revision_replaces_the_one_before_it():
    corrected = 0
    for revisions in chains().values():
        assert revisions[0].replaces_id is None
        for former, revision in pairwise(revisions):
            corrected += 1
            assert revision.replaces_id == former.pk
            assert revision.number > former.number
            assert revision.decided_at > former.decided_at
            assert revision.reason
    assert corrected > 0
    others = Revision.objects.exclude(status=Status.APPROVED)
    assert not others.filter(replaces__isnull=False).exists()


def test_computing_every_result_anew_changes_none():
    assert recompute(at=clock.now(), keep=False) == 0


def test_history_written_again_is_the_history_that_is_kept():
    items = list(Series.objects.values_list("item", flat=True).distinct().order_by("item"))
    kept = history(items)

    rebuild(items, at=clock.now())

    assert history(items) == kept


def history(items: list[int]) -> set[tuple]:
    """Every result of some items (pks) that was ever kept."""
    return set(Assessment.objects.filter(item__in=items).values_list(*RESULT))
