"""The agenda that the data and the last meeting ask for: exactly this, in this order."""

from datetime import date, timedelta

from strategy.models import (
    AgendaReason,
    Meeting,
    Revision,
)
from strategy.models.agendas import matter_subject, unit_subject
from strategy.progress import Standing
from strategy.queries.agendas import proposals
from tests.factories import (
    MeetingFactory,
    MeetingSeriesFactory,
    TaskFactory,
)
from tests.factories.agendas import (
    JULY,
    JUNE,
    SECOND,
    TODAY,
    about,
    assess,
    handled,
    listed,
    noon,
    on_agenda,
    stands,
    subjects,
)
from tests.factories.matters import coordinator, office

DAY = timedelta(days=1)
FAR, BEHIND, ON_PACE = Standing.FAR_BEHIND, Standing.BEHIND, Standing.ON_PACE


def test_agenda_of_a_first_meeting_has_nothing_left_open_and_nothing_worsened(published):
    worse = listed(TaskFactory, "T901", "转差")
    stands(worse, ON_PACE, BEHIND, gap=-5)
    red = listed(TaskFactory, "T902", "招商")
    stands(red, ON_PACE, FAR, gap=-12)
    other = MeetingSeriesFactory(code="special", name="专题会")
    former = MeetingFactory(
        series=other, number=1, meets_on=SECOND, held_at=noon(SECOND), held_by=coordinator()
    )
    on_agenda(former, **about(red), outcome="continued")

    found = proposals(MeetingFactory(number=2, meets_on=TODAY), TODAY)

    assert [(one.reason, one.title, one.appearance) for one in found] == [
        (AgendaReason.NEWLY_RED, "招商", 1)
    ]


def test_later_meetings_leave_nothing_open_and_are_not_counted(published, meetings):
    item = listed(TaskFactory, "T901", "招商")
    stands(item, FAR, gap=-12)
    on_agenda(meetings[1], **about(item))
    on_agenda(meetings[1], "added:2:1", "continued", title="展会筹备")

    (one,) = proposals(meetings[0], TODAY)

    assert (one.reason, one.appearance) == (AgendaReason.NEWLY_RED, 1)


def test_without_any_month_the_matters_alone_are_proposed(db):
    handled("用地", date(2022, 8, 6))

    assert subjects(MeetingFactory(number=1, meets_on=TODAY)) == [(AgendaReason.OVERDUE, "用地")]


def test_correction_since_the_last_meeting_makes_the_same_month_worse(published, third):
    item = listed(TaskFactory, "T901", "招商")
    then = assess(item, JULY, ON_PACE, noon(date(2022, 8, 5)))
    Revision.objects.filter(figure__month=JULY).update(decided_at=noon(date(2022, 8, 5)))
    then.superseded_at = noon(date(2022, 8, 9))
    then.save()
    assess(item, JULY, BEHIND, then.superseded_at)

    (one,) = proposals(third, TODAY)
    assert one.reason == AgendaReason.WORSENED
    assert one.sentence == "上次会议时7月达序时，现7月滞后：招商7月底的情况"


def test_what_was_concluded_returns_only_when_the_data_name_it(published, meetings):
    first, second, third = meetings
    calm, red = listed(TaskFactory, "T901", "招商"), listed(TaskFactory, "T902", "外贸")
    stands(calm, ON_PACE, gap=3)
    stands(red, FAR, FAR, gap=-20)
    for meeting in (first, second):
        on_agenda(meeting, **about(calm))
        on_agenda(meeting, **about(red))

    found = proposals(third, TODAY)

    assert [(one.title, one.appearance) for one in found] == [("外贸", 3)]


def test_what_the_chair_took_off_is_neither_left_open_nor_counted(published, meetings):
    item = listed(TaskFactory, "T901", "招商")
    removed = {"removed_at": noon(SECOND), "removed_by": coordinator(), "removal_reason": "另议"}
    on_agenda(meetings[1], **about(item), outcome="pending", **removed)
    assert proposals(meetings[2], TODAY) == []

    stands(item, FAR, gap=-11)

    assert [one.appearance for one in proposals(meetings[2], TODAY)] == [1]


def test_what_was_not_reached_waits_for_the_minutes(published, meetings):
    on_agenda(meetings[1], "added:2:1", "pending", title="展会筹备")
    issued = meetings[1].issued_at
    Meeting.objects.filter(pk=meetings[1].pk).update(issued_at=None, issued_by=None)
    assert proposals(meetings[2], TODAY) == []

    Meeting.objects.filter(pk=meetings[1].pk).update(issued_at=issued, issued_by=coordinator())

    assert subjects(meetings[2]) == [(AgendaReason.LEFT_OPEN, "展会筹备")]


def test_unit_that_has_reported_since_it_was_left_open_is_told_so(published, meetings):
    named = {"owner": published, "month": JUNE, "title": "市统计局2022年6月数据报送"}
    on_agenda(meetings[1], unit_subject("statistics", JUNE), "continued", **named)

    assert [one.sentence for one in proposals(meetings[2], TODAY)] == [
        "第2次服务企业周例会未议毕；该单位已无逾期未报数据"
    ]


def test_matter_that_was_left_open_and_is_not_due_yet_says_how_it_stands(meetings):
    matter = handled("用地", TODAY + 20 * DAY)
    former = {"matter": matter, "title": "用地", "owner": office()}
    on_agenda(meetings[1], matter_subject(matter.pk), "continued", **former)

    (one,) = proposals(meetings[2], TODAY)

    assert (one.reason, str(one.owner)) == (AgendaReason.LEFT_OPEN, "用地局")
    told = f"{matter}，办理时限2022年9月4日，还剩20天，办理中"
    assert one.sentence == f"第2次服务企业周例会未议毕；{told}"


def test_equally_far_behind_stand_in_the_order_of_their_codes(published, third):
    for code in ("T910", "T902", "T911"):
        stands(listed(TaskFactory, code, code), FAR, gap=-15)
    stands(listed(TaskFactory, "T901", "T901"), FAR)

    assert [one.title for one in proposals(third, TODAY)] == ["T902", "T910", "T911", "T901"]


def test_equally_overdue_matters_stand_in_the_order_of_their_numbers(db, third):
    titles = ["一", "二", "三"]
    for title in titles:
        handled(title, date(2022, 8, 6))

    assert [one.title for one in proposals(third, TODAY)] == titles


def test_entered_next_meeting_decides_what_is_due_before_it(db, third):
    handled("环评", TODAY + 3 * DAY)
    handled("用地", TODAY + 10 * DAY)
    assert [title for _, title in subjects(third)] == ["环评"]

    MeetingFactory(number=4, meets_on=TODAY + 11 * DAY)
    assert [title for _, title in subjects(third)] == ["环评", "用地"]

    MeetingFactory(number=5, meets_on=TODAY + 3 * DAY)
    assert subjects(third) == []
