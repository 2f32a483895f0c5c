"""Who has reported: every number on the page equals the rows of the ledger that it leads to."""

import re
from datetime import date, datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy import clock
from strategy.models import KindDue, ReportingMonth, Role
from strategy.services.locks import grant_exception
from strategy.services.reporting_months import lock_month

from .pages import rows_of

COUNT = re.compile(r'data-computed="(/figures/[^"]*)"[^>]*>(?:迟报|逾期)?(\d+)<')


def counts_of(response) -> list[tuple[str, int]]:
    found = COUNT.findall(response.content.decode())
    return [(unescape(address), int(count)) for address, count in found]


@pytest.mark.parametrize("query", ["", "?month=2022-06&asof=2022-07-14", "?month=2021-06"])
def test_every_count_equals_the_rows_that_it_leads_to(world, reader, query):
    counts = counts_of(reader.get(f"/completeness/{query}"))

    assert len(counts) > 10
    for address, count in counts:
        assert len(rows_of(reader.get(address))) == count, address


def test_page_shows_the_opened_months_of_the_chosen_year(world, reader):
    this_year = reader.get("/completeness/").content.decode()
    last_year = reader.get("/completeness/?month=2021-06").content.decode()

    assert re.findall(r'<th scope="col"[^>]*>(\d+)月', this_year) == ["5", "6", "7"]
    assert re.findall(r'<th scope="col"[^>]*>(\d+)月', last_year) == ["5", "6"]
    assert 'href="?month=2022-07">2022年</a>' in last_year


def test_units_stand_in_official_order(world, reader):
    content = reader.get("/completeness/").content.decode()

    codes = re.findall(r'<th scope="row"><a href="/organisations/([^/]+)/', content)
    assert codes == ["industry", "yuanhui", "zhaoling"]


def test_what_is_not_yet_due_is_not_overdue(world, reader):
    before = reader.get("/completeness/?month=2022-06&asof=2022-07-11")
    after = reader.get("/completeness/?month=2022-06&asof=2022-07-12")

    overdue = "/figures/?month=2022-06&asof={}&organisation=industry&reported=overdue"
    assert overdue.format("2022-07-11") not in dict(counts_of(before))
    assert dict(counts_of(after))[overdue.format("2022-07-12")] > 0


def test_page_keeps_within_its_budget(world, reader):
    reader.get("/completeness/")

    with CaptureQueriesContext(connection) as captured:
        reader.get("/completeness/")

    assert len(captured) <= 6


def test_page_shows_locks_and_the_exceptions_that_hold(world, reader, settings):
    settings.DEMO = True  # today is 2022-08-10
    june = ReportingMonth.objects.get(month=date(2022, 6, 1))
    office = {"by": world.users[Role.COORDINATOR], "at": clock.now()}
    assert "已锁定" not in reader.get("/completeness/").content.decode()

    lock_month(june.month, **office)
    until = datetime(2022, 8, 15, 17, tzinfo=clock.SHANGHAI)
    grant_exception(june.month, world.areas[0], until=until, reason="系统迁移", **office)

    page = reader.get("/completeness/").content.decode()
    assert page.count("已锁定") == 2
    assert f"{world.areas[0]}可补报至2022-08-15 17:00" in page
    assert "可补报至" not in reader.get("/completeness/?asof=2022-08-09").content.decode()


def test_page_shows_the_due_moments_of_kinds(world, reader):
    may = ReportingMonth.objects.get(month=date(2022, 5, 1))
    own = datetime(2022, 6, 8, 17, tzinfo=clock.SHANGHAI)
    KindDue.objects.create(reporting_month=may, kind="department", due_at=own)

    page = reader.get("/completeness/").content.decode()

    assert "2022-06-12 23:59，市直部门2022-06-08 17:00" in page


def test_only_the_office_is_led_to_the_reminders(world, reader, signed_in):
    address = 'href="/months/2022-07/reminders/"'

    assert (
        address in signed_in(world.users[Role.COORDINATOR]).get("/completeness/").content.decode()
    )
    assert address not in reader.get("/completeness/").content.decode()
