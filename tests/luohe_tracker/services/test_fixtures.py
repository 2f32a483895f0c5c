"""Loading fixtures into an empty database: all or nothing, and what is wrong said in words."""

import json
from datetime import date, datetime

import pytest
from django.core.management import call_command

from luohe_tracker.services.fixture_records import FixtureError, fixture_paths
from luohe_tracker.services.fixtures import load_fixtures
from luohe_tracker.services.recomputation import recompute
from strategy import clock
from strategy.models import (
    Assessment,
    Event,
    Organisation,
)
from strategy.progress import Standing

pytestmark = pytest.mark.django_db

JUNE = date(2022, 6, 1)
NOW = datetime(2022, 8, 10, 12, tzinfo=clock.SHANGHAI)


@pytest.fixture
def write(tmp_path):
    """Give a function that writes records into a fixture file."""

    def write(*records, name: str = "organisations.json"):
        path = tmp_path / name
        path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        return path

    return write


def organisation(**fields) -> dict:
    known = {"code": "unit", "name": "单位", "short_name": "单位", "kind": "other", "position": 9}
    return {"model": "strategy.organisation", "fields": known | fields}


def metric(**fields) -> dict:
    known = {
        "code": "m", "name": "指标", "unit": "个", "accumulation": "flow", "origin": "department",
    }  # fmt: skip
    return {"model": "strategy.metric", "fields": known | fields}


def item(**fields) -> dict:
    known = {"code": "T001", "name": "事项", "kind": "strategy.task", "source": ["S01"]}
    return {"model": "strategy.trackeditem", "fields": known | fields}


SOURCE = {"model": "strategy.source", "fields": {"code": "S01", "kind": "seed", "title": "报道"}}
PROJECT = {
    "model": "projects.project",
    "fields": {"item": ["T001"], "total_investment": "1.23456"},
}


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ([organisation(kind="village")], ["record 1", "organisation unit", "kind", '"village"']),
        ([organisation(), organisation()], ["record 2", "record 1 already"]),
        ([organisation(colour="red")], ["field colour", '"red"', "no such field"]),
        ([organisation(source=["S99"])], ["field source", '["S99"]', "there is no source “S99”"]),
        ([organisation(source="S99")], ["field source", "in a list"]),
        ([organisation(position="first")], ["field position", '"first"', "must be an integer"]),
        ([organisation(name="")], ["field name", "cannot be blank"]),
        ([organisation(area_group="zone")], ["organisation_group_of_areas"]),
        ([{"model": "strategy.organisation", "fields": {}}], ["field code", "part of the key"]),
        ([organisation() | {"pk": 1}], ["record 1", "has a pk"]),
        ([organisation() | {"model": "strategy.village"}], ["no model 'strategy.village'"]),
        ([organisation() | {"model": "strategy.contact"}], ["no natural key"]),
        (["unit"], ["needs a model and its fields"]),
        ([metric(accumulation="ratio")], ["metric_ratio_names_two"]),
        ([metric(decimals=5)], ["field decimals, value 5", "less than or equal to 4"]),
        ([SOURCE, item(kind="strategy.village")], ["record 2", "field kind"]),
        ([SOURCE, item()], ["record 2", "trackeditem T001", "no record of this kind"]),
        ([SOURCE, item(), PROJECT], ["record 3", "total_investment", '"1.23456"', "4 decimal"]),
    ],
)  # fmt: skip
def test_a_bad_record_is_named_in_a_sentence_and_nothing_changes(records, words, write):
    sound = write(organisation(code="sound"), name="sound.json")

    with pytest.raises(FixtureError) as refusal:
        load_fixtures([sound, write(*records)], at=NOW)

    (sentence,) = refusal.value.problems
    assert sentence.startswith("organisations.json, record ")
    assert [word for word in words if word not in sentence] == []
    assert not Organisation.objects.exists()


def test_every_bad_record_is_named_and_none_for_what_another_lacks(write):
    records = [
        organisation(kind="village"),
        {"model": "strategy.user",
         "fields": {"username": "u", "name": "某", "organisation": ["unit"], "role": "staff"}},
        metric(unit=""),
    ]  # fmt: skip

    with pytest.raises(FixtureError) as refusal:
        load_fixtures([write(*records)], at=NOW)

    assert [problem.split(" (")[0] for problem in refusal.value.problems] == [
        "organisations.json, record 1",
        "organisations.json, record 3",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[{]", "line 1, column 3: this is no JSON"),
        ("{}", "must hold a list"),
        ("\udcff", "is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(text, words, tmp_path):
    path = tmp_path / "tasks.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(FixtureError, match=rf"^tasks\.json.*{words}"):
        load_fixtures([path], at=NOW)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FixtureError, match="the file cannot be read"):
        load_fixtures([tmp_path / "nowhere.json"], at=NOW)


def test_a_trial_leaves_nothing_behind():
    loaded = load_fixtures(fixture_paths(), at=NOW, keep=False)

    assert loaded.counts["strategy.listentry"]["added"] == 145
    assert loaded.assessed > 0
    assert not Organisation.objects.exists()
    assert not Event.objects.exists()


def test_plain_loaddata_and_a_recomputation_give_the_same_assessments(fixtures_snapshot):
    call_command("loaddata", *fixture_paths(), verbosity=0)

    recompute(at=NOW)

    _, loaded = fixtures_snapshot["strategy_assessment"]
    assert Assessment.objects.count() == len(loaded)
    assert recompute(at=NOW) == 0
    row = Assessment.objects.known_at(None).of_items().get(item__code="A1", month=JUNE)
    assert (row.to_date, row.standing) == (5700, Standing.NO_PLAN)
