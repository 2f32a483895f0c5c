"""The agenda on the page of a meeting: proposed, added to, taken off, put in order, recorded."""

import pytest

from strategy.models import AgendaItem, AgendaOutcome, Role
from strategy.views.agendas import proposed_words
from tests.factories import TaskFactory, UserFactory

from .meeting_desk import body, build_desk, client_of

pytestmark = pytest.mark.django_db
VERBS = ["change", "remove", "restore", "move", "record"]


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True  # today is 2022-08-10


@pytest.fixture
def desk():
    return build_desk()


@pytest.fixture
def office(desk):
    return client_of(desk.office)


def titles(desk) -> list[str]:
    """What stands on the agenda, in order."""
    standing = desk.meeting.agenda.filter(removed_at__isnull=True)
    return [row.title for row in standing.order_by("position")]


def test_agenda_is_written_from_the_data(desk, office):
    response = office.post(f"{desk.address}agenda/propose/", follow=True)

    page = response.content.decode()
    assert "完成用地报批" in titles(desk)
    assert "督办事项逾期" in page
    assert "已由数据生成" in page
    again = office.post(f"{desk.address}agenda/propose/", follow=True)
    assert "没有需要新增的议题" in again.content.decode()


def test_item_is_added_about_a_tracked_item(desk, office):
    TaskFactory(code="T001", name="产业链提升")
    typed = {
        "agenda-title": "产业链提升推进情况",
        "agenda-owner": desk.lead.code,
        "agenda-presenter": "局长",
        "agenda-minutes": "8",
        "agenda-item": "T001",
    }

    response = office.post(f"{desk.address}agenda/add/", typed)

    row = AgendaItem.objects.get(title="产业链提升推进情况")
    assert response.headers["Location"] == f"{desk.address}#item-{row.pk}"
    assert (row.owner, row.minutes, row.item.code) == (desk.lead, 8, "T001")
    assert "该事项已在议程中" in office.post(f"{desk.address}agenda/add/", typed).content.decode()


