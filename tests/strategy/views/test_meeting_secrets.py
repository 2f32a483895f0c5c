"""What a meeting decided: the office's until the minutes are out, then everybody's."""

from datetime import date, datetime, timedelta

import pytest

from strategy.clock import SHANGHAI
from strategy.models import AgendaOutcome, Attendance, Matter
from strategy.services.agendas import NewItem, add_agenda_item
from strategy.services.matters import withdraw
from strategy.services.meeting_rows import NewMeeting
from strategy.services.meetings import (
    Attending,
    issue_minutes,
    keep_item_record,
    open_meeting,
    resolve,
    set_attendance,
)
from strategy.services.new_matters import NewMatter
from tests.factories import ProjectFactory

from .meeting_desk import TODAY, TODAY_AT_TEN, body, build_desk, client_of

pytestmark = pytest.mark.django_db

OUTCOME, RESOLUTION, WITHDRAWN, PERSON = "已议定", "开通临时用电", "登记有误的事项", "分管副市长"
LATER = datetime(2022, 8, 12, 9, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True
    settings.DEMO_TODAY = LATER.date()


@pytest.fixture
def desk():
    return build_desk()


@pytest.fixture
def item(desk):
    """A project that was spoken about at a held meeting, with all that was typed two days later."""
    item = ProjectFactory()
    row = desk.add("项目用电", item=item)
    desk.hold()
    who = {"by": desk.office, "at": LATER}
    keep_item_record(row, "", AgendaOutcome.CONCLUDED, version=1, **who)
    for title in (RESOLUTION, WITHDRAWN):
        new = NewMatter(Matter.Kind.RESOLUTION, title, desk.lead, date(2022, 8, 30), item=item)
        resolved = resolve(desk.meeting, new, by=desk.office, at=TODAY_AT_TEN)
    withdraw(resolved, "登记有误", **who)
    set_attendance(desk.meeting, [Attending(Attendance.Kind.PRESENT, None, PERSON)], **who)
    return item


@pytest.fixture
def following(desk, item):
    """The next meeting, with the same project on its agenda."""
    who = {"by": desk.office, "at": LATER}
    following = open_meeting(NewMeeting(desk.series, TODAY + timedelta(days=7)), **who)
    add_agenda_item(following, NewItem("项目用电", item=item), **who)
    return following


def issue(desk):
    issue_minutes(desk.meeting, by=desk.office, at=LATER)


def test_outcome_and_resolutions_are_the_offices_until_the_minutes_are_out(desk, item):
    office, reader = client_of(desk.office), client_of(desk.reader)

    early, hidden = body(office, desk.address), body(reader, desk.address)

    assert OUTCOME in early
    assert RESOLUTION in early
    assert OUTCOME not in hidden
    assert RESOLUTION not in hidden
    assert "议定事项自纪要印发起显示" in hidden
    issue(desk)
    told = body(reader, desk.address)
    assert OUTCOME in told
    assert RESOLUTION in told


def test_list_counts_resolutions_once_the_minutes_are_out(desk, item):
    link = f'href="{desk.address}#resolutions"'

    assert link in body(client_of(desk.office), "/meetings/")
    assert link not in body(client_of(desk.reader), "/meetings/")
    issue(desk)
    assert link in body(client_of(desk.reader), "/meetings/")


def test_page_of_the_item_tells_the_outcome_once_the_minutes_are_out(desk, item):
    reader = client_of(desk.reader)

    assert f"，{OUTCOME}" not in body(reader, item.get_absolute_url())
    issue(desk)
    assert f"，{OUTCOME}" in body(reader, item.get_absolute_url())


def test_next_meeting_follows_up_what_was_issued(desk, following):
    reader, address = client_of(desk.reader), f"/meetings/{following.pk}/"

    hidden = body(reader, address)

    assert RESOLUTION not in hidden
    assert "完成用地报批" in hidden  # an older one, of minutes that are out
    assert RESOLUTION in body(client_of(desk.office), address)
    issue(desk)
    assert RESOLUTION in body(reader, address)


def test_wall_tells_nothing_of_minutes_that_are_not_out_to_anybody(desk, following):
    address = f"/meetings/{following.pk}/screen/"

    wall = body(client_of(desk.office), address)

    assert "纪要尚未印发" in wall
    assert OUTCOME not in wall
    assert RESOLUTION not in wall


def test_wall_leaves_out_what_was_withdrawn(desk, following):
    issue(desk)

    wall = body(client_of(desk.reader), f"/meetings/{following.pk}/screen/")

    assert f"第2次会议，{OUTCOME}" in wall
    assert RESOLUTION in wall
    assert WITHDRAWN not in wall


def test_past_day_before_the_issue_shows_nothing_that_was_typed_later(desk, item):
    issue(desk)

    for user in (desk.office, desk.reader):
        then = body(client_of(user), f"{desk.address}?asof=2022-08-11")
        for words in (OUTCOME, RESOLUTION, PERSON):
            assert words not in then
        assert "会议信息和议题按最新登记显示" in then
        assert PERSON in body(client_of(user), desk.address)


def test_past_day_from_the_issue_on_shows_all(desk, item, settings):
    issue(desk)
    settings.DEMO_TODAY = date(2022, 8, 15)

    then = body(client_of(desk.reader), f"{desk.address}?asof=2022-08-12")

    for words in (OUTCOME, RESOLUTION, PERSON):
        assert words in then


def test_there_is_no_draft_of_a_past_day(desk, item):
    office, address = client_of(desk.office), f"{desk.address}minutes/"

    assert "征求意见稿" in body(office, address)
    assert office.get(f"{address}?asof=2022-08-11").status_code == 404
    issue(desk)
    assert office.get(f"{address}?asof=2022-08-11").status_code == 404
    assert client_of(desk.reader).get(f"{address}?asof=2022-08-11").status_code == 403
