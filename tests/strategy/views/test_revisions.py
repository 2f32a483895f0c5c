"""The record of corrections: what each changed, by unit, and files of it."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy.clock import SHANGHAI
from strategy.models import ReportingMonth
from strategy.queries.revisions import corrected_revisions, revision_rows
from tests.factories import UserFactory, publish
from tests.factories.world import JUNE, MAY, line_of
from tests.pages.markup import Page

from .pages import csv_rows, rows_of

AT = datetime(2022, 7, 20, 10, tzinfo=SHANGHAI)
RECORD = "/revisions/"


@pytest.fixture
def corrected(world):
    """Two corrections of one unit, the second after the lock, and what they have changed."""
    publish(line_of("T001"), JUNE, 400, at=AT, reason="漏报一户")
    office = UserFactory(role="coordinator")
    locked = {"locked_at": AT, "locked_by": office}
    ReportingMonth.objects.filter(month=MAY).update(**locked)
    publish(line_of("P001"), MAY, 440, at=AT + timedelta(days=3), reason="误填累计数")
    return world


def record() -> list:
    return revision_rows(corrected_revisions(JUNE, None), JUNE, None)


def test_correction_tells_size_time_reason_and_light(corrected):
    late, first = record()

    assert (first.former, first.value, first.difference) == (10, 400, 390)
    assert (first.percent, first.days, first.reason) == (3900, 10, "漏报一户")
    assert (first.before.label, first.after.label, first.change) == ("严重滞后", "达序时", 1)
    assert (late.percent.quantize(Decimal("0.1")), late.is_locked) == (Decimal("-2.2"), True)


def test_light_of_a_later_month_that_changed_is_told(corrected):
    publish(line_of("T001"), MAY, 30, at=AT + timedelta(days=4), reason="多报")

    (row,) = [row for row in record() if (row.item_code, row.month) == ("T001", MAY)]

    assert (row.before, row.also) == (row.after, (JUNE,))
    assert row.has_changed_light


def test_correction_of_a_base_note_changes_no_light(world):
    publish(line_of("T001"), JUNE, 10, at=AT, reason="补充说明", base_note="可比口径")

    (row,) = record()
    assert (row.before, row.difference, row.has_changed_light) == (row.after, 0, False)


def test_record_without_corrections_says_so(world, reader):
    page = reader.get(RECORD).content.decode()

    assert "2022年1—6月已发布的数据没有修订。" in page


def test_record_shows_every_correction_with_its_numbers(corrected, reader):
    rows = rows_of(reader.get(RECORD))

    assert len(rows) == 2
    for words in ("<del ", "10", "400", "+390", "+3,900.0", "漏报一户", "变为", "2022-07-20"):
        assert words in rows[1]
    assert "锁定后" in rows[0]


def test_both_numbers_stand_in_the_passport_that_they_name(corrected, reader):
    for one in Page(reader.get(RECORD).content.decode()).all(attribute="data-figure"):
        passport = Page(reader.get(one["data-figure"]).content.decode())
        assert set(one.numbers) <= set(passport.elements[0].numbers), one.text


def test_summary_counts_lead_to_their_rows(corrected, reader):
    page = reader.get(RECORD).content.decode()
    summary = page.partition('<tbody class="summary">')[2].partition("</tbody>")[0]

    assert "organisation=industry&amp;locked=yes" in summary
    assert len(rows_of(reader.get(f"{RECORD}?organisation=industry&locked=yes"))) == 1
    assert len(rows_of(reader.get(f"{RECORD}?organisation=industry&changed=any"))) == 1


@pytest.mark.parametrize(
    ("query", "count"),
    [("q=T001", 1), ("organisation=office", 0), ("locked=no", 1), ("changed=worse", 0)],
)
def test_record_is_filtered(corrected, reader, query, count):
    shown = reader.get(f"{RECORD}?{query}").content.decode().count("<del ")

    assert shown == count


def test_record_of_a_past_day_and_of_an_earlier_month_knows_less(corrected, reader):
    assert reader.get(f"{RECORD}?asof=2022-07-20").content.decode().count("<del ") == 1
    assert reader.get(f"{RECORD}?asof=2022-07-19").content.decode().count("<del ") == 0
    assert reader.get(f"{RECORD}?month=2022-05").content.decode().count("<del ") == 1


def test_record_is_exported_and_sorted(corrected, reader):
    rows = csv_rows(reader.get(f"{RECORD}?sort=decided_at&export=csv"))

    assert [row["修订后"] for row in rows] == ["400", "440"]
    assert rows[0]["进度状态"] == "严重滞后→达序时"
    assert (rows[0]["间隔（天）"], rows[1]["锁定后修正"]) == ("10", "是")
    assert reader.get(f"{RECORD}?export=xlsx").status_code == 200


def test_record_costs_the_same_however_long_it_is(corrected, reader):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            reader.get(RECORD)
        return len(captured)

    few = queries()
    for code in ("T002", "T003", "P002", "P003", "E001"):
        publish(line_of(code), JUNE, 77, at=AT + timedelta(days=5), reason="更正")

    assert queries() == few <= 9
