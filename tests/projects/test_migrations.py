"""How a stage that stood in a project's own row became a record."""

from datetime import date, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest

from strategy.clock import SHANGHAI

record_of = import_module("projects.migrations.0003_stages_in_records")._record


def former(stage: str, stage_on: date | None, published_on: date | None) -> SimpleNamespace:
    source = SimpleNamespace(published_on=published_on)
    return SimpleNamespace(stage=stage, stage_on=stage_on, source=source, is_sample=True)


@pytest.mark.parametrize(
    ("stage", "becomes"),
    [("reserved", "planned"), ("preparing", "signed"), ("started", "started")],
)
def test_former_words_become_stages(stage, becomes):
    record = record_of(dict, former(stage, None, date(2022, 8, 1)))

    assert (record["stage"], record["is_reached"], record["is_sample"]) == (becomes, True, True)


def test_record_is_known_from_the_day_of_the_stage_or_else_of_its_source():
    published = date(2022, 8, 1)

    dated = record_of(dict, former("started", date(2022, 5, 6), published))
    undated = record_of(dict, former("started", None, published))

    assert dated["recorded_at"] == datetime(2022, 5, 6, 12, tzinfo=SHANGHAI)
    assert (dated["actual_on"], undated["actual_on"]) == (date(2022, 5, 6), None)
    assert undated["recorded_at"] == datetime(2022, 8, 1, 12, tzinfo=SHANGHAI)
    assert record_of(dict, former("started", None, None))["recorded_at"].tzinfo is not None