def test_item_without_title_is_told_at_its_field(desk, office):
    response = office.post(f"{desk.address}agenda/add/", {"agenda-minutes": "500"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "须填写议题。" in page
    assert "不能超过240分钟" in page


def test_item_is_changed_and_a_stale_change_is_told(desk, office):
    row = desk.add("项目用地")
    typed = {"agenda-title": "项目用地保障", "agenda-owner": "", "agenda-minutes": "6"}
    address = f"/agenda-items/{row.pk}/change/"

    assert office.post(address, typed | {"version": "1"}).status_code == 302
    assert titles(desk) == ["项目用地保障"]
    stale = office.post(address, typed | {"agenda-title": "另一个题目", "version": "1"})

    assert stale.status_code == 409
    assert "项目用地保障" in stale.content.decode()
    assert 'value="另一个题目"' in stale.content.decode()


def test_item_is_taken_off_with_a_reason_and_put_back(desk, office):
    row = desk.add("项目用地")
    remove = f"/agenda-items/{row.pk}/remove/"

    refused = office.post(remove, {"reason": " "})
    assert refused.status_code == 422
    assert "请填写撤下原因。" in refused.content.decode()

    office.post(remove, {"reason": "已协调解决"})
    assert titles(desk) == []
    page = body(office, desk.address)
    assert "已撤下的议题（1）" in page
    assert "已协调解决" in page

    office.post(f"/agenda-items/{row.pk}/restore/")
    assert titles(desk) == ["项目用地"]


def test_items_are_ordered_by_buttons_and_by_place(desk, office):
    first, _, third = (desk.add(title) for title in ("一", "二", "三"))

    office.post(f"/agenda-items/{third.pk}/move/", {"way": "up"})
    assert titles(desk) == ["一", "三", "二"]
    office.post(f"/agenda-items/{first.pk}/move/", {"way": "down"})
    assert titles(desk) == ["三", "一", "二"]
    office.post(f"/agenda-items/{third.pk}/move/", {"place": "3"})
    assert titles(desk) == ["一", "二", "三"]

    assert office.post(f"/agenda-items/{first.pk}/move/", {}).status_code == 400
    assert office.post(f"/agenda-items/{first.pk}/move/", {"place": "9"}).status_code == 409


def test_page_of_a_past_day_has_the_agenda_of_that_day(desk, office):
    row = desk.add("项目用地")
    office.post(f"/agenda-items/{row.pk}/remove/", {"reason": "已协调解决"})

    then = body(client_of(desk.reader), f"{desk.address}?asof=2022-08-09")

    assert "项目用地" in then.partition("已撤下")[0]
    assert "已协调解决" not in then


# What is said about an item


def said(text: str, version: int, outcome: str = "concluded", **more) -> dict:
    record = {"record-text": text, "record-outcome": outcome, "record-version": str(version)}
    return record | more


def test_what_is_said_saves_itself(desk, office):
    row = desk.add("项目用地")
    desk.hold()
    address = f"/agenda-items/{row.pk}/record/"

    saved = office.post(address, said("一周内报批。", 1), headers={"HX-Request": "true"})

    row.refresh_from_db()
    assert (row.record, row.outcome) == ("一周内报批。", AgendaOutcome.CONCLUDED)
    answer = saved.content.decode()
    assert "已保存 " in answer
    assert 'name="record-version" value="2"' in answer
    assert "textarea" not in answer


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_what_a_colleague_wrote_meanwhile_stands_beside_it(desk, office, headers):
    row = desk.add("项目用地")
    desk.hold()
    address = f"/agenda-items/{row.pk}/record/"
    office.post(address, said("甲的记录", 1))

    stale = office.post(address, said("乙的记录", 1), headers=headers)

    assert stale.status_code == 409
    assert "甲的记录" in stale.content.decode()
    assert "乙的记录" in stale.content.decode()
    row.refresh_from_db()
    assert row.record == "甲的记录"

    over = office.post(address, said("乙的记录", 1, over="2"), headers=headers)

    assert over.status_code in {200, 302}
    row.refresh_from_db()
    assert row.record == "乙的记录"


def test_text_typed_before_the_session_ended_is_given_back(desk, client):
    row = desk.add("项目用地")
    desk.hold()
    address = f"/agenda-items/{row.pk}/record/"
    to_login = client.post(address, said("没有保存的记录", 1))
    assert to_login.headers["Location"].endswith(address)

    client.force_login(desk.office)

    page = body(client, address)
    assert "没有保存的记录" in page
    assert "尚未保存" in page


def test_record_is_the_offices_until_the_minutes_are_out(desk, office):
    row = desk.add("项目用地")
    desk.hold()
    office.post(f"/agenda-items/{row.pk}/record/", said("会上所说", 1))

    assert "会上所说" not in body(client_of(desk.reader), desk.address)
    assert "会上所说" in body(office, desk.address)

    office.post(f"{desk.address}issue/")
    assert "会上所说" in body(client_of(desk.reader), desk.address)


@pytest.mark.parametrize("verb", VERBS)
def test_verbs_are_the_offices_alone(desk, verb):
    row = desk.add("项目用地")

    for role in set(Role) - {Role.COORDINATOR}:
        client = client_of(UserFactory(role=role))
        assert client.post(f"/agenda-items/{row.pk}/{verb}/").status_code == 403


def test_minutes_issued_close_the_agenda(desk, office):
    row = desk.add("项目用地")
    desk.hold()
    office.post(f"{desk.address}issue/", {"carries": "on"})

    late = office.post(f"/agenda-items/{row.pk}/record/", said("补记", 2))

    assert late.status_code == 409
    assert "纪要已印发" in late.content.decode()


@pytest.mark.parametrize("over", ["²", "٣", "x"])
def test_version_to_write_over_that_is_no_number_is_not_taken(desk, office, over):
    row = desk.add("项目用地")
    typed = {"record-text": "同意", "record-outcome": "pending", "record-version": "9"}

    for address in (f"/agenda-items/{row.pk}/record/", f"{desk.address}record/"):
        assert office.post(address, typed | {"over": over}).status_code == 409


def test_proposing_again_tells_what_was_added_and_what_was_written_anew():
    assert proposed_words(0, 0) == "没有需要新增的议题，议程未改动。"
    assert proposed_words(2, 0) == "已由数据生成2项议题。"
    assert proposed_words(0, 3) == "没有需要新增的议题，更新3项议题的缘由和依据。"
    assert proposed_words(1, 1) == "已由数据生成1项议题，更新1项议题的缘由和依据。"
