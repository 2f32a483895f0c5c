"""Pages of one thing: what they show, how it is marked, and what they cost."""

import re

import pytest
from django.urls import reverse

from strategy.models import Role, TrackedItem

DETAILS = [
    "/actions/A1/",
    "/tasks/T001/",
    "/projects/P001/",
    "/enterprises/E001/",
    "/parks/K001/",
    "/metrics/output/",
    "/organisations/industry/",
    "/figures/T001-output-industry/2022-06/",
    "/figures/A1-area-output-total/2022-06/",
]
OTHERS = ["/metrics/", "/sources/", "/search/?q=K001"]


def text_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("address", DETAILS + OTHERS)
def test_every_published_number_leads_to_a_page(reader, address):
    page = text_of(reader, address)

    leads = set(re.findall(r'data-(?:figure|computed)="([^"]+)"', page))
    for lead in leads:
        assert reader.get(lead.replace("&amp;", "&")).status_code == 200, lead


@pytest.mark.parametrize("address", DETAILS)
def test_every_light_has_its_word_and_says_which(reader, address):
    page = text_of(reader, address)

    assert re.search(r'data-standing="[a-z_]+"', page)


@pytest.mark.parametrize("address", DETAILS[:5])
def test_an_item_shows_its_lead_its_figures_and_its_history(reader, address):
    page = text_of(reader, address)

    for words in ("牵头单位", "市工信局", "产值", "审核通过", "规则R1", "2022年各月状态"):
        assert words in page


@pytest.mark.parametrize("address", DETAILS[1:5])
def test_a_listed_item_shows_number_basis_milestones_and_facts(reader, address):
    page = text_of(reader, address)

    for words in ("清单第1项", "公开报道整理，非官方清单", "节点", "主体完工", "3万吨"):
        assert words in page


def test_an_item_without_a_published_lead_says_so(reader, world):
    TrackedItem.objects.filter(code="T001").update(lead=None)

    assert "未公开" in text_of(reader, "/tasks/T001/")


def test_facts_of_a_later_date_stand_apart(reader, world):
    page = text_of(reader, "/enterprises/E001/?asof=2022-07-20")

    known, later = page.split("此后报道")
    assert "主体完工" in later
    assert "主体完工" not in known


def test_a_project_leads_to_owner_and_park(reader, world):
    page = text_of(reader, "/projects/P001/")

    assert 'href="/enterprises/E001/?month=2022-06"' in page
    assert 'href="/parks/K001/?month=2022-06"' in page


def test_the_total_investment_is_told_in_hundred_millions(reader, world):
    project = TrackedItem.objects.get(code="P001").specific
    project.total_investment, project.investment_note = 123_400, "含土地"
    project.save()

    page = text_of(reader, "/projects/P001/")

    assert "12.34亿元" in page
    assert "含土地" in page


def test_an_enterprise_and_a_park_show_honours_and_what_belongs_to_them(reader):
    enterprise, park = (text_of(reader, address) for address in DETAILS[3:5])

    assert "绿色工厂" in enterprise
    assert 'href="/projects/P001/?month=2022-06"' in enterprise
    assert "绿色工厂" in park
    assert 'href="/projects/P001/?month=2022-06"' in park
    assert 'href="/enterprises/E001/?month=2022-06"' in park


def test_an_action_links_to_exactly_the_items_that_stand_so(reader):
    page = text_of(reader, "/actions/A1/")

    assert re.search(r'href="/tasks/\?action=A1&amp;month=2022-06&amp;standing=[a-z_]+"', page)


def test_an_unknown_item_is_not_found_and_a_kind_answers_for_its_own_only(reader):
    assert reader.get("/tasks/T999/").status_code == 404
    assert reader.get("/tasks/P001/").status_code == 404


@pytest.mark.parametrize("address", DETAILS[:7])
def test_links_carry_month_and_day_on(reader, address):
    page = text_of(reader, f"{address}?month=2022-05&asof=2022-08-01")

    pages = re.findall(
        r'href="(/(?:actions|tasks|projects|enterprises|parks|metrics|organisations|figures)/[^"]*)"',
        page.partition("<main")[2],
    )
    assert pages
    lost = [link for link in pages if "asof=2022-08-01" not in link]
    assert [link for link in lost if not link.endswith(".jpg")] == []  # a picture has no month


def test_a_sample_item_is_marked_from_its_heading_on(reader):
    page = text_of(reader, "/tasks/T002/")

    assert "示例" in page.partition("<h1")[2].partition("</h1>")[0]


def test_a_ranking_of_samples_is_headed_so(reader):
    assert "示例排名" in text_of(reader, "/metrics/area-output/")


def test_a_source_is_found_by_its_anchor(reader):
    page = text_of(reader, "/sources/")

    assert 'id="S01"' in page
    assert "怎样区分实有数据和示例数据" in page


def test_phones_are_masked_for_strangers_and_whole_for_colleagues(world, signed_in):
    address = reverse("strategy:organisation_detail", args=["industry"])
    official, colleague = world.official, world.users[Role.STAFF]

    assert "0395****0001" not in text_of(signed_in(official), address)
    assert "0395-3100001" not in text_of(signed_in(official), address)
    assert "0395-3100001" in text_of(signed_in(colleague), address)
