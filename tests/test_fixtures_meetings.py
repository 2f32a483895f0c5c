"""The shipped meetings: two that were reported, and nothing about them that no source says."""

from datetime import date

import pytest

from strategy.models import AgendaItem, Attendance, Matter, Meeting, MeetingSeries, TimeLimit
from strategy.queries.meetings import follow_up, meeting_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixtures_loaded")]


def test_the_real_series_are_named_as_the_seed_names_them():
    names = MeetingSeries.objects.values_list("name", flat=True)

    assert list(names) == ["服务企业周例会", "专题会", "联席会议", "实地调研"]
    assert not MeetingSeries.objects.exclude(source__code="S01").exists()


def test_two_meetings_have_their_numbers_days_gaps_and_sources():
    rows = Meeting.objects.order_by("number").values_list(
        "series__code", "number", "meets_on", "gap_reason", "source__code"
    )

    assert list(rows) == [
        ("weekly", 14, date(2018, 6, 1), "第1次至第13次未见公开报道", "S82"),
        ("weekly", 147, date(2022, 8, 8), "第15次至第146次未见公开报道", "S36"),
    ]


def test_nothing_is_said_of_a_meeting_that_no_source_says():
    for meeting in Meeting.objects.all():
        assert (meeting.chair, meeting.place, meeting.record) == ("副市长", "", "")
        assert (meeting.start_time, meeting.issued_at) == (None, None)
    assert not AgendaItem.objects.exclude(presenter="", record="", owner=None).exists()
    assert not Attendance.objects.exists()
    assert not Matter.objects.exists()


def test_each_is_known_from_the_day_on_which_its_source_came_out():
    for meeting in Meeting.objects.select_related("source", "opened_by"):
        assert meeting.opened_by.name == "资料录入"
        assert meeting.opened_at.date() == meeting.source.published_on
        assert meeting.held_at >= meeting.opened_at


def test_the_topic_of_the_147th_is_its_project_and_the_day_that_was_fixed():
    page = meeting_page(Meeting.objects.get(number=147))

    (line,) = page.agenda
    assert (line.row.item.code, line.row.milestone.name) == ("P004", "开工")
    assert line.outcome.label == "已议定"
    assert line.milestone_on(date(2022, 8, 10)).actual_on is None
    assert line.milestone_on(date(2022, 9, 28)).actual_on == date(2022, 9, 28)


def test_the_topics_of_the_14th_are_those_of_its_report():
    titles = AgendaItem.objects.filter(meeting__number=14).values_list("title", "item__code")

    assert list(titles) == [("漯河卷烟厂易地技改", "E020"), ("经开区企业供热用汽", None)]


def test_the_147th_has_nothing_to_tell_of_the_14th():
    meeting = Meeting.objects.get(number=147)

    found = follow_up(meeting, date(2022, 8, 10))

    assert (found.last.number, found.total) == (14, 0)


def test_time_limits_are_seven_days_and_a_month():
    limits = {str(one): one.due_on(date(2022, 8, 1)) for one in TimeLimit.objects.all()}

    assert limits == {
        "一般事项（7天）": date(2022, 8, 8),
        "重大事项（1个月）": date(2022, 9, 1),
    }
