"""The projector's pages and the printable minutes."""

from datetime import date

import pytest

from strategy.models import Matter
from strategy.services.agendas import propose_agenda
from strategy.services.meetings import issue_minutes, resolve
from strategy.services.new_matters import NewMatter

from .meeting_desk import THIS_WEEK, TODAY_AT_TEN, body, build_desk, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True  # today is 2022-08-10


@pytest.fixture
def desk():
    return build_desk()


@pytest.fixture
def reader(desk):
    return client_of(desk.reader)


def test_screen_shows_one_item_at_a_time(desk, reader):
    desk.add("项目用地", owner=desk.lead, minutes=8)
    desk.add("项目用电")

    first, second = (body(reader, f"{desk.address}screen/?item={place}") for place in (1, 2))

    for words in ("1. 项目用地", "市自然资源局", "8分钟", "1 / 2", "?item=2"):
        assert words in first
    assert "项目用电" not in first
    assert "2. 项目用电" in second
    assert "<form" not in first


def test_screen_takes_the_nearest_item_and_refuses_no_number(desk, reader):
    desk.add("项目用地")

    assert "1. 项目用地" in body(reader, f"{desk.address}screen/?item=99")
    assert reader.get(f"{desk.address}screen/?item=x").status_code == 400


def test_screen_of_an_empty_agenda_says_so(desk, reader):
    assert "议程尚未生成" in body(reader, f"{desk.address}screen/")


def test_item_that_comes_up_again_shows_what_was_decided_last_time(desk, reader):
    propose_agenda(desk.meeting, by=desk.office, at=THIS_WEEK)
    again = desk.meeting.agenda.get(title="项目用地")

    page = body(reader, f"{desk.address}screen/?item={again.position}")

    assert "第2次上会" in page
    assert "上次议定（第1次会议，下次续议）" in page


def test_overdue_matter_shows_its_rung_and_time_limit(desk, reader):
    propose_agenda(desk.meeting, by=desk.office, at=THIS_WEEK)
    row = desk.meeting.agenda.get(title="完成用地报批")

    page = body(reader, f"{desk.address}screen/?item={row.position}")

    assert "红色督办" in page
    assert "2022年8月5日" in page


# Minutes


def test_minutes_name_what_was_resolved_in_order(desk, reader):
    page = body(reader, f"/meetings/{desk.last.pk}/minutes/")

    assert "服务企业周例会纪要" in page
    assert page.index("1.完成用地报批") < page.index("2.落实供电方案")
    assert "牵头单位：市自然资源局" in page
    assert "完成时限：2022年8月5日" in page
    assert "征求意见稿" not in page


def test_minutes_keep_the_time_limit_that_was_issued(desk, reader):
    matter = Matter.objects.get(title="完成用地报批")
    step = matter.current
    matter.steps.filter(pk=step.pk).update(superseded_at=TODAY_AT_TEN)
    matter.steps.create(
        number=step.number + 1, verb="extend", status=step.status, lead=step.lead,
        checker=step.checker, due_on=date(2022, 9, 1), at=TODAY_AT_TEN, by=desk.office,
        organisation=desk.office.organisation,
    )  # fmt: skip

    page = body(reader, f"/meetings/{desk.last.pk}/minutes/")

    assert "2022年8月5日" in page
    assert "2022年9月1日" not in page


def test_draft_is_the_offices_and_says_that_it_is_one(desk, reader):
    desk.add("项目用地")
    desk.hold()
    new = NewMatter(Matter.Kind.RESOLUTION, "开通临时用电", desk.helper, date(2022, 8, 20))
    resolve(desk.meeting, new, by=desk.office, at=TODAY_AT_TEN)
    address = f"{desk.address}minutes/"

    draft = body(client_of(desk.office), address)

    assert "征求意见稿" in draft
    assert "1.开通临时用电" in draft
    assert reader.get(address).status_code == 403
    issue_minutes(desk.meeting, by=desk.office, at=TODAY_AT_TEN, carries=True)
    assert "征求意见稿" not in body(reader, address)
