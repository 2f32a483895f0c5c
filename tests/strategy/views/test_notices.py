"""Notices: posted, listed, taken down; and as they stand above the entry page."""

import pytest
from django.template.loader import render_to_string

from strategy.models import Notice, Role

NEW = {"title": "报送通知", "text": "第一行\n第二行", "kind": "", "from_on": "2022-08-10"}


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True  # today is 2022-08-10


@pytest.fixture
def office(world, signed_in):
    return signed_in(world.users[Role.COORDINATOR])


def test_notice_is_posted_and_taken_down(office):
    posted = office.post("/notices/new/", NEW, follow=True).content.decode()
    (notice,) = Notice.objects.all()
    address = f"/notices/{notice.pk}/withdraw/"

    assert "已发布通知公告“报送通知”。" in posted
    assert "显示中" in posted
    assert "撤下" in office.post(address, follow=True).content.decode()
    assert office.post(address).status_code == 409
    assert office.get(address).status_code == 405


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "须填写标题。"),
        ({"from_on": "明天"}, "日期无法识别"),
        ({"until_on": "2022-08-09"}, "截止日期不能早于起始日期。"),
    ],
)
def test_notice_that_will_not_do_is_told_at_its_field(office, wrong, sentence):
    response = office.post("/notices/new/", NEW | wrong)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "第一行\n第二行" in response.content.decode()
    assert not Notice.objects.exists()


def test_notice_is_the_offices_alone(world, signed_in):
    for role in set(Role) - {Role.COORDINATOR}:
        client = signed_in(world.users[role])
        assert client.post("/notices/new/", NEW).status_code == 403
        assert client.post("/notices/1/withdraw/").status_code == 403


def test_notice_above_a_page_keeps_its_lines():
    notice = Notice(title="<通知>", text="第一行\n第二行", from_on=None)

    drawn = render_to_string("strategy/_notices.html", {"notices": [notice]}, using="jinja2")

    assert "&lt;通知&gt;" in drawn
    assert drawn.count("notice__text") == 3
