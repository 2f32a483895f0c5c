"""Pages of rankings: numbers, files, the next place, the switch, and who reports in time."""

import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy.models import Event, Role
from tests.factories import OrganisationFactory
from tests.factories.rankings import WeightFactory, counties

from .ranking_pages import JUNE, body, cells, lines, signed_in, text_of, turn

pytestmark = pytest.mark.django_db

NEXT = "前进一位所需"


# The rankings


def test_page_ranks_and_puts_who_did_not_report_last(reader):
    page = body(reader, f"/rankings/?{JUNE}")

    assert cells(page, "位次") == ["1", "2", "未报"]
    assert [cell for cell in cells(page, "得分") if cell in {"106.00", "100.00", "--"}][:1]
    assert cells(page, "较上月") == ["升2位", "持平", "--"]
    assert cells(page, "同口径") == ["升1位", "降1位", "--"]
    assert cells(page, "其他") == ["升1位", "升1位", "--"]
    assert "到位资金未报" in page


def test_page_prints_formula_weights_and_breakdown(reader):
    page = text_of(body(reader, f"/rankings/?{JUNE}"))

    assert "得分＝Σ（权重×单项完成）÷Σ权重×100" in page
    assert "到位资金60分、签约金额40分" in page
    assert "110.0% 66.00" in page  # two: 60 points at 110 %


def test_numbers_of_the_page_are_those_of_its_file(reader):
    page = body(reader, f"/rankings/?{JUNE}")

    rows = lines(reader, f"/rankings/?{JUNE}&group=counties")

    assert [row["位次"] for row in rows] == cells(page, "位次")
    assert [row["得分"] or "--" for row in rows] == ["106.00", "100.00", "--"]
    for row in rows[:2]:
        assert row["得分"] in page
        assert row["到位资金得分（60分）"] in page
    assert [row["较上月（位）"] for row in rows] == ["2", "0", ""]
    assert rows[-1]["备注"] == "到位资金未报"


def test_excel_file_has_numbers_and_says_its_rules(reader):
    answer = reader.get(f"/rankings/?{JUNE}&group=counties&export=xlsx")
    page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    values = [[cell.value for cell in row] for row in page.iter_rows()]

    assert values[0][0] == "县区排名"
    assert values[3][:3] == [1, "two县", 106]
    assert any("同分并列" in str(row[0]) for row in values)
    assert "ETag" not in answer


def test_each_export_is_recorded(reader):
    for _ in range(2):
        reader.get(f"/rankings/?{JUNE}&group=counties&export=csv")

    assert Event.objects.filter(verb="导出", subject_key="县区排名 2022-06").count() == 2


@pytest.mark.parametrize("query", ["group=nothing", "export=pdf"])
def test_what_there_is_not_is_told(reader, query):
    assert reader.get(f"/rankings/sheet/?{JUNE}&{query}").status_code == 400


def test_ranking_of_samples_is_headed_so():
    counties(sample=True)
    page = body(signed_in(Role.OFFICIAL), f"/rankings/?{JUNE}")

    assert "示例县区排名" in text_of(page)
    assert "data-sample" in page
    assert lines(signed_in(Role.OFFICIAL), f"/rankings/?{JUNE}&group=counties")[0]["位次"] == "1"


def test_without_a_group_the_page_says_so():
    page = body(signed_in(Role.OFFICIAL), "/rankings/")

    assert "还没有排名分组" in page
    assert "没有得分表" in body(signed_in(Role.OFFICIAL), "/rankings/sheet/")


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.STAFF, Role.COORDINATOR])
def test_next_place_shows_to_leaders_alone(group, role):
    client = signed_in(role)
    page = body(client, f"/rankings/?{JUNE}")

    assert (NEXT in page) is (role == Role.OFFICIAL)
    assert ("到位资金增加60万元；签约金额增加90万元" in page) is (role == Role.OFFICIAL)
    for file_format in ("csv", "xlsx"):
        answer = client.get(f"/rankings/?{JUNE}&group=counties&export={file_format}")
        assert NEXT.encode() not in answer.content
    assert NEXT not in body(client, f"/rankings/sheet/?{JUNE}")


# The sheet


def test_sheet_has_done_expected_and_points_of_each_metric(reader):
    page = body(reader, f"/rankings/sheet/?{JUNE}&group=counties")

    assert cells(page, "到位资金完成率") == ["55.0%", "50.0%", "--"]
    assert cells(page, "到位资金序时进度") == ["50.0%", "50.0%", "--"]
    assert cells(page, "到位资金得分") == ["66.00", "60.00", "--"]
    assert cells(page, "总分") == ["106.00", "100.00", "--"]
    assert "print-wide" in page


def test_numbers_of_the_sheet_are_those_of_its_file(reader):
    page = body(reader, f"/rankings/sheet/?{JUNE}&group=counties")

    rows = lines(reader, f"/rankings/sheet/?{JUNE}&group=counties")

    for metric, weight in (("到位资金", 60), ("签约金额", 40)):
        points = [row[f"{metric}（{weight}分）得分"] or "--" for row in rows]
        done = [row[f"{metric}（{weight}分）完成率（%）"] for row in rows]
        assert points == cells(page, f"{metric}得分")
        assert [f"{one}%" if one else "--" for one in done] == cells(page, f"{metric}完成率")
    assert [row["总分"] or "--" for row in rows] == cells(page, "总分")


# Reporting in time


def test_timeliness_counts_in_official_order_without_ranks(reader):
    page = body(reader, f"/rankings/timeliness/?{JUNE}")

    names = re.findall(r'<th scope="row"><a href="/organisations/(\w+)/', page)
    assert names == ["one", "two", "three"]
    assert [cells(page, f"本月{name}") for name in ("应报", "按时", "迟报")] == [
        ["2", "2", "2"], ["2", "2", "1"], ["0", "0", "0"],
    ]  # fmt: skip
    assert cells(page, "本月未报") == ["0", "0", "1 逾期1"]
    assert cells(page, "本年及时率") == ["100.0%", "100.0%", "75.0%"]
    assert cells(page, "本年完整率") == ["100.0%", "100.0%", "75.0%"]
    assert "位次" not in page.replace("不排位次", "")


def test_timeliness_is_not_hidden_with_the_ranks(reader, office):
    turn(office, shown=False)

    assert "报送及时性" in body(reader, f"/rankings/timeliness/?{JUNE}")


def test_nothing_of_usage_is_told(reader):
    page = body(reader, f"/rankings/timeliness/?{JUNE}")

    assert not re.search(r"登录次数|在线时长|活跃|积分", page)


# Queries


@pytest.mark.parametrize("address", ["/rankings/", "/rankings/sheet/", "/rankings/timeliness/"])
def test_queries_do_not_grow_with_units_and_metrics(group, address):
    def count() -> int:
        client = signed_in(Role.OFFICIAL)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{address}?{JUNE}")
        return len(captured)

    small = count()
    for _ in range(3):
        unit = OrganisationFactory(kind="area", area_group="zone")
        WeightFactory(scheme__group__members=[unit])

    assert count() == small <= 12
