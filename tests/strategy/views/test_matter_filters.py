"""The register of matters: filters, past days, files."""

import io
from datetime import date

import openpyxl
import pytest

from strategy.models import Event, Matter, MatterStatus, Role
from strategy.services.matters import reopen
from strategy.services.return_visits import make_return_visit
from tests.factories import OrganisationFactory, SeriesFactory, TaskFactory
from tests.factories.matters import coordinator, problem, stood
from tests.factories.organisations import UserFactory
from tests.factories.registers import fill_register

from .pages import csv_rows, rows_of
from .registers import (
    PROBLEM,
    REGISTER,
    at_day,
    found,
    listed,
    page,
    rows_at,
    some_matters,
)


@pytest.fixture
def reader(db, signed_in):
    return signed_in(UserFactory(role=Role.OFFICIAL))


@pytest.fixture
def unit(db):
    return OrganisationFactory(code="land", name="市自然资源局", position=91)


@pytest.fixture
def matters(unit) -> dict[str, Matter]:
    return some_matters(unit)


# Filters


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"q": "用地"}, ["用地未批复"]),
        ({"q": "面粉厂"}, ["用地未批复"]),
        ({"q": "双汇"}, ["用地未批复"]),
        ({"q": "督办〔2022〕3号"}, ["线路迁改"]),
        ({"q": "督办〔2021〕3号"}, []),
        ({"q": "线路 迁改"}, ["线路迁改"]),
        ({"q": "3"}, ["线路迁改"]),
        ({"kind": "instruction"}, []),
        ({"category": "labour"}, ["招工困难"]),
        ({"origin": "enterprise"}, ["用地未批复"]),
        ({"lead": "power"}, ["线路迁改", "招工困难"]),
        ({"lead": "none"}, []),
        ({"status": "applied"}, ["线路迁改"]),
        ({"rung": "red"}, ["用地未批复"]),
        ({"rung": "calm"}, []),
        ({"overdue": "yes"}, ["用地未批复"]),
        ({"item": "T001"}, ["用地未批复"]),
        ({"item": "t1"}, ["用地未批复"]),
        ({"item": "双汇"}, ["用地未批复"]),
        ({"item": "T002"}, []),
        ({"item": "——"}, []),
    ],
)
def test_filter_narrows_what_is_open(reader, matters, query, titles):
    assert found(reader, **query) == titles


def test_item_filter_finds_matters_of_its_series(reader, unit):
    problem(unit, title="填报项的", series=SeriesFactory(item=TaskFactory(code="T007")))

    assert found(reader, item="T007") == ["填报项的"]


def test_visit_filter_finds_what_enterprises_said(reader, matters, unit):
    make_return_visit(matters["closed"], True, "电话", by=coordinator(), at=at_day(20))

    for visit, titles in [("any", ["道路损坏"]), ("yes", ["道路损坏"]), ("no", []), ("none", [])]:
        assert found(reader, view="closed", visit=visit) == titles
    assert found(reader, view="closed", visit="yes", asof="2022-07-18") == []
    assert "满意" in rows_of(reader.get(REGISTER, {"view": "closed"}))[0]


def test_filter_of_what_waits_for_a_visit_leaves_out_what_waits_for_none(reader, matters, unit):
    by_visit = {"title": "巡视发现的", "origin": Matter.Origin.VISIT}
    stood(problem(unit, **by_visit), MatterStatus.CLOSED, at=at_day(15))
    again = stood(problem(unit, title="又停电", **PROBLEM), MatterStatus.CLOSED, at=at_day(13))
    make_return_visit(again, True, "电话", by=coordinator(), at=at_day(14))

    assert found(reader, view="open", visit="none") == []
    assert found(reader, view="closed", visit="none") == ["道路损坏"]
    assert rows_at(reader, f"{REGISTER}?view=new&visit=none") == 1

    reopen(again, "又停电", date(2022, 8, 30), by=coordinator(), at=at_day(16))
    stood(again, MatterStatus.CLOSED, at=at_day(18))

    assert set(found(reader, view="closed", visit="none")) == {"道路损坏", "又停电"}
    assert found(reader, view="closed", visit="none", asof="2022-07-17") == ["道路损坏"]


@pytest.mark.parametrize("sort", ["number", "lead", "status", "rung", "due_on", "age_days", "item"])
def test_list_sorts_by_its_columns(reader, matters, sort):
    assert set(found(reader, sort=sort)) == set(found(reader, sort=f"-{sort}")) != set()


def test_sorted_by_due_day(reader, matters):
    assert found(reader, sort="due_on") == ["用地未批复", "线路迁改", "招工困难"]
    assert found(reader, sort="-due_on") == ["招工困难", "线路迁改", "用地未批复"]


# Past days


def test_matter_closed_on_the_15th_is_open_as_of_the_13th(reader, matters):
    assert "道路损坏" in found(reader, asof="2022-07-13")
    assert found(reader, view="closed", asof="2022-07-13") == []
    assert "道路损坏" not in found(reader)
    assert found(reader, asof="2022-07-10") == []


def test_rung_of_a_past_day_is_that_of_the_day(reader, matters):
    (row,) = rows_of(reader.get(REGISTER, {"asof": "2022-07-18", "q": "用地"}))

    assert 'data-rung="yellow"' in row
    assert found(reader, asof="2022-07-18", rung="yellow") == ["用地未批复"]


# Files


def test_csv_has_every_row_with_the_values_of_the_page(reader, matters):
    red, review, new = csv_rows(reader.get(REGISTER, {"export": "csv"}))

    assert (red["编号"], red["事项"], red["牵头单位"]) == (
        "督办〔2022〕2号",
        "用地未批复",
        "市自然资源局",
    )
    assert (red["督办等级"], red["剩余（天）"], red["历时（天）"]) == ("红色督办", "-23", "30")
    assert (red["办理时限"], red["关联事项"], red["问题类型"]) == (
        "2022-07-18",
        "T001 双汇第三工业园",
        "用地",
    )
    assert red["最近一步"].startswith("办理进展：")
    assert (review["示例项"], red["示例项"], review["督办等级"]) == ("示例", "", "")
    assert new["办理状态"] == "已登记"


def test_workbook_has_the_same_rows_and_says_what_they_are(reader, matters):
    response = reader.get(REGISTER, {"view": "closed", "export": "xlsx", "origin": "enterprise"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]

    particulars = cells[1][0]
    assert "2022年1月1日至2022年8月10日销号的督办事项" in particulars
    assert "来源：企业反映" in particulars
    assert "道路损坏" in cells[3]
    assert (
        "销号" in response["Content-Disposition"] or "%E9%94%80" in response["Content-Disposition"]
    )


def test_file_has_the_order_of_the_page_and_is_recorded(reader, matters):
    rows = csv_rows(reader.get(REGISTER, {"sort": "-due_on", "export": "csv"}))

    assert [row["事项"] for row in rows] == found(reader, sort="-due_on")
    event = Event.objects.filter(verb="导出").latest("pk")
    assert event.detail["rows"] == 3


def test_file_of_a_past_day_is_that_of_the_day(reader, matters):
    rows = csv_rows(reader.get(REGISTER, {"asof": "2022-07-13", "export": "csv"}))

    assert "道路损坏" in {row["事项"] for row in rows}


def test_file_has_all_pages(reader, unit):
    fill_register(250, [unit])

    rows = csv_rows(reader.get(REGISTER, {"view": "new", "export": "csv"}))

    assert len(rows) == listed(page(reader, view="new")) > 200
