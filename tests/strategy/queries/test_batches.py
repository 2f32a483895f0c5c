"""The stamp of a sheet, and the record of a batch."""

import pytest

from strategy.queries.batches import Stamp, batch_record, batches_of, last_number, read_stamp
from tests.strategy.imports.unit import make_unit, tabbed

STAMP = Stamp("zhaoling", "2022-07", ("A1-x-zhaoling", "A2-x-zhaoling"))


def test_a_stamp_is_read_as_it_was_written():
    assert read_stamp(STAMP.rows) == STAMP


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (0, "other"),
        (1, "yuanhui"),
        (2, "2022-08"),
        (3, "0" * 64),
        (3, "short"),
        (4, "A9-x-zhaoling"),
    ],
)
def test_a_changed_stamp_is_none(row, value):
    rows = [list(one) for one in STAMP.rows]
    rows[row][1] = value

    assert read_stamp(rows) is None


@pytest.mark.parametrize("rows", [[], [()], [("kind", None)], STAMP.rows[:3], STAMP.rows[:-1]])
def test_a_stamp_with_missing_lines_is_none(rows):
    assert read_stamp(rows) is None


@pytest.mark.django_db
def test_a_record_has_the_lines_in_two_queries(django_assert_num_queries):
    unit = make_unit(count=5)
    table = tabbed(*[[line.code, 3] for line in unit.lines])
    batch = unit.commit(table)

    with django_assert_num_queries(2):
        record = batch_record(batch)
        names = [line.revision.figure.series.metric.name for line in record.lines]

    assert len(names) == 5
    assert (record.approved, record.may_be_undone) == (0, True)


@pytest.mark.django_db
def test_the_committed_batches_of_a_unit_are_listed_newest_first():
    unit = make_unit({"name": "签约"})
    for value in (3, 4):
        unit.commit(tabbed(["签约", value]))
    unit.begin("签约\t5")

    listed = batches_of(unit.organisation)

    assert [(one.number, one.line_count) for one in listed] == [(2, 1), (1, 1)]
    assert last_number() == 2
