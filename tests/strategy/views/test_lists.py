"""The list pages: what they show, filter, sort, count, add up, and answer to htmx."""

import re

import pytest

from strategy.models import ListEntry, Metric

from .pages import codes_of, footer_of, rows_of

LISTS = ["/actions/", "/tasks/", "/projects/", "/enterprises/", "/parks/", "/figures/"]
MONTH = "?month=2022-06"


@pytest.mark.parametrize(("address", "letter"), list(zip(LISTS[:5], "ATPEK", strict=True)))
def test_list_shows_its_rows_in_list_order(world, reader, address, letter):
    codes = codes_of(reader.get(address))

    assert len(codes) == 3
    assert codes == sorted(code for code in codes if code.startswith(letter))


@pytest.mark.parametrize("address", LISTS)
def test_every_number_names_its_passport_or_its_rows(world, reader, address):
    for row in rows_of(reader.get(address)):
        for cell in re.findall(r'<td class="[^"]* num"[^>]*>(.*?)</td>', row, re.S):
            assert cell == "--" or "data-figure=" in cell or "data-computed=" in cell


@pytest.mark.parametrize("address", LISTS)
def test_every_row_has_its_light(world, reader, address):
    assert all(row.count("data-standing=") == 1 for row in rows_of(reader.get(address)))


def test_row_behind_says_why_below_its_name(world, reader):
    row = rows_of(reader.get("/tasks/"))[0]

    assert "6月底应完成50.0%，实际25.8%，差24.2个百分点" in row


def test_sample_is_marked_at_every_number_that_rests_on_it(world, reader):
    real, sample, _ = rows_of(reader.get("/tasks/"))

    assert "data-sample" not in real
    for column in ("name", "to-date", "target", "done", "gap", "standing"):
        cell = re.search(rf'class="col-{column}[ "].*?</t[dh]>', sample, re.S)[0]
        assert "data-sample" in cell, column


def test_links_keep_month_and_day(world, reader):
    response = reader.get("/tasks/?month=2022-05&asof=2022-07-20")

    assert '/tasks/T001/?month=2022-05&amp;asof=2022-07-20"' in rows_of(response)[0]
    assert "/figures/T001-output-industry/2022-05/?asof=2022-07-20" in rows_of(response)[0]


# Filters


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("standing=far_behind", ["T001"]),
        ("standing=far_behind&standing=behind", ["T001", "T002", "T003"]),
        ("standing=done", []),
        ("changed=better", ["T003"]),
        ("changed=worse", ["T002"]),
        ("changed=any", ["T002", "T003"]),
        ("standing=far_behind&changed=any", []),
        ("organisation=industry", ["T001", "T002", "T003"]),
        ("organisation=yuanhui", []),
        ("area=yuanhui", ["T001", "T002", "T003"]),
        ("action=A2", ["T002"]),
        ("q=T003", ["T003"]),
        ("q=sx", ["T001", "T002", "T003"]),
        ("q=不存在", []),
        ("q=%25", []),
        ("q=_", []),
        ("action=&organisation=&q=", ["T001", "T002", "T003"]),
    ],
)
def test_filter_shows_exactly_its_rows(world, reader, query, codes):
    assert codes_of(reader.get(f"/tasks/{MONTH}&{query}")) == codes


@pytest.mark.parametrize(
    "query", ["standing=red", "organisation=nobody", "action=A99", "changed=much", f"q={'长' * 51}"]
)
def test_wrong_filter_is_said_and_lists_nothing(world, reader, query):
    response = reader.get(f"/tasks/?{query}")

    assert response.status_code == 200
    assert rows_of(response) == []
    assert "筛选条件有误，未列出结果。" in response.content.decode()


def test_wrong_choice_is_named_at_its_field(world, reader):
    content = reader.get("/tasks/?organisation=nobody").content.decode()

    assert re.search(r'id="id_organisation_error">没有“nobody”这一项，请重新选择。', content)


def test_empty_list_says_so_and_offers_to_clear_the_filters(world, reader):
    content = reader.get("/tasks/?q=不存在").content.decode()

    assert "没有符合条件的重点工作。" in content
    assert 'href="/tasks/?month=2022-06">清除筛选条件</a>' in content


