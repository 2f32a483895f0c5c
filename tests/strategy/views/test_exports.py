"""Exports: the rows of the screen in their order, numbers as numbers, each one recorded."""

import io
from decimal import Decimal
from urllib.parse import quote

import openpyxl
import pytest

from strategy.models import Event, PageCounter, TrackedItem

from .pages import codes_of, csv_rows

LISTS = ["/actions/", "/tasks/", "/projects/", "/enterprises/", "/parks/", "/figures/"]


def worksheet(response):
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def column(page, heading):
    place = [cell.value for cell in page[3]].index(heading)
    return [row[place] for row in page.iter_rows(min_row=4)]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_every_list_can_be_exported(world, reader, address, file_format):
    response = reader.get(address, {"export": file_format})

    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]


def test_file_has_a_chinese_name(world, reader):
    response = reader.get("/tasks/?export=xlsx")

    name = quote("重点工作_2022年6月.xlsx")
    assert f"filename*=utf-8''{name}" in response.headers["Content-Disposition"]


def test_export_follows_filter_and_sort(world, reader):
    query = "?standing=behind&sort=-number"

    exported = csv_rows(reader.get(f"/tasks/{query}&export=csv"))

    assert [row["编号"] for row in exported] == codes_of(reader.get(f"/tasks/{query}"))
    assert [row["编号"] for row in exported] == ["T003", "T002"]


def test_export_follows_month_and_day(world, reader):
    (may, *_) = csv_rows(reader.get("/tasks/?month=2022-05&export=csv"))
    before = csv_rows(reader.get("/tasks/?month=2022-06&asof=2022-07-01&export=csv"))

    assert may["完成"] == "300"
    assert before == []


def test_export_has_all_pages(world, reader, monkeypatch):
    monkeypatch.setattr("strategy.tables.items.TaskTable.per_page", 1)

    assert len(csv_rows(reader.get("/tasks/?page=2&export=csv"))) == 3


def test_numbers_are_rounded_as_on_screen(world, reader):
    (row, *_) = csv_rows(reader.get("/tasks/?export=csv"))

    assert row["完成"] == "310"
    assert row["完成率（%）"] == "25.8"
    assert row["与序时差（百分点）"] == "-24.2"
    assert row["说明"].startswith("6月底应完成50.0%，实际25.8%")


def test_workbook_holds_the_same_numbers_as_the_csv_file(world, reader):
    page = worksheet(reader.get("/tasks/?export=xlsx"))
    rows = csv_rows(reader.get("/tasks/?export=csv"))

    cells = column(page, "完成")[: len(rows)]
    assert [cell.value for cell in cells] == [int(row["完成"]) for row in rows]
    assert {cell.data_type for cell in cells} == {"n"}
    gaps = column(page, "与序时差（百分点）")[: len(rows)]
    assert [Decimal(str(cell.value)) for cell in gaps] == [
        Decimal(row["与序时差（百分点）"]) for row in rows
    ]


def test_sample_is_marked_in_both_kinds_of_file(world, reader):
    page = worksheet(reader.get("/tasks/?export=xlsx"))
    real, sample, _ = csv_rows(reader.get("/tasks/?export=csv"))

    assert real["示例项"] == ""
    assert sample["示例项"] == "事项、完成、年度目标、同比、评估"
    assert sample["状态"] == "滞后（示例）"
    formats = [cell.number_format for cell in column(page, "完成")]
    assert formats[:2] == ["#,##0", '#,##0"（示例）"']


def test_workbook_says_month_day_filter_and_source(world, reader):
    particulars = worksheet(reader.get("/tasks/?organisation=industry&export=xlsx"))["A2"].value

    assert "报告期：2022年6月" in particulars
    assert "截至：2022-08-10" in particulars
    assert "牵头单位：市工信局" in particulars
    assert "公开报道整理，非官方清单" in particulars


def test_workbook_ends_with_the_total_and_what_it_covers(world, reader):
    page = worksheet(reader.get("/projects/?export=xlsx"))
    texts = [row[0].value for row in page.iter_rows(min_row=4) if row[0].value]

    total = column(page, "完成")[3]
    assert (total.value, total.number_format) == (1020, '#,##0"（示例）"')
    assert "注：完成合计：已报2/应报3。" in texts


def test_hostile_name_is_text_in_both_kinds_of_file(world, reader):
    TrackedItem.objects.filter(code="T001").update(name='=HYPERLINK("x")')

    cell = column(worksheet(reader.get("/tasks/?export=xlsx")), "名称")[0]
    (row, *_) = csv_rows(reader.get("/tasks/?export=csv"))

    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("x")')
    assert row["名称"] == '\'=HYPERLINK("x")'


def test_export_is_recorded_each_time_and_changes_no_page(world, reader):
    counter = PageCounter.objects.get().value
    reader.get("/tasks/?standing=behind&export=csv")
    response = reader.get("/tasks/?standing=behind&export=csv")

    events = Event.objects.filter(verb="导出")
    assert [(event.actor, event.subject_kind) for event in events] == [
        (world.official, "strategy.task")
    ] * 2
    assert events[0].detail == {
        "format": "csv",
        "query": "standing=behind&export=csv&month=2022-06",
        "rows": 2,
    }
    assert PageCounter.objects.get().value == counter
    assert "ETag" not in response.headers


@pytest.mark.parametrize("query", ["export=pdf", "export=csv&standing=red"])
def test_export_that_cannot_be_made_is_refused_and_not_recorded(world, reader, query):
    response = reader.get(f"/tasks/?{query}")

    assert response.status_code == 400
    assert not Event.objects.filter(verb="导出").exists()
