"""The ledger: every series of a month, filtered by who reports it and how far it has come."""

import re

import pytest

from strategy.models import Series

from .pages import codes_of, footer_of, rows_of

MAY, JUNE, JULY = "2022-05", "2022-06", "2022-07"


def found(reader, month, query=""):
    return rows_of(reader.get(f"/figures/?month={month}&{query}"))


def test_every_series_of_the_month_is_listed_with_its_passport(world, reader):
    rows = found(reader, JUNE)

    assert len(rows) == Series.objects.count()
    assert "/figures/A1-area-output-total/2022-06/" in "".join(rows)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("kind=project", {"P001", "P002", "P003"}),
        ("kind=action&organisation=yuanhui", {"A1", "A2", "A3"}),
        ("metric=area-output", {"A1", "A2", "A3"}),
        ("action=A2&metric=output", {"A2", "E002", "K002", "P002", "T002"}),
        ("q=T003", {"T003"}),
        ("standing=not_reported&metric=output", {"A1", "P003"}),
        ("reported=no&metric=output", {"A1", "P003"}),
        ("reported=overdue&metric=output", {"A1", "P003"}),
    ],
)
def test_filter_shows_exactly_its_rows(world, reader, query, codes):
    assert set(codes_of(reader.get(f"/figures/?month={JUNE}&{query}"))) == codes


def test_owed_is_reported_or_not(world, reader):
    owed, there, missing = (
        len(found(reader, JUNE, f"reported={answer}")) for answer in ("owed", "yes", "no")
    )

    assert owed == there + missing
    assert owed == Series.objects.typed().count()


def test_reported_is_approved_or_waiting(world, reader):
    assert len(found(reader, JULY, "reported=waiting")) == 3
    assert found(reader, JULY, "reported=approved") == []
    assert len(found(reader, JULY, "reported=yes")) == 3


def test_month_under_way_is_not_overdue(world, reader):
    assert found(reader, JULY, "reported=overdue") == []
    assert len(found(reader, JULY, "reported=no")) > 0


def test_late_report_is_accepted_and_marked(world, reader):
    rows = found(reader, JUNE, "reported=late")

    assert len(rows) == 3
    assert all("已审核" in row and "迟报" in row and "2022-07-14报" in row for row in rows)


def test_report_of_a_later_day_is_not_known_before(world, reader):
    assert found(reader, JUNE, "asof=2022-07-11&reported=late") == []
    assert len(found(reader, JUNE, "asof=2022-07-11&reported=yes")) > 0
    assert found(reader, JUNE, "asof=2022-07-11&reported=overdue") == []
    assert len(found(reader, JUNE, "asof=2022-07-12&reported=overdue")) > 0


def test_total_counts_area_figures_once(world, reader):
    query = f"/figures/?month={JUNE}&metric=area-output&q=A1"

    both, parts = (footer_of(reader.get(query + more)) for more in ("", "&reported=owed"))

    amount = re.compile(r'class="figure"[^>]*>([\d,.]+)<')
    assert amount.search(both)[1] == amount.search(parts)[1]