def test_count_of_a_standing_leads_to_exactly_its_rows(world, reader):
    content = reader.get("/tasks/").content.decode()
    counts = re.findall(r'<b data-computed="([^"]*)">(\d+)</b>', content)

    assert len(counts) == 3
    for address, count in counts:
        assert len(rows_of(reader.get(address.replace("&amp;", "&")))) == int(count)


def test_delisted_item_stands_on_its_list_until_the_day(world, reader):
    ListEntry.objects.filter(item__code="T003").update(delisted_on="2022-08-01", reason="调出")

    assert codes_of(reader.get("/tasks/")) == ["T001", "T002"]
    assert codes_of(reader.get("/tasks/?asof=2022-07-31")) == ["T001", "T002", "T003"]


# Order and pages


@pytest.mark.parametrize(
    ("sort", "codes"),
    [
        ("-number", ["T003", "T002", "T001"]),
        ("gap", ["T001", "T003", "T002"]),
        ("-to_date", ["T002", "T003", "T001"]),
        ("-standing", ["T002", "T003", "T001"]),
        ("nothing", ["T001", "T002", "T003"]),
    ],
)
def test_list_sorts_by_its_columns(world, reader, sort, codes):
    assert codes_of(reader.get(f"/tasks/?sort={sort}")) == codes


def test_long_list_has_pages_and_totals_over_all_of_them(world, reader, monkeypatch):
    monkeypatch.setattr("strategy.tables.items.TaskTable.per_page", 2)

    first, second = reader.get("/tasks/"), reader.get("/tasks/?page=2")

    assert codes_of(first) == ["T001", "T002"]
    assert codes_of(second) == ["T003"]
    assert footer_of(first) == footer_of(second).replace("page=2&amp;", "")
    assert "2,310" in footer_of(first)


# Totals


def test_total_of_one_metric_is_added_and_says_how_many_are_in_it(world, reader):
    footer = footer_of(reader.get("/tasks/"))

    assert ">2,310</a>" in footer
    assert "已报3/应报3" in footer
    assert "data-sample" in footer


def test_total_follows_the_filter(world, reader):
    footer = footer_of(reader.get("/tasks/?standing=far_behind"))

    assert ">310</a>" in footer
    assert "已报1/应报1" in footer
    assert "data-sample" not in footer


def test_total_leaves_out_what_is_not_reported(world, reader):
    assert "已报2/应报3" in footer_of(reader.get("/projects/"))


def test_rates_are_only_counted(world, reader):
    Metric.objects.filter(code="output").update(unit="%")

    footer = footer_of(reader.get("/tasks/"))

    assert 'class="figure"' not in footer
    assert "已报3/应报3" in footer


# Fragments


def test_htmx_gets_the_rows_alone_and_the_address_without_empty_filters(world, reader):
    response = reader.get("/tasks/?q=&organisation=industry", headers={"HX-Request": "true"})

    content = response.content.decode()
    assert content.lstrip().startswith('<div class="listing" id="rows"')
    assert "<html" not in content
    assert 'id="list-picker" hx-swap-oob="true"' in content
    assert response.headers["HX-Push-Url"] == "/tasks/?organisation=industry&month=2022-06"
    assert "HX-Request" in response.headers["Vary"]


def test_page_and_fragment_show_the_same_rows(world, reader):
    page = reader.get("/tasks/?standing=behind")
    fragment = reader.get("/tasks/?standing=behind", headers={"HX-Request": "true"})

    assert rows_of(page) == rows_of(fragment)


def test_restored_history_gets_the_whole_page(world, reader):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert "<html" in reader.get("/tasks/", headers=headers).content.decode()


def test_restored_history_is_not_taken_for_the_fragment(world, reader):
    headers = {"HX-Request": "true"}
    fragment = reader.get("/tasks/", headers=headers)

    headers |= {"HX-History-Restore-Request": "true", "If-None-Match": fragment["ETag"]}

    assert reader.get("/tasks/", headers=headers).status_code == 200


def test_day_before_any_result_says_so(world, reader):
    content = reader.get("/tasks/?month=2022-06&asof=2022-07-01").content.decode()

    assert "本报告期没有重点工作的数据。" in content
