"""Signing in anew after a button was pressed too late: what is told, to whom and how often."""

import pytest
from django.test import Client

from strategy.models import Role, Status
from tests.factories import UserFactory
from tests.strategy.views.sheets import CODES, PAGE, Unit, box, build_unit, typed

pytestmark = pytest.mark.django_db

PASSWORD = "Shaoling-2022"
TIMED_OUT = "登录已超时，请重新登录。"
NOT_DONE = "登录已超时，刚才的操作没有执行，请核对后重新提交。"
QUEUE = "/review/?unit=zhaoling"


@pytest.fixture
def unit() -> Unit:
    return build_unit()


def press(client, address, page, data=None, **headers):
    """A button of a page, pressed by a browser that is signed in no more."""
    headers = {"Referer": f"http://testserver{page}"} | headers
    return client.post(address, data or {}, headers=headers)


def sign_in(client, user, page=""):
    """Fill in the sign-in form as one was sent to it; gives the page on which one lands."""
    user.set_password(PASSWORD)
    user.save()
    data = {"username": user.username, "password": PASSWORD, "next": page}
    return client.post("/accounts/login/", data, follow=True)


def text(response) -> str:
    return response.content.decode()


def test_pressed_too_late_is_told_before_the_sign_in_and_once_after_it(unit):
    client = Client()
    reviewer = UserFactory(organisation=unit.figure("flow").series.reviewer)

    sent = press(client, "/review/approve/", QUEUE)
    assert sent.url == "/accounts/login/?next=/review/%3Funit%3Dzhaoling"
    assert TIMED_OUT in text(client.get(sent.url))
    landed = sign_in(client, reviewer, QUEUE)

    assert landed.request["PATH_INFO"] == "/review/"
    assert landed.request["QUERY_STRING"] == "unit=zhaoling"
    assert text(landed).count(NOT_DONE) == 1
    assert NOT_DONE not in text(client.get(QUEUE))


def test_typed_text_comes_back_and_is_said_to_be_not_handed_in(unit):
    client = Client()
    data = typed(flow="100") | {"typed_by": str(unit.clerk.pk)}

    press(client, f"{PAGE}submit/", PAGE, data)
    page = text(sign_in(client, unit.clerk, PAGE))

    assert box(page, f"{CODES['flow']}-value") == "100"
    assert NOT_DONE in page
    assert unit.draft("flow") is None


def test_colleague_who_signs_in_instead_gets_neither_text_nor_message(unit):
    client = Client()
    press(client, PAGE, PAGE, typed(flow="100.25") | {"typed_by": str(unit.clerk.pk)})

    page = text(sign_in(client, unit.colleague, PAGE))

    assert box(page, f"{CODES['flow']}-value") == ""
    assert "100.25" not in page
    assert NOT_DONE not in page
    client.post("/accounts/logout/")
    assert "100.25" not in text(sign_in(client, unit.clerk, PAGE))


def test_pages_that_keep_what_is_typed_say_whose_it_is(unit, client):
    client.force_login(unit.clerk)

    for page in (PAGE, f"{PAGE}{CODES['flow']}/", "/organisations/zhaoling/edit/"):
        assert box(text(client.get(page)), "typed_by") == str(unit.clerk.pk)


def test_row_that_saved_itself_too_late_is_told_of(unit):
    client = Client()
    htmx = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{PAGE}"}

    sent = press(client, f"{PAGE}{CODES['flow']}/save/", PAGE, typed(flow="1"), **htmx)

    assert sent["HX-Redirect"] == f"/accounts/login/?next={PAGE}"
    assert NOT_DONE in text(sign_in(client, unit.clerk, PAGE))


def test_whoever_only_opens_a_page_is_told_of_no_time_out(unit):
    client = Client()

    asked = client.get(PAGE, follow=True)

    assert TIMED_OUT not in text(asked)
    assert NOT_DONE not in text(sign_in(client, unit.clerk, PAGE))


ELSEWHERE = ["http://elsewhere.example/review/", "//elsewhere.example/", "javascript:alert(1)", ""]


@pytest.mark.parametrize("referer", ELSEWHERE)
def test_page_of_another_site_is_nowhere_to_go_back_to(unit, referer):
    sent = press(Client(), "/review/approve/", "", Referer=referer)

    assert sent.url == "/accounts/login/?next=/review/approve/"


def test_page_whose_path_looks_like_another_site_leads_to_ones_own_work(unit):
    client = Client()
    sent = press(client, "/review/approve/", "//elsewhere.example/")

    landed = sign_in(client, unit.clerk, "//elsewhere.example/")

    assert "elsewhere.example" in sent.url
    assert landed.request["PATH_INFO"] == "/reporting/"


def test_administrator_is_told_in_the_admin():
    client = Client()
    press(client, "/admin/strategy/user/add/", "/admin/strategy/user/add/")

    landed = sign_in(client, UserFactory(role=Role.SYSTEM_ADMINISTRATOR), "/admin/")

    assert NOT_DONE in text(landed)


def test_nothing_that_was_pressed_too_late_is_done(unit):
    client = Client()
    client.force_login(unit.clerk)
    client.post(PAGE, typed(flow="100"))
    client.logout()

    press(client, f"{PAGE}submit/", PAGE, {"row": CODES["flow"]})
    sign_in(client, unit.clerk, PAGE)

    assert unit.draft("flow").status == Status.DRAFT
