"""`load_sample_year` from the beginning: it needs the fixtures, and tells how to undo it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.data import Snapshot, lay, take_snapshot

pytestmark = pytest.mark.django_db


def test_without_fixtures_it_says_what_to_do_first():
    with pytest.raises(CommandError, match="run load_fixtures first"):
        call_command("load_sample_year")


def test_it_says_that_all_is_sample_and_how_to_remove_it(
    fixtures_snapshot: Snapshot, sample_snapshot: Snapshot
):
    lay(fixtures_snapshot)
    out = StringIO()

    call_command("load_sample_year", stdout=out)

    lines = out.getvalue().splitlines()
    assert ["targets", "237"] in [line.split() for line in lines]
    assert "invented and marked 示例" in lines[-1]
    assert "--remove" in lines[-1]
    now = take_snapshot()
    for table in ("strategy_figure", "strategy_revision", "strategy_target"):
        (_, rows), (_, same) = now[table], sample_snapshot[table]
        assert sorted(map(str, rows)) == sorted(map(str, same)), "another run, another year"
