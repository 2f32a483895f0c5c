"""`load_fixtures` says what it did, and what is wrong."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from strategy.models import Event, Source

pytestmark = pytest.mark.django_db

SOURCE = {"model": "strategy.source", "fields": {"code": "S01", "kind": "seed", "title": "报道"}}


@pytest.fixture
def write(tmp_path):
    """Give a function that writes one record into a fixture file."""

    def write(record: dict) -> str:
        path = tmp_path / "sources.json"
        path.write_text(json.dumps([record]), encoding="utf-8")
        return str(path)

    return write


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("load_fixtures", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_a_table_of_counts(write):
    heading, row, sentence = run(write(SOURCE)).splitlines()

    assert heading.split() == ["added", "updated", "unchanged"]
    assert row.split() == ["strategy.source", "1", "0", "0"]
    assert sentence.startswith("Loaded;")


def test_the_second_time_it_says_that_nothing_changed(write):
    path = write(SOURCE)
    run(path)

    assert run(path).splitlines()[-1] == "Everything was there already; nothing was changed."


def test_check_loads_nothing(write):
    assert "nothing was loaded" in run("--check", write(SOURCE))
    assert not Source.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("options", [[], ["--check"]])
def test_a_bad_file_fails_in_words(options, write):
    path = write({"model": "strategy.source", "fields": SOURCE["fields"] | {"kind": "rumour"}})

    with pytest.raises(CommandError) as refusal:
        run(*options, path)

    assert str(refusal.value) == (
        'sources.json, record 1 (strategy.source S01), field kind, value "rumour": '
        "Value 'rumour' is not a valid choice.\nNothing was changed."
    )
