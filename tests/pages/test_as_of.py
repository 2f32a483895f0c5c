"""Every page as of a past day: a figure of 10 approved on the 1st and corrected to 12 on the 5th.

The example of the features: as of the 3rd everyone reads 10, its light and its rank, whatever has
become of it since; today everyone reads 12, marked 修订 with the 10.
"""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from strategy.clock import SHANGHAI
from strategy.models import ListEntry, Role, Series
from strategy.services.publications import NewTarget, set_targets
from tests.factories import (
    ActionFactory,
    ListEntryFactory,
    MetricFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TargetFactory,
    TaskFactory,
    UserFactory,
    publish,
)

JUNE = date(2022, 6, 1)
DAY_1, DAY_5 = (datetime(2022, 8, day, 10, tzinfo=SHANGHAI) for day in (1, 5))
THEN = "month=2022-06&asof=2022-08-03"
NOW = "month=2022-06"
BEHIND, ON_PACE = "behind", "on_pace"
PAGES = {
    "board": "/",
    "list": "/tasks/",
    "actions": "/actions/",
    "ledger": "/figures/",
    "detail": "/tasks/T001/",
    "action": "/actions/A1/",
    "metric": "/metrics/output/",
    "organisation": "/organisations/one/",
    "passport": "/figures/T001-output-one/2022-06/",
}
"""Pages that show the figure of the one unit; the board that of the action."""

FILES = ["/tasks/", "/actions/", "/figures/"]


@pytest.fixture
def site(db, signed_in):
    """Two units report a metric: one has 10 and then 12 of 24, the other 11 of 24."""
    RuleFactory()
    opened = {"opened_at": datetime(2022, 7, 1, tzinfo=SHANGHAI), "opened_by": UserFactory()}
    ReportingMonthFactory(**opened)
    metric = MetricFactory(code="output", name="产值", decimals=1)
    action = ActionFactory(code="A1")
    one, other = (
        OrganisationFactory(code=code, kind="area", area_group="county") for code in ("one", "two")
    )
    for code, item, unit in [
        ("T001", TaskFactory(code="T001", action=action, lead=one), one),
        ("T002", TaskFactory(code="T002", action=action), other),
        ("A1", action, one),
    ]:
        line = SeriesFactory(item=item, metric=metric, organisation=unit)
        TargetFactory(series=line, value=24)
        if code != "A1":
            ListEntryFactory(list=ListEntry.List.TASKS, item=item)
        publish(line, JUNE, 11 if unit == other else 10, at=DAY_1)
        if unit == one:
            publish(line, JUNE, 12, at=DAY_5, reason="漏报一户")
    return signed_in(UserFactory(role=Role.OFFICIAL))


def body(client, address: str, query: str) -> str:
    response = client.get(f"{address}?{query}")
    assert response.status_code == 200
    return response.content.decode()


def figures(page: str) -> set[str]:
    """The numbers that lead to a passport."""
    return set(re.findall(r'data-figure="[^"]*"[^>]*>([^<]*)<', page))


def former(page: str) -> set[str]:
    """What marked numbers were."""
    return set(re.findall(r'<del class="revised__number">([^<]*)</del>', page))


def standings(page: str) -> set[str]:
    return set(re.findall(r'data-standing="([^"]*)"', page))


@pytest.mark.parametrize("name", PAGES)
def test_page_of_the_third_shows_the_number_and_the_light_of_that_day(site, name):
    page = body(site, PAGES[name], THEN)

    assert any(number.startswith("10.0") or number == "10万元" for number in figures(page))
    assert not any(number.startswith("12") for number in figures(page))
    assert BEHIND in standings(page)
    assert ON_PACE not in standings(page)
    assert former(page) == set()


@pytest.mark.parametrize("name", PAGES)
def test_page_of_today_shows_the_correction(site, name):
    page = body(site, PAGES[name], NOW)

    assert any(number.startswith("12.0") or number == "12万元" for number in figures(page))
    assert ON_PACE in standings(page)


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"passport"}))
def test_page_of_today_marks_the_correction_with_the_number_that_was(site, name):
    assert former(body(site, PAGES[name], NOW)) <= {"10.0", "10万元", "21.0", "31.0"}
    assert former(body(site, PAGES[name], NOW))


def test_passport_of_today_names_the_number_that_was(site):
    page = body(site, PAGES["passport"], NOW)

    assert "修订" in page
    assert "<del>10.0</del>" in page


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"passport"}))
def test_mark_is_gone_after_31_days_though_nothing_was_changed(site, name, settings):
    assert former(body(site, PAGES[name], NOW))

    settings.DEMO_TODAY = date(2022, 9, 4)
    assert former(body(site, PAGES[name], NOW))

    settings.DEMO_TODAY = date(2022, 9, 5)
    assert former(body(site, PAGES[name], NOW)) == set()


def test_ranks_are_those_of_the_day(site):
    def ranked(query: str) -> list[str]:
        page = body(site, "/metrics/output/", query)
        return re.findall(r'data-label="位次">([^<]*)<.*?<a href="/[a-z]+/(\w+)/', page, re.S)

    assert ranked(THEN) == [("1", "T002"), ("2", "A1"), ("2", "T001")]
    assert ranked(NOW) == [("1", "A1"), ("1", "T001"), ("3", "T002")]


def test_tables_beside_the_charts_carry_the_mark(site):
    assert "12.0（修订，原10.0）" in body(site, "/metrics/output/", NOW)
    assert "（修订，原" not in body(site, "/metrics/output/", THEN)


def test_sum_of_a_list_is_that_of_the_day(site):
    then, now = (body(site, "/tasks/", q).partition("<tfoot>")[2] for q in (THEN, NOW))

    assert (">21.0<" in then, ">23.0<" in now) == (True, True)
    assert (former(then), former(now)) == (set(), {"21.0"})


def test_record_of_corrections_is_that_of_the_day(site):
    assert "没有修订" in body(site, "/revisions/", THEN)
    assert "漏报一户" in body(site, "/revisions/", NOW)


def test_targets_are_those_of_the_day(site):
    line = Series.objects.get(code="T001-output-one")
    change = NewTarget(line, Decimal(20), JUNE, reason="年中调整")
    set_targets([change], by=UserFactory(role=Role.COORDINATOR), at=DAY_5)

    for address in ("/targets/", "/targets/T001-output-one/2022/", "/tasks/T001/"):
        assert "20.0" not in body(site, address, THEN), address
        assert "20.0" in body(site, address, NOW), address


# Exports


def cells(client, address: str, query: str) -> list[list]:
    response = client.get(f"{address}?{query}&export=xlsx")
    page = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return [[cell.value for cell in row] for row in page.iter_rows()]


def lines(client, address: str, query: str) -> list[dict[str, str]]:
    text = client.get(f"{address}?{query}&export=csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("address", FILES)
def test_file_of_the_third_has_the_numbers_of_that_day_each_time(site, address):
    first, again = cells(site, address, THEN), cells(site, address, THEN)

    assert first == again
    numbers = {value for row in first for value in row if isinstance(value, int | float)}
    assert 10 in numbers
    assert 12 not in numbers


@pytest.mark.parametrize("address", FILES)
def test_text_file_of_the_third_is_the_same_to_the_byte(site, address):
    ask = f"{address}?{THEN}&export=csv"

    assert site.get(ask).content == site.get(ask).content


@pytest.mark.parametrize("address", FILES)
def test_file_of_today_names_the_number_that_was(site, address):
    now = [row["修订"] for row in lines(site, address, NOW)]

    assert any("修订前为10.0" in words for words in now)
    assert {row["修订"] for row in lines(site, address, THEN)} == {""}
