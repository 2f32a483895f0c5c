"""Batches: committed whole or never, numbered, and taken back."""

from decimal import Decimal
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from strategy.models import Batch, BatchLine, Event, ReportingMonth, Revision, Status
from strategy.queries.batches import batch_record
from strategy.services.batches import BatchError, begin_batch, commit_batch, undo_batch
from strategy.services.events import raise_page_counter
from strategy.services.figures import Entry, EntryError, StaleError, enter_figures
from strategy.services.publications import approve_revisions, return_revision
from strategy.services.submissions import recall_revisions, submit_revisions
from tests.factories.organisations import UserFactory
from tests.strategy.imports.unit import AT, JULY, LATER, WHY, Unit, make_unit, tabbed

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return make_unit({"name": "新签约项目"}, {"name": "到位资金"}, {"name": "入库项目"})


TABLE = tabbed(["新签约项目", 3], ["到位资金", 40], ["入库项目", 5])


def enter(unit: Unit, number: int, value, **typed) -> Revision:
    figure = unit.sheet().rows[number].figure
    value = None if value is None else Decimal(value)
    (draft,) = enter_figures([Entry(figure, value, **typed)], by=unit.clerk, at=AT)
    return draft


def drafts() -> list[Revision]:
    return list(Revision.objects.order_by("figure"))


def submit(unit: Unit, revisions) -> list[Revision]:
    Revision.objects.filter(pk__in=[one.pk for one in revisions]).update(explanation=WHY)
    return submit_revisions(revisions, by=unit.clerk, at=LATER)


def reviewer(unit: Unit):
    return UserFactory(organisation=unit.lines[0].reviewer)


def test_a_batch_is_kept_before_anything_is_written(unit):
    batch = unit.begin(TABLE)

    assert (batch.number, batch.size) == (None, len(TABLE.encode()))
    assert drafts() == []


def test_a_committed_batch_has_drafts_a_number_and_its_cells(unit):
    batch = unit.commit(TABLE)

    assert unit.values() == [3, 40, 5]
    assert (batch.number, batch.committed_by) == (1, unit.clerk)
    assert [(line.cell, line.raw, line.former) for line in batch.lines.all()] == [
        ("B1", "3", None),
        ("B2", "40", None),
        ("B3", "5", None),
    ]
    assert {one.status for one in drafts()} == {Status.DRAFT}


def test_lines_are_kept_in_the_order_of_the_table(unit):
    enter(unit, 2, 1)

    batch = unit.commit(TABLE)

    assert [line.cell for line in batch.lines.all()] == ["B1", "B2", "B3"]


def test_numbers_run_on_and_only_committed_batches_have_one(unit):
    unit.begin(TABLE)

    numbers = [unit.commit(tabbed(["新签约项目", value])).number for value in (3, 4)]

    assert numbers == [1, 2]


def test_raising_the_page_counter_is_the_last_thing_written(unit):
    batch, lines = unit.begin(TABLE), unit.preview(TABLE).entries()

    with CaptureQueriesContext(connection) as seen:
        commit_batch(batch, lines, by=unit.clerk, at=AT)

    written = [one["sql"] for one in seen if one["sql"].startswith(("INSERT", "UPDATE"))]
    assert written[-1].startswith('UPDATE "strategy_pagecounter"')


def test_the_same_again_changes_nothing(unit):
    lines = unit.preview(TABLE).entries()
    unit.commit(TABLE)

    with pytest.raises(BatchError, match="没有变化"):
        commit_batch(unit.begin(TABLE), lines, by=unit.clerk, at=LATER)

    assert Batch.objects.filter(number__isnull=False).count() == 1
    assert [one.version for one in drafts()] == [1, 1, 1]


def test_a_batch_is_committed_once(unit):
    batch, lines = unit.begin(TABLE), unit.preview(TABLE).entries()
    commit_batch(batch, lines, by=unit.clerk, at=AT)

    with pytest.raises(BatchError, match="已经确认，批次号为1"):
        commit_batch(batch, lines, by=unit.clerk, at=LATER)


def test_what_a_colleague_typed_since_stops_the_whole(unit):
    lines = unit.preview(TABLE).entries()
    enter(unit, 1, 41)

    with pytest.raises(StaleError):
        commit_batch(unit.begin(TABLE), lines, by=unit.clerk, at=LATER)

    assert unit.values() == [None, 41, None]
    assert BatchLine.objects.count() == 0


def test_what_was_published_since_stops_the_whole(unit):
    lines = unit.preview(TABLE).entries(reason="统一修正")
    (sent,) = submit(unit, [enter(unit, 0, 3)])
    approve_revisions([sent], by=reviewer(unit), at=LATER)

    with pytest.raises(BatchError, match="已审核发布"):
        commit_batch(unit.begin(TABLE), lines, by=unit.clerk, at=LATER)

    assert unit.values() == [3, None, None]


def test_undo_restores_every_field(unit):
    typed = {"note": "主体封顶", "base": Decimal("2.5"), "base_note": "调整", "explanation": WHY}
    enter(unit, 0, "1", **typed)
    enter(unit, 1, None, not_applicable=True, note="本月停工")
    batch = unit.commit(TABLE)

    undone = undo_batch(batch, by=unit.clerk, at=LATER)

    first, second, third = drafts()
    assert (undone.restored, undone.left) == (3, 0)
    assert {name: getattr(first, name) for name in typed} == typed
    assert (first.value, second.not_applicable, second.note) == (1, True, "本月停工")
    assert third.is_empty
    batch.refresh_from_db()
    assert (batch.undone_at, batch.undone_by) == (LATER, unit.clerk)


