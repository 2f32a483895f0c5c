"""The switch of rankings: what is hidden from whom, who turns it, and that it is kept."""

import re

import pytest

from strategy.models import RankingSwitch, Role

from .ranking_pages import JUNE, body, cells, signed_in, turn

pytestmark = pytest.mark.django_db

HIDDEN = "排名已停止公开"


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
