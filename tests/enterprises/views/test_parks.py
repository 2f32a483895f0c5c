"""The page of a park and of a sum over it: inner parks, what lies there, what it sums to, cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enterprises.models import Park, Pool, PoolEntry
from strategy.models import Role
from tests.factories import SourceFactory, UserFactory
from tests.factories.parks import build_park

ADDRESS = "/parks/K001/"
SUM = "/parks/K001/sums/investment/"


@pytest.fixture
def site(db):
    """K001 with E001 10 and the bundle P001 100; inside it K002 with P002, a part, and E002."""
    site = build_park()
    site.enterprise("E001", site.park, 10)
    bundle = site.project("P001", site.park, 100)
    site.project("P002", site.inner, 60, bundle=bundle)
    site.enterprise("E002", site.inner, None)
    return site


@pytest.fixture
def ask(site, signed_in):
    """Give a function that opens an address as an official and gives the page."""
    client = signed_in(UserFactory(role=Role.OFFICIAL))

    def ask(address: str) -> str:
        response = client.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return ask


def numbers_to(page: str, address: str) -> list[str]:
    """What the computed numbers that lead to an address say."""
    return re.findall(rf'data-computed="{re.escape(address)}[^"]*"[^>]*>([^<]*)<', page)


def test_the_page_says_level_administration_and_the_parks_around(ask, site):
    Park.objects.filter(code="K002").update(administration_name="冷链园管委会")

    page, inner = ask(ADDRESS), ask("/parks/K002/")

    assert "省级" in page
    assert 'href="/parks/K002/?month=2022-06">冷链园</a>' in page
    assert 'href="/parks/K001/?month=2022-06">经开区</a>' in inner
    assert "冷链园管委会" in inner


def test_an_unknown_administration_is_a_dash(ask):
    entry = ask(ADDRESS).partition("管理机构")[2]

    assert entry.partition("<dd")[2].partition("</dd>")[0].endswith(">--")


def test_a_unit_that_administers_a_park_is_named(ask, site):
    Park.objects.filter(code="K001").update(
        administration=site.reporting, administration_name="旧名"
    )

    entry = ask(ADDRESS).partition("管理机构")[2].partition("</dd>")[0]

    assert site.reporting.short_name in entry
    assert "旧名" not in entry


def test_the_sum_leads_to_the_lines_that_make_it(ask):
    page, lines = ask(ADDRESS), ask(SUM)

    assert numbers_to(page, SUM)[0] == "110"
    assert "已报2/应报3" in page
    counted, _, left_out = lines.partition("未计入的事项")
    assert [code in counted for code in ("/E001/", "/P001/", "/E002/")] == [True] * 3
    assert "/projects/P002/" in left_out
    assert "所属打包项目已报" in left_out
    assert "/projects/P002/" not in counted


def test_the_sum_tells_its_parts(ask):
    assert numbers_to(ask(ADDRESS), SUM) == ["110", "10", "100", "110", "--"]


def test_what_lies_in_inner_parks_says_so(ask):
    page = ask(ADDRESS).partition("园区内项目")[2]

    assert 'data-label="所在园区">本园区</td>' in page
    assert 'data-label="所在园区"><a href="/parks/K002/' in page


def test_one_sample_marks_the_sum(ask, site):
    assert "data-sample" not in ask(SUM)

    site.enterprise("E003", site.inner, 1, is_sample=True)

    assert re.search(rf'data-computed="{SUM}[^"]*"[^>]* data-sample>111<', ask(SUM))


def test_a_sum_over_nothing_says_so(ask, site):
    assert "没有企业、项目填报该指标" in ask("/parks/K002/sums/investment/?asof=2022-07-05")


def test_a_metric_or_park_that_there_is_not_is_not_found(site, signed_in):
    client = signed_in(UserFactory(role=Role.OFFICIAL))

    for address in ("/parks/K001/sums/nothing/", "/parks/K099/sums/investment/"):
        assert client.get(address).status_code == 404


def test_a_ring_of_parks_hangs_no_page(ask, site):
    Park.objects.filter(code="K001").update(within=site.inner)

    assert "110" in numbers_to(ask(ADDRESS), SUM)


def test_a_park_shows_its_pools(ask, site):
    pool = Pool.objects.create(
        code="green-park", name="省级绿色园区", members=Pool.Members.PARKS, position=1,
        source=SourceFactory(),
    )  # fmt: skip
    PoolEntry.objects.create(pool=pool, member=site.park.item, source=SourceFactory())

    assert "省级绿色园区" in ask(ADDRESS)


def test_only_the_worst_are_shown_until_someone_asks_for_all(ask, site, monkeypatch):
    monkeypatch.setattr("enterprises.views.parks.SHOWN", 1)

    page, full = ask(ADDRESS), ask(f"{ADDRESS}?all=1")

    assert page.count('<td data-label="主要指标">') == 2
    assert full.count('<td data-label="主要指标">') == 4
    assert "显示全部" in page
    assert "显示全部" not in full


def test_pages_of_parks_ask_no_more_with_more_in_them(site, signed_in):
    client = signed_in(UserFactory(role=Role.OFFICIAL))

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = {address: cost(address) for address in (ADDRESS, SUM)}
    for number in range(10, 18):
        site.enterprise(f"E0{number}", site.inner, 1)
        site.project(f"P0{number}", site.park, 1)

    assert {address: cost(address) for address in few} == few
    assert few[ADDRESS] <= 24
    assert few[SUM] <= 12
