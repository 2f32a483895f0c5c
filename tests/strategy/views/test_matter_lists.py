"""The register of matters: views, windows, rows, and the counts that lead to them."""

from datetime import date
from urllib.parse import urlsplit

import pytest

from strategy.models import Matter, MatterStatus, Role
from strategy.queries.matter_counts import year_counts
from strategy.services.matter_requests import ask_extension, grant_request
from strategy.services.matters import reopen
from strategy.services.return_visits import make_return_visit
from tests.factories import OrganisationFactory
from tests.factories.matters import coordinator, problem, staff_of, stood
from tests.factories.organisations import UserFactory

from .pages import rows_of
from .registers import (
    REGISTER,
    TODAY,
    UNITS,
    at_day,
    counted,
    found,
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


# Views


def test_register_opens_on_what_is_open_the_most_pressing_first(reader, matters):
    assert found(reader) == ["用地未批复", "线路迁改", "招工困难"]


@pytest.mark.parametrize(
    ("view", "titles"),
    [
        ("new", ["道路损坏", "线路迁改", "用地未批复", "招工困难"]),
        ("open", ["用地未批复", "线路迁改", "招工困难"]),
        ("closed", ["道路损坏"]),
        ("withdrawn", ["重复登记的"]),
    ],
)
def test_view_shows_its_rows(reader, matters, view, titles):
    assert found(reader, view=view) == titles


def test_tabs_count_their_rows(reader, matters):
    tabs = page(reader).all("a", css="tabs__tab")

    counts = {}
    for tab in tabs:
        (count,) = [one for one in tab.children if one.has("data-computed")]
        assert counted(count) == rows_at(reader, count["data-computed"])
        counts[tab.text[:2]] = counted(count)
    assert counts == {"新增": 4, "推进": 3, "销号": 1, "撤销": 1}


def test_withdrawn_is_no_tab_where_nothing_was_withdrawn(reader, unit):
    problem(unit)

    assert not [tab for tab in page(reader).all("a", css="tabs__tab") if "撤销" in tab.text]


def test_window_narrows_what_was_registered_and_closed(reader, matters):
    august = {"since": "2022-08-01", "until": "2022-08-10"}

    assert found(reader, view="new", **august) == found(reader, view="closed", **august) == []
    assert len(found(reader, view="open", **august)) == 3
    assert found(reader, view="closed", since="2022-07-15", until="2022-07-15") == ["道路损坏"]


def test_window_that_ends_before_it_begins_is_refused_in_words(reader, matters):
    text = reader.get(REGISTER, {"since": "2022-08-02", "until": "2022-08-01"}).content.decode()

    assert "起始日不能晚于截止日。" in text
    assert "用地未批复" not in text


@pytest.mark.parametrize(
    "query", [{"since": "gestern"}, {"lead": "nobody"}, {"rung": "green"}, {"kind": "x"}]
)
def test_wrong_filter_is_said_and_lists_nothing(reader, matters, query):
    text = reader.get(REGISTER, query).content.decode()

    assert "筛选条件有误" in text
    assert "用地未批复" not in text
    assert reader.get(REGISTER, {"export": "csv"} | query).status_code == 400


def test_unknown_view_is_a_bad_request(reader, matters):
    assert reader.get(REGISTER, {"view": "all"}).status_code == 400


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("open", "截至2022年8月10日，没有正在推进的督办事项。"),
        ("new", "2022年1月1日至2022年8月10日没有登记的督办事项。"),
        ("closed", "2022年1月1日至2022年8月10日没有销号的督办事项。"),
    ],
)
def test_empty_register_says_so(reader, view, words):
    assert words in reader.get(REGISTER, {"view": view}).content.decode()


def test_empty_register_has_no_rates(reader):
    text = reader.get(REGISTER).content.decode()

    assert text.count('<dd class="rates__value">--<') == 2


# Rows


def test_row_shows_rung_days_marks_and_sample(reader, matters):
    red, review, new = rows_of(reader.get(REGISTER))

    for words in (
        "督办〔2022〕2号",
        "问题 · 用地 · 企业反映（某面粉厂）",
        "市自然资源局",
        "办理中",
    ):
        assert words in red
    assert 'data-rung="red"' in red
    assert "逾期23天" in red
    assert "/tasks/T001/" in red
    assert "示例" in review
    assert "示例" not in red
    assert "申请销号" in review
    assert "data-rung" not in review
    assert "已登记" in new
    assert "data-rung" not in new


def test_row_says_how_often_it_was_extended_and_opened_again(reader, matters, unit):
    more = problem(unit, title="环评滞后", due_on=date(2022, 8, 5))
    stood(more, MatterStatus.HANDLING, at=at_day(12))
    asked = ask_extension(more, "评审延后", date(2022, 8, 30), by=staff_of(unit), at=at_day(13))
    grant_request(asked, by=coordinator(), at=at_day(14))
    reopen(matters["closed"], "又有损坏", date(2022, 8, 30), by=coordinator(), at=at_day(20))

    rows = {
        row.partition("/matters/")[2].partition("/")[0]: row
        for row in rows_of(reader.get(REGISTER))
    }

    assert "延期1次" in rows[str(more.pk)]
    assert "重新打开1次" in rows[str(matters["closed"].pk)]


def test_every_matter_leads_to_its_page_of_the_same_day(reader, matters):
    (row,) = rows_of(reader.get(REGISTER, {"asof": "2022-07-13", "q": "用地"}))

    assert f'href="/matters/{matters["red"].pk}/?asof=2022-07-13"' in row


# Counts that lead here


def test_counts_of_the_year_equal_their_lists(reader, matters):
    found_counts = year_counts(TODAY, None)

    for name, url in found_counts.urls.items():
        assert getattr(found_counts, name) == rows_at(reader, url), name
    assert found_counts.closed == 1


@pytest.mark.parametrize("query", [{}, {"asof": "2022-07-14"}], ids=["now", "as of a day"])
@pytest.mark.parametrize("address", [REGISTER, UNITS])
def test_every_number_equals_the_rows_where_it_leads(reader, matters, unit, address, query):
    make_return_visit(matters["closed"], False, "电话", by=coordinator(), at=at_day(20))

    numbers = page(reader, address, **query).all(attribute="data-computed")

    assert len(numbers) > 8
    for one in numbers:
        split = urlsplit(one["data-computed"])
        assert split.path == REGISTER
        assert counted(one) == rows_at(reader, one["data-computed"])


def test_units_show_rungs_and_rates(reader, matters):
    (land, power) = [
        one.text for one in page(reader, UNITS).all("tr") if "summary__row" in one.classes
    ]

    assert land.strip().startswith("市自然资源局")
    assert "50.0%" in land
    assert power.strip().startswith("供电公司")
    assert "--" in power


def test_units_of_an_empty_register_say_so(reader, db):
    assert "没有正在推进的督办事项" in reader.get(UNITS).content.decode()
