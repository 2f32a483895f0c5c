"""Pages of rankings: numbers, files, the next place, the switch, and who reports in time."""

import csv
import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from strategy.models import Event, RankingSwitch, Role
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.rankings import WeightFactory, counties

pytestmark = pytest.mark.django_db

JUNE = "month=2022-06"
NEXT = "前进一位所需"
HIDDEN = "排名已停止公开"


def signed_in(role: Role, **user) -> Client:
    client = Client()
    client.force_login(UserFactory(role=role, **user))
    return client


@pytest.fixture
def group():
    return counties()


@pytest.fixture
def reader(group) -> Client:
    return signed_in(Role.STAFF)


@pytest.fixture
def office(group) -> Client:
    return signed_in(Role.COORDINATOR)


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def cells(page: str, label: str) -> list[str]:
    """The texts of the cells with a label, in order."""
    found = re.findall(rf'data-label="{label}"[^>]*>(.*?)</td>', page, re.S)
    return [text_of(one).strip() for one in found]


def lines(client: Client, address: str) -> list[dict[str, str]]:
    text = client.get(f"{address}&export=csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


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


# The switch


def turn(client: Client, shown: bool, reason: str = "另行研究"):
    return client.post("/rankings/switch/", {"switch-shown": shown, "switch-reason": reason})


def test_hidden_rankings_show_nowhere_to_readers(reader, office):
    assert "/rankings/" in body(reader, "/")
    assert cells(body(reader, f"/metrics/x/?{JUNE}"), "位次") == ["1", "2", "--"]

    turn(office, shown=False)

    for address in (f"/rankings/?{JUNE}", f"/rankings/sheet/?{JUNE}", "/rankings/?export=csv"):
        page = body(reader, address)
        assert HIDDEN in page
        assert "106.00" not in page
    assert 'href="/rankings/"' not in body(reader, "/")
    assert cells(body(reader, f"/metrics/x/?{JUNE}"), "位次") == []


def test_metric_without_ranks_keeps_the_official_order(reader, office):
    turn(office, shown=False)

    page = body(reader, f"/metrics/x/?{JUNE}")

    names = re.findall(r'<th scope="row"><a href="/organisations/(\w+)/', page)
    assert names[:3] == ["one", "two", "three"]


def test_a_past_day_shows_no_hidden_ranks_either(reader, office):
    turn(office, shown=False)

    assert HIDDEN in body(reader, f"/rankings/?{JUNE}&asof=2022-07-10")


def test_office_keeps_a_preview_of_what_is_hidden(office):
    turn(office, shown=False)

    page = body(office, f"/rankings/?{JUNE}")

    assert "本页仅指挥部办公室可预览" in page
    assert "106.00" in page
    assert 'href="/rankings/"' in page


def test_turn_is_kept_with_its_reason_and_shown_to_the_office(office, reader):
    assert turn(office, shown=False, reason="年中考核前暂停").url == "/rankings/"

    assert "年中考核前暂停" in body(office, "/rankings/")
    assert "年中考核前暂停" not in body(reader, "/rankings/")
    assert "公开排名</button>" in body(office, "/rankings/")

    turn(office, shown=True, reason="恢复公开")
    assert HIDDEN not in body(reader, "/rankings/")
    assert RankingSwitch.objects.count() == 2


def test_turn_without_a_reason_is_told_at_the_field(office):
    answer = turn(office, shown=False, reason=" ")

    assert answer.status_code == 422
    assert "原因：须说明原因。" in answer.content.decode()
    assert not RankingSwitch.objects.exists()


def test_turn_to_where_it_stands_is_told(office):
    answer = turn(office, shown=True)

    assert answer.status_code == 409
    assert "排名已经公开" in answer.content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_nobody_else_turns_the_switch_or_finds_its_form(group, role):
    client = signed_in(role)

    assert turn(client, shown=False).status_code == 403
    assert "rankings/switch" not in client.get("/rankings/").content.decode()


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
