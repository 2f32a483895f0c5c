"""The shipped data in an empty database, through Django's own `loaddata`."""

from datetime import datetime

import pytest
from django.core.management import call_command

from strategy.models import Fact, Figure, ListEntry, Revision, Series, Status, TrackedItem
from tests.fixtures_june_2022 import FACTS, FIGURES
from tests.fixtures_records import FOLDER, ORDER, find, records

LISTED, ACTIONS = 145, 7


@pytest.fixture
def loaded(db):
    """All files in an empty database, through Django's own command."""
    call_command("loaddata", *[FOLDER / f"{name}.json" for name in ORDER], verbosity=0)


@pytest.mark.usefixtures("loaded")
def test_plain_loaddata_fills_an_empty_database():
    assert ListEntry.objects.count() == LISTED
    assert TrackedItem.objects.count() == LISTED + ACTIONS
    assert Series.objects.count() == Figure.objects.published().count() == len(FIGURES)
    assert Revision.objects.filter(status=Status.APPROVED).count() == len(FIGURES)
    assert Fact.objects.filter(code__startswith="F").count() == len(FACTS)


@pytest.mark.usefixtures("loaded")
def test_every_loaded_row_passes_the_checks_of_its_model():
    for name in ORDER:
        for record in records(name):
            find(record).full_clean(exclude=["item"] if "item" in record["fields"] else None)


@pytest.mark.usefixtures("loaded")
def test_loading_twice_adds_nothing():
    before = Revision.objects.count(), Fact.objects.count(), TrackedItem.objects.count()

    call_command("loaddata", *[FOLDER / f"{name}.json" for name in ORDER], verbosity=0)

    assert before == (Revision.objects.count(), Fact.objects.count(), TrackedItem.objects.count())


@pytest.mark.usefixtures("loaded")
def test_each_figure_equals_its_approved_revision_of_another_hand():
    for revision in Revision.objects.select_related("figure"):
        assert revision.value == revision.figure.value
        assert revision.decided_at == revision.figure.published_at
        assert revision.decided_by_id != revision.entered_by_id
        assert revision.decided_at == datetime.fromisoformat("2022-08-01T12:00:00+08:00")
