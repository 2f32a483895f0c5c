"""Meetings: their running number, how they are held and recorded, and how minutes go out."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from strategy.models import (
    AgendaOutcome,
    Event,
    MatterStatus,
    Meeting,
    MeetingStage,
    Role,
)
from strategy.services.agendas import NewItem, add_agenda_item
from strategy.services.meeting_rows import StaleMeetingError
from strategy.services.meetings import (
    MeetingError,
    NewMeeting,
    change_meeting,
    hold_meeting,
    issue_minutes,
    keep_item_record,
    keep_record,
    resolve,
    set_attendance,
)
from tests.factories import MeetingFactory, UserFactory
from tests.factories.matters import MeetingSeriesFactory

from .holding import BEFORE, DAY, NOON, decided, opened

pytestmark = pytest.mark.django_db


def test_the_first_meeting_of_a_series_is_number_one(by):
    assert opened(by).number == 1


def test_148_follows_147_in_another_year(by):
    MeetingFactory(number=147, meets_on=date(2022, 12, 26))

    following = opened(by, meets_on=date(2023, 1, 9), at=NOON.replace(year=2023, month=1, day=5))

    assert following.number == 148


def test_each_series_counts_on_its_own(by):
    MeetingFactory(number=147)

    other = opened(by, series=MeetingSeriesFactory(code="special", name="专题会"))

    assert (other.number, str(other)) == (1, "第1次专题会")


def test_a_gap_needs_a_reason_and_keeps_it(by):
    MeetingFactory(number=14)

    with pytest.raises(MeetingError, match="第15次至第146次没有登记，请填写缺号原因") as refused:
        opened(by, number=147)
    later = opened(by, number=147, gap_reason="第15次至第146次未见公开报道")

    assert refused.value.field == "gap_reason"
    assert later.gap_reason == "第15次至第146次未见公开报道"


def test_a_reason_without_a_gap_is_not_kept(by):
    assert opened(by, number=1, gap_reason="补记").gap_reason == ""


@pytest.mark.parametrize("number", [13, 14])
def test_a_lower_or_taken_number_is_refused(by, number):
    MeetingFactory(number=14)

    with pytest.raises(MeetingError, match="已开到第14次") as refused:
        opened(by, number=number, gap_reason="补记")

    assert refused.value.field == "number"


def test_a_meeting_needs_a_day_and_words_that_fit(by):
    with pytest.raises(MeetingError, match="请填写会议日期"):
        opened(by, meets_on=None)
    with pytest.raises(MeetingError) as refused:
        opened(by, place="会" * 81)

    assert refused.value.field == "place"
    assert not Meeting.objects.exists()


def test_no_meeting_is_added_to_a_series_out_of_use(by):
    with pytest.raises(MeetingError, match="已停用"):
        opened(by, series=MeetingSeriesFactory(code="old", is_active=False))


def test_what_is_typed_is_changed_and_the_former_words_are_in_the_log(meeting, by):
    new = NewMeeting(meeting.series, DAY, start_time=time(9, 30), place="市政府会议室")

    changed = change_meeting(meeting, new, by=by, at=NOON, version=1)

    assert (changed.start_time, changed.place, changed.version) == (time(9, 30), "市政府会议室", 2)
    assert Event.objects.get(verb="修改会议").detail["changed"]["place"] == ""


def test_the_second_who_changes_a_meeting_is_told(meeting, by):
    change_meeting(meeting, NewMeeting(meeting.series, DAY, place="甲"), by=by, at=NOON, version=1)

    with pytest.raises(StaleMeetingError) as refused:
        change_meeting(
            meeting, NewMeeting(meeting.series, DAY, place="乙"), by=by, at=NOON, version=1
        )

    assert (refused.value.current, refused.value.typed) == ("2022-08-08 甲", "2022-08-08 乙")


def test_numbers_follow_the_days(meeting, by):
    with pytest.raises(MeetingError, match=f"日期不能早于第{meeting.number}次会议") as refused:
        opened(by, series=meeting.series, meets_on=meeting.meets_on - timedelta(days=1))

    assert refused.value.field == "meets_on"


def test_only_the_last_meeting_gets_another_number(meeting, by):
    renumbered = NewMeeting(meeting.series, DAY, number=4, gap_reason="并入专题会")
    change_meeting(meeting, renumbered, by=by, at=BEFORE, version=1)
    following = opened(by)

    with pytest.raises(MeetingError, match="其后已有会议"):
        change_meeting(
            meeting, NewMeeting(meeting.series, DAY, number=2), by=by, at=BEFORE, version=2
        )

    assert following.number == 5


def test_a_meeting_is_not_held_before_its_day_nor_without_an_agenda(meeting, by):
    with pytest.raises(MeetingError, match="会议定于2022年8月8日，当日起才能确认召开"):
        hold_meeting(meeting, by=by, at=BEFORE)
    with pytest.raises(MeetingError, match="议程为空"):
        hold_meeting(opened(by), by=by, at=NOON)

    assert hold_meeting(meeting, by=by, at=NOON).stage == MeetingStage.HELD
    with pytest.raises(MeetingError, match="已确认召开"):
        hold_meeting(meeting, by=by, at=NOON)


def test_a_held_meeting_is_not_moved_into_the_future(held, by):
    with pytest.raises(MeetingError, match="日期不能晚于今天"):
        change_meeting(
            held, NewMeeting(held.series, DAY + timedelta(days=1)), by=by, at=NOON, version=1
        )


def test_minutes_are_issued_of_a_held_meeting_once(held, by):
    with pytest.raises(MeetingError, match="尚未确认召开"):
        issue_minutes(opened(by), by=by, at=NOON)

    assert issue_minutes(held, by=by, at=NOON).stage == MeetingStage.ISSUED
    with pytest.raises(MeetingError, match="已经印发"):
        issue_minutes(held, by=by, at=NOON)


def test_items_without_an_outcome_come_up_again_when_that_is_confirmed(held, by):
    item = add_agenda_item(held, NewItem("研究用工问题"), by=by, at=NOON)

    with pytest.raises(MeetingError, match="还有1个议题未填写结果"):
        issue_minutes(held, by=by, at=NOON)
    issue_minutes(held, by=by, at=NOON, carries=True)

    item.refresh_from_db()
    assert item.outcome == AgendaOutcome.CONTINUED
    assert held.agenda.filter(outcome=AgendaOutcome.CONCLUDED).count() == 1


def test_what_was_resolved_is_assigned_with_the_minutes(held, by):
    matters = [resolve(held, decided(), by=by, at=NOON) for _ in range(2)]
    assert {one.current.status for one in matters} == {MatterStatus.REGISTERED}

    issue_minutes(held, by=by, at=NOON)

    assert {one.current.status for one in matters} == {MatterStatus.ASSIGNED}
    assert Event.objects.get(verb="印发纪要").detail["assigned"] == 2


def test_a_resolution_that_cannot_be_assigned_is_named_and_nothing_is_issued(held, by):
    fine = resolve(held, decided(), by=by, at=NOON)
    late = resolve(held, decided(), by=by, at=NOON)
    late.steps.update(due_on=DAY)

    with pytest.raises(MeetingError, match=f"{late}（办理时限不能早于今天）") as refused:
        issue_minutes(held, by=by, at=NOON + timedelta(days=1))

    assert str(fine) not in str(refused.value)
    assert fine.current.status == MatterStatus.REGISTERED
    held.refresh_from_db()
    assert held.issued_at is None


def test_after_the_minutes_nothing_of_a_meeting_is_changed(held, by):
    item = held.agenda.get()
    issue_minutes(held, by=by, at=NOON)

    for change in (
        lambda: change_meeting(held, NewMeeting(held.series, DAY), by=by, at=NOON, version=1),
        lambda: keep_record(held, "补记", by=by, at=NOON, version=1),
        lambda: keep_item_record(item, "补记", "concluded", by=by, at=NOON, version=2),
        lambda: set_attendance(held, [], by=by, at=NOON),
    ):
        with pytest.raises(MeetingError, match="纪要已印发，不能"):
            change()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_meetings_are_kept_by_the_office_alone(meeting, role):
    other, item = UserFactory(role=role), meeting.agenda.get()

    for verb in (
        lambda by: opened(by),
        lambda by: change_meeting(
            meeting, NewMeeting(meeting.series, DAY), by=by, at=NOON, version=1
        ),
        lambda by: hold_meeting(meeting, by=by, at=NOON),
        lambda by: issue_minutes(meeting, by=by, at=NOON),
        lambda by: set_attendance(meeting, [], by=by, at=NOON),
        lambda by: keep_record(meeting, "记", by=by, at=NOON, version=1),
        lambda by: keep_item_record(item, "记", "pending", by=by, at=NOON, version=1),
        lambda by: resolve(meeting, decided(), by=by, at=NOON),
    ):
        with pytest.raises(PermissionDenied):
            verb(other)