def test_passports_tell_of_both_steps(unit):
    batch = unit.commit(TABLE)
    undo_batch(batch, by=unit.clerk, at=LATER)

    code = unit.lines[0].code
    events = Event.objects.filter(subject_kind="strategy.figure", subject_key=f"{code} 2022-07")
    assert list(events.order_by("pk").values_list("verb", flat=True)) == ["导入", "撤销导入"]
    about = Event.objects.filter(subject_kind="strategy.batch").order_by("pk")
    assert [(one.verb, one.detail["count"]) for one in about] == [("导入", 3), ("撤销导入", 3)]


def test_what_is_under_review_is_recalled_first(unit):
    batch = unit.commit(TABLE)
    submit(unit, drafts())

    undone = undo_batch(batch, by=unit.clerk, at=LATER)

    assert undone.restored == 3
    assert {one.status for one in drafts()} == {Status.DRAFT}
    assert unit.values() == [None, None, None]


def test_what_its_unit_recalled_is_taken_back_as_well(unit):
    batch = unit.commit(TABLE)
    recall_revisions(submit(unit, drafts()), by=unit.clerk, at=LATER)

    assert undo_batch(batch, by=unit.clerk, at=LATER).restored == 3


def test_what_was_typed_over_or_sent_back_is_left_alone(unit):
    batch = unit.commit(TABLE)
    figure = unit.sheet().rows[0].figure
    enter_figures([Entry(figure, Decimal(8))], by=unit.clerk, at=LATER)
    (sent,) = submit(unit, drafts()[1:2])
    return_revision(sent, "请核实", by=reviewer(unit), at=LATER)

    undone = undo_batch(batch, by=unit.clerk, at=LATER)

    assert (undone.restored, undone.left) == (1, 2)
    assert unit.values() == [8, 40, None]


def test_nothing_is_undone_once_something_is_approved(unit):
    batch = unit.commit(TABLE)
    sent = submit(unit, drafts())
    approve_revisions(sent[:1], by=reviewer(unit), at=LATER)

    with pytest.raises(BatchError, match="已有1项审核通过，不能撤销"):
        undo_batch(batch, by=unit.clerk, at=LATER)

    assert unit.values() == [3, 40, 5]
    assert not batch_record(batch).may_be_undone


def test_a_batch_is_undone_once_and_only_if_committed(unit):
    batch = unit.commit(TABLE)
    undo_batch(batch, by=unit.clerk, at=LATER)

    with pytest.raises(BatchError, match="已经撤销"):
        undo_batch(batch, by=unit.clerk, at=LATER)
    with pytest.raises(BatchError, match="还没有确认"):
        undo_batch(unit.begin(TABLE), by=unit.clerk, at=LATER)


def test_a_lock_keeps_what_was_imported(unit):
    batch = unit.commit(TABLE)
    ReportingMonth.objects.update(locked_at=LATER, locked_by=unit.clerk)

    with pytest.raises(EntryError, match="现已锁定"):
        undo_batch(batch, by=unit.clerk, at=LATER)

    batch.refresh_from_db()
    assert batch.undone_at is None
    assert unit.values() == [3, 40, 5]


def test_others_may_neither_import_nor_undo(unit):
    batch, stranger = unit.commit(TABLE), UserFactory()
    lines = unit.preview(tabbed(["新签约项目", 4])).entries()

    with pytest.raises(PermissionDenied):
        begin_batch(unit.organisation, JULY, "paste", b"1", by=stranger, at=AT)
    with pytest.raises(PermissionDenied):
        commit_batch(unit.begin(TABLE), lines, by=stranger, at=LATER)
    with pytest.raises(PermissionDenied):
        undo_batch(batch, by=stranger, at=LATER)


def test_queries_do_not_grow_with_rows(db):
    def counts(unit: Unit) -> tuple[int, int]:
        table = tabbed(*[[line.code, 4] for line in unit.lines])
        lines, batch = unit.preview(table).entries(), unit.begin(table)
        with CaptureQueriesContext(connection) as committing:
            commit_batch(batch, lines, by=unit.clerk, at=AT)
        with CaptureQueriesContext(connection) as undoing:
            undo_batch(batch, by=unit.clerk, at=LATER)
        return len(committing), len(undoing)

    counts(make_unit(count=1))

    assert counts(make_unit(count=3)) == counts(make_unit(count=40))


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_commit_at_once_get_two_numbers():
    units = [make_unit({"name": "甲"}), make_unit({"name": "乙"})]
    work = [
        (unit, unit.begin(tabbed([name, 3])), unit.preview(tabbed([name, 3])).entries())
        for unit, name in zip(units, "甲乙", strict=True)
    ]
    raise_page_counter()  # as on every site that has been used
    threads = [Thread(target=commit_apart, args=one) for one in work]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(Batch.objects.values_list("number", flat=True)) == [1, 2]


def commit_apart(unit: Unit, batch: Batch, lines: list) -> None:
    """Commit in a thread's own connection."""
    try:
        commit_batch(batch, lines, by=unit.clerk, at=AT)
    finally:
        connections.close_all()
