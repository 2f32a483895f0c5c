"""The project library: every project, its filters, and totals that count once."""

import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Project
from strategy.clock import SHANGHAI
from strategy.models import Fact, ListEntry, Role
from strategy.services.rankings import switch_rankings
from tests.factories.items import ProjectFactory, StageRecordFactory
from tests.factories.library import add_library, add_tiers
from tests.factories.matters import MeetingSeriesFactory
from tests.factories.organisations import SourceFactory, UserFactory
from tests.factories.world import line_of
from tests.strategy.views.pages import codes_of, csv_rows, footer_of, rows_of

ADDRESS = "/projects/library/"
OWN = ["P001", "P002", "P003"]


@pytest.fixture
def library(world):
    """P101 is a bundle of P102 and P103; P104 is late, P105 suspended, P106 withdrawn."""
    return add_library(world)


def listed(reader, **filters) -> list[str]:
    return codes_of(reader.get(ADDRESS, filters))


def test_library_has_every_project_on_the_list_or_not(library, reader):
    assert not ListEntry.objects.filter(item__code="P101").exists()
    assert listed(reader) == [*OWN, "P101", "P102", "P103", "P104", "P105", "P106"]


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        ({"q": "P104"}, ["P104"]),
        ({"area": "yuanhui"}, ["P101", "P102", "P103", "P104"]),
        ({"area": "none"}, [*OWN, "P105", "P106"]),
        ({"action": "A2"}, ["P002"]),
        ({"stage": "signed"}, ["P104"]),
        ({"stage": "none"}, ["P102", "P103"]),
        ({"level": "city"}, ["P101", "P102", "P103", "P104"]),
        ({"industry": "食品", "scope": "counted"}, ["P101", "P104"]),
        ({"annual_class": "new"}, ["P104"]),
        ({"owner": "E001"}, ["P001"]),
        ({"park": "K003"}, ["P003"]),
        ({"scope": "counted"}, [*OWN, "P101", "P104", "P105"]),
        ({"scope": "parts"}, ["P102", "P103"]),
        ({"scope": "suspended"}, ["P105"]),
        ({"scope": "withdrawn"}, ["P106"]),
        ({"progress": "overdue"}, ["P104"]),
        ({"progress": "early"}, ["P101"]),
        ({"origin": "sample"}, ["P002"]),
        ({"statistics": "yes"}, ["P105"]),
        ({"statistics": "no"}, ["P106"]),
        ({"q": "2204-4111"}, ["P105"]),
    ],
)
def test_each_filter_keeps_exactly_its_projects(library, reader, filters, codes):
    Project.objects.filter(code="P105").update(
        is_in_statistics=True, project_code="2204-411100-04-01-123456"
    )
    Project.objects.filter(code="P106").update(is_in_statistics=False)

    assert listed(reader, **filters) == codes


def test_collection_holds_the_members_of_its_tiers(library, reader):
    add_tiers(library["late"], line_of("A1"))

    assert listed(reader, collection="five-hundreds") == ["P104"]
    assert listed(reader, collection="ten-billion") == ["P104"]
    assert "P104" not in listed(reader, collection="none")


def test_wrong_choice_is_said_and_nothing_listed(library, reader):
    page = reader.get(ADDRESS, {"scope": "all-of-it"}).content.decode()

    assert "没有“all-of-it”这一项" in page
    assert "<tbody>" not in page


def test_investment_of_a_bundle_is_counted_once(library, reader):
    footer = footer_of(reader.get(ADDRESS, {"area": "yuanhui"}))

    assert ">125.00</a>" in footer  # 120 of the bundle and 5, not 265
    assert "已知2/2个；打包2项，拆分后3项" in footer


def test_parts_stand_for_a_bundle_without_an_amount_of_its_own(library, reader):
    Project.objects.filter(code="P101").update(total_investment=None)

    assert ">145.00</a>" in footer_of(reader.get(ADDRESS, {"area": "yuanhui"}))


def test_project_that_stands_still_says_so_below_its_stage(library, reader):
    (row,) = rows_of(reader.get(ADDRESS, {"q": "P105"}))

    assert "停建（2022-07-01起）" in row


def test_withdrawal_is_known_from_its_day_on(library, reader):
    assert listed(reader, scope="withdrawn", asof="2022-07-03") == ["P106"]
    assert listed(reader, scope="withdrawn", asof="2022-07-01") == []  # recorded on the 2nd


def test_export_has_the_columns_that_the_screen_leaves_out(library, reader):
    rows = csv_rows(reader.get(ADDRESS, {"export": "csv", "area": "yuanhui"}))

    assert [row["编号"] for row in rows][:4] == ["P101", "P102", "P103", "P104"]
    assert Decimal(rows[3]["总投资（亿元）"]) == 5
    assert rows[3]["年度类别"] == "新开工"
    assert rows[3]["级别"] == "市级"
    assert reader.get(ADDRESS, {"export": "xlsx"}).status_code == 200


def test_four_ones_stand_at_the_head_and_are_found(library, reader):
    MeetingSeriesFactory(code="joint", name="联席会议", position=9)
    Fact.objects.create(
        code="L009", subject="换道领跑战略", source=SourceFactory(), as_of=date(2022, 6, 30),
        statement="“四个一”工作机制：一个项目库、一套班子、一个考核体系、一次联席会议",
    )  # fmt: skip

    page = reader.get(ADDRESS).content.decode()

    assert "“四个一”工作机制：一个项目库、一套班子、一个考核体系、一次联席会议" in page
    ones = page.partition("four-ones__list")[2].partition("</ul>")[0]
    addresses = re.findall(r'href="([^"]+)"', ones)
    assert re.findall(r">(一[^<]+)</a>", ones) == [
        "一个项目库", "一套班子", "一个考核体系", "一次联席会议",
    ]  # fmt: skip
    answers = [reader.get(one.replace("&amp;", "&")).status_code for one in addresses]
    assert answers == [200] * 4


def test_hidden_rankings_are_told_beside_the_sheet_of_assessment(library, reader):
    assert "考核得分表已停止公开" not in reader.get(ADDRESS).content.decode()

    office = UserFactory(role=Role.COORDINATOR)
    switch_rankings(False, "另行研究", by=office, at=datetime(2022, 8, 9, tzinfo=SHANGHAI))

    assert "考核得分表已停止公开" in reader.get(ADDRESS).content.decode()


def test_five_hundred_projects_ask_no_more_queries(library, reader):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page = reader.get(ADDRESS, {"scope": "counted", "sort": "-investment"})
        assert page.status_code == 200
        return len(captured)

    few = queries()
    for number in range(500):
        project = ProjectFactory(code=f"P{1000 + number}", bundle=None, total_investment=1)
        StageRecordFactory(project=project)

    assert queries() == few
    assert few <= 18
