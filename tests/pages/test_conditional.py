"""Reading pages: unchanged ones are answered with 304, and what they may not be kept as."""

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from strategy import clock
from strategy.models import Role, Series
from strategy.services.events import raise_page_counter

from .routes import address, list_routes, reading_routes

MONTHLESS = {
    "strategy:matter_list", "strategy:matter_units", "strategy:meeting_list",
    "strategy:meeting_detail", "strategy:meeting_screen", "strategy:meeting_minutes",
}  # fmt: skip
"""Pages that are read as of a day alone; a month in their address says nothing."""
FRAMELESS = {"strategy:meeting_screen"}
"""Pages for the wall, without menus and messages; nothing in them is a reader's own."""


@pytest.fixture(params=reading_routes())
def route(request) -> str:
    return request.param


@pytest.fixture(params=[name for name in reading_routes() if name not in FRAMELESS])
def framed_route(request) -> str:
    return request.param


@pytest.fixture(params=[name for name in reading_routes() if name not in MONTHLESS])
def monthly_route(request) -> str:
    return request.param


@pytest.fixture(params=sorted(MONTHLESS))
def monthless_route(request) -> str:
    return request.param


def ask(client, path, etag="", **query):
    """Ask for a page that the browser may already have; it has the CSRF cookie, too."""
    client.get(path)
    return client.get(path, query, headers={"If-None-Match": etag} if etag else {})


def test_unchanged_page_is_answered_with_304(reader, route):
    first = ask(reader, address(route))

    again = ask(reader, address(route), etag=first["ETag"])

    assert (first.status_code, again.status_code) == (200, 304)
    assert again.content == b""
    assert again["ETag"] == first["ETag"]


def test_changed_site_is_answered_anew(reader, route):
    first = ask(reader, address(route))

    raise_page_counter()

    assert ask(reader, address(route), etag=first["ETag"]).status_code == 200


def test_another_reader_gets_a_page_of_their_own(world, signed_in, reader, framed_route):
    first = ask(reader, address(framed_route))
    other = signed_in(world.users[Role.COORDINATOR])
    if "csrftoken" in reader.cookies:
        other.cookies["csrftoken"] = reader.cookies["csrftoken"].value

    assert ask(other, address(framed_route), etag=first["ETag"]).status_code == 200


def test_page_with_another_count_of_work_is_answered_anew(world, signed_in, route):
    staff = signed_in(world.users[Role.STAFF])
    first = ask(staff, address(route))
    assert ask(staff, address(route), etag=first["ETag"]).status_code == 304

    Series.objects.filter(organisation=world.reporting).update(keeper=world.official)

    again = ask(staff, address(route), etag=first["ETag"])
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_next_day_is_answered_anew(reader, route, settings):
    first = ask(reader, address(route))

    settings.DEMO_TODAY = clock.today().replace(day=11)

    assert ask(reader, address(route), etag=first["ETag"]).status_code == 200


def test_fragment_and_page_are_kept_apart(reader, route):
    first = ask(reader, address(route))

    headers = {"If-None-Match": first["ETag"], "HX-Request": "true"}

    assert reader.get(address(route), headers=headers).status_code == 200
    assert "HX-Request" in first["Vary"]
    assert "Cookie" in first["Vary"]


def test_page_is_kept_by_its_reader_alone(reader, route):
    for etag in ["", ask(reader, address(route))["ETag"]]:
        kept = ask(reader, address(route), etag=etag)["Cache-Control"]
        assert "private" in kept
        assert "no-cache" in kept


def test_page_with_a_message_is_not_conditional(reader, framed_route):
    first = ask(reader, address(framed_route))

    reader.cookies["messages"] = message_cookie("已保存。")
    shown = reader.get(address(framed_route), headers={"If-None-Match": first["ETag"]})

    assert "已保存。" in shown.content.decode()
    assert "ETag" not in shown


def message_cookie(words: str) -> str:
    """What the browser carries while a message waits to be shown."""
    return CookieStorage(RequestFactory().get("/"))._encode([Message(constants.SUCCESS, words)])


@pytest.mark.parametrize(
    ("month", "words"),
    [
        ("2022-13", "2022-13"),
        ("六月", "六月"),
        ("2023-01", "2023年1月没有可看的数据：截至所选日期，该报告期尚未开放。"),
    ],
)
def test_wrong_month_is_refused_with_a_sentence(reader, monthly_route, month, words):
    response = reader.get(address(monthly_route), {"month": month})

    assert response.status_code == 400
    assert words in response.content.decode()


@pytest.mark.parametrize("month", ["2022-13", "六月", "2023-01"])
def test_month_says_nothing_to_a_page_of_a_day(reader, monthless_route, month):
    assert reader.get(address(monthless_route), {"month": month}).status_code == 200


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2022-02-30", "截至日“2022-02-30”无法识别，应写作“2022-06-30”的形式。"),
        ("2022-08-11", "截至日不能晚于今天（2022-08-10）。"),
    ],
)
def test_wrong_day_is_refused_with_a_sentence(reader, route, day, words):
    response = reader.get(address(route), {"asof": day})

    assert response.status_code == 400
    assert words in response.content.decode()


def test_page_is_read_as_of_a_past_day(reader, route):
    response = reader.get(address(route), {"month": "2022-06", "asof": "2022-07-20"})

    assert response.status_code == 200
    assert "截至2022年7月20日" in response.content.decode()


@pytest.mark.parametrize("name", list_routes())
def test_export_is_made_anew_each_time(reader, name):
    first = ask(reader, address(name), export="csv")

    again = ask(reader, address(name), export="csv", etag='"any"')

    assert (first.status_code, again.status_code) == (200, 200)
    assert "ETag" not in first


def test_reader_writes_nothing(reader, route):
    with CaptureQueriesContext(connection) as captured:
        reader.get(address(route))

    statements = [one["sql"].lstrip("(") for one in captured]
    assert [sql for sql in statements if not sql.startswith("SELECT")] == []
