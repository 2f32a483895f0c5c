"""The search page."""

import pytest

from tests.pages.conftest import reader, shared_world, signed_in, world

__all__ = ["reader", "shared_world", "signed_in", "world"]


def page_for(client, query: str) -> str:
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_query_says_what_can_be_asked(reader):
    page = page_for(reader, "  ")

    assert "按名称、简称、编号或拼音查找" in page
    assert "results__entry" not in page


def test_nothing_found_is_told_with_the_query_escaped(reader):
    page = page_for(reader, "<b>没有</b>")

    assert "没有找到“&lt;b&gt;没有&lt;/b&gt;”" in page
    assert "<b>没有</b>" not in page


@pytest.mark.parametrize(
    ("query", "link"),
    [
        ("P001", "/projects/P001/"),
        ("k2", "/parks/K002/"),
        ("工信", "/organisations/industry/"),
        ("sgxj", "/organisations/industry/"),
        ("chanzhi", "/metrics/output/"),
    ],
)
def test_each_kind_is_found_and_keeps_the_month(reader, query, link):
    assert f'href="{link}?month=2022-06"' in page_for(reader, query)


def test_what_matched_is_marked_and_items_show_how_they_stand(reader):
    page = page_for(reader, "事项P001")

    assert "<mark>事项P001</mark>" in page
    assert "data-standing" in page


def test_a_very_long_query_is_cut(reader):
    assert "长" * 101 not in page_for(reader, "长" * 500)
