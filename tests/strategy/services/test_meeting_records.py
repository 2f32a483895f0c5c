"""What is typed at a meeting: what it resolves, its record, its items, and who attends."""

import pytest

from strategy.models import (
    AgendaOutcome,
    Attendance,
    Event,
    Matter,
)
from strategy.services.matter_steps import MatterError
from strategy.services.meeting_rows import StaleMeetingError
from strategy.services.meetings import (
    Attending,
    MeetingError,
    hold_meeting,
    issue_minutes,
    keep_item_record,
    keep_record,
    resolve,
    set_attendance,
)
from strategy.services.new_matters import NewMatter
from tests.factories import OrganisationFactory, TaskFactory

from .holding import BEFORE, NOON, decided

pytestmark = pytest.mark.django_db


def test_a_resolution_is_of_its_meeting_and_has_one_lead_and_a_time_limit(held, by):
    matter = resolve(held, decided(), by=by, at=NOON)

    assert (matter.kind, matter.origin, matter.meeting) == ("resolution", "meeting", held)
    with pytest.raises(MatterError, match="牵头单位"):
        resolve(held, NewMatter(Matter.Kind.RESOLUTION, "加快审批", None), by=by, at=NOON)


def test_a_resolution_about_a_sample_or_of_a_sample_meeting_is_one(held, by):
    about = resolve(held, decided(item=TaskFactory(is_sample=True)), by=by, at=NOON)
    held.is_sample = True
    held.save()

    assert about.is_sample
    assert resolve(held, decided(), by=by, at=NOON).is_sample


def test_nothing_is_resolved_before_the_day_nor_after_the_minutes(meeting, by):
    with pytest.raises(MeetingError, match="尚未召开"):
        resolve(meeting, decided(), by=by, at=BEFORE)
    resolve(meeting, decided(), by=by, at=NOON)
    hold_meeting(meeting, by=by, at=NOON)
    issue_minutes(meeting, by=by, at=NOON, carries=True)

    with pytest.raises(MeetingError, match="纪要已印发，不能新增议定事项"):
        resolve(meeting, decided(), by=by, at=NOON)


def test_the_second_who_types_the_record_is_told_with_both_texts(meeting, by):
    keep_record(meeting, "甲记", by=by, at=NOON, version=1)

    with pytest.raises(StaleMeetingError) as refused:
        keep_record(meeting, "乙记", by=by, at=NOON, version=1)
    error = refused.value
    kept = keep_record(meeting, error.typed, by=by, at=NOON, version=error.version)

    assert (error.current, error.typed) == ("甲记", "乙记")
    assert (kept.record, kept.version) == ("乙记", 3)


def test_the_same_record_again_changes_nothing(meeting, by):
    keep_record(meeting, "甲记", by=by, at=NOON, version=1)

    assert keep_record(meeting, "甲记", by=by, at=NOON, version=1).version == 2
    assert Event.objects.filter(verb="记录会议").count() == 1


def test_a_record_longer_than_its_field_is_refused(meeting, by):
    with pytest.raises(MeetingError, match="不能超过10000字，现有10001字"):
        keep_record(meeting, "记" * 10001, by=by, at=NOON, version=1)


def test_an_item_has_no_outcome_before_the_day(meeting, by):
    item = meeting.agenda.get()

    with pytest.raises(MeetingError, match="尚未召开，不能填写议题结果"):
        keep_item_record(item, "", AgendaOutcome.CONCLUDED, by=by, at=BEFORE, version=1)
    kept = keep_item_record(item, "同意", AgendaOutcome.CONCLUDED, by=by, at=NOON, version=1)

    assert (kept.record, kept.outcome, kept.version) == ("同意", AgendaOutcome.CONCLUDED, 2)
    with pytest.raises(StaleMeetingError):
        keep_item_record(item, "不同意", AgendaOutcome.CONCLUDED, by=by, at=NOON, version=1)


def test_the_list_of_who_attends_is_replaced(meeting, by):
    unit = OrganisationFactory()
    set_attendance(meeting, [Attending("present", unit)], by=by, at=NOON)

    set_attendance(
        meeting, [Attending("present", unit), Attending("leave", None, "副市长")], by=by, at=NOON
    )

    rows = list(meeting.attendances.order_by("position").values_list("kind", "person"))
    assert rows == [("present", ""), ("leave", "副市长")]


@pytest.mark.parametrize("person", ["", "  "])
def test_nobody_cannot_attend(meeting, by, person):
    with pytest.raises(MeetingError, match="须填写单位或职务、姓名"):
        set_attendance(meeting, [Attending("present", None, person)], by=by, at=NOON)


def test_nobody_attends_twice(meeting, by):
    twice = [Attending(kind, None, "科长") for kind in ("present", "leave")]

    with pytest.raises(MeetingError, match="有重复"):
        set_attendance(meeting, twice, by=by, at=NOON)

    assert not Attendance.objects.exists()
