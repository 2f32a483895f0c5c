"""The agenda that the data and the last meeting ask for: exactly this, in this order."""

from datetime import date, timedelta

import pytest

from strategy.models import (
    AgendaReason,
    MatterStatus,
    Meeting,
    Organisation,
    Revision,
)
from strategy.models.agendas import matter_subject, unit_subject
from strategy.progress import Standing
from strategy.queries.agendas import proposals
from tests.factories import (
    ActionFactory,
    EnterpriseFactory,
    FigureFactory,
    MeetingFactory,
    MeetingSeriesFactory,
    OrganisationFactory,
    ParkFactory,
    ProjectFactory,
    SeriesFactory,
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
    publish_months,
    release,
    stands,
    three_meetings,
)
from tests.factories.matters import coordinator, office, problem, stood

DAY = timedelta(days=1)
FAR, BEHIND, ON_PACE = Standing.FAR_BEHIND, Standing.BEHIND, Standing.ON_PACE


@pytest.fixture
def published(db) -> Organisation:
    """May to July are published; the unit that reported them."""
    return publish_months()


@pytest.fixture
def meetings(db) -> list[Meeting]:
    return three_meetings()


@pytest.fixture
def third(meetings) -> Meeting:
    return meetings[-1]


def subjects(meeting: Meeting, today=TODAY, at=None) -> list[tuple[str, str]]:
    return [(one.reason, one.title) for one in proposals(meeting, today, at)]


def test_agenda_is_what_the_last_meeting_and_the_data_ask_for_in_order(published, meetings):
    first, second, third = meetings
    area = OrganisationFactory(code="wuyang", name="舞阳县", position=9)
    talks = listed(TaskFactory, "T901", "招商")
    trade = listed(TaskFactory, "T902", "外贸")
    park = listed(ParkFactory, "K001", "园区")
    firm = listed(EnterpriseFactory, "E001", "企业", lead=None, area=area)
    plant = listed(ProjectFactory, "P001", "工厂")
    road = listed(ProjectFactory, "P002", "道路")
    action = ActionFactory(code="A1", name="行动", lead=office())
    stands(talks, ON_PACE, ON_PACE, gap=1)
    stands(trade, ON_PACE, BEHIND, gap=-5)
    stands(park, BEHIND, FAR, FAR, gap=-15)
    stands(firm, FAR, FAR, FAR, gap=-15)
    stands(plant, BEHIND, FAR, gap=-12)
    stands(road, BEHIND, BEHIND, gap=-9)
    stands(action, FAR)
    stands(TaskFactory(code="T999", name="清单外"), FAR, gap=-90)
    late = handled("用地", date(2022, 8, 6))
    later = handled("用工", date(2022, 8, 12))
    soon, eve = handled("环评", TODAY), handled("市场", TODAY + 6 * DAY)
    handled("下次会议当日到期", TODAY + 7 * DAY)
    stood(handled("已申请销号", date(2022, 8, 6)), MatterStatus.APPLIED)
    closed = stood(handled("能耗", date(2022, 8, 6)), MatterStatus.CLOSED)
    freed = release(problem(title="资金", due_on=date(2022, 8, 30)), noon(date(2022, 8, 10)))
    owed = SeriesFactory(organisation=area)
    FigureFactory(series=owed, month=JUNE)
    FigureFactory(series=owed, month=JULY)
    figure = FigureFactory(series=SeriesFactory(organisation=published), month=JUNE)
    FigureFactory(series=figure.series, month=date(2022, 8, 1))
    on_agenda(first, **about(talks))
    on_agenda(first, **about(plant))
    on_agenda(second, **about(talks), outcome="continued", owner=talks.lead, minutes=7)
    on_agenda(second, **about(firm), outcome="continued")
    named = {"title": "能耗", "matter": closed, "outcome": "pending"}
    on_agenda(second, matter_subject(closed.pk), **named)
    on_agenda(second, "added:2:9", "continued", title="展会筹备")
    on_agenda(second, **about(road))

    found = proposals(third, TODAY)

    assert [row(one) for one in found] == [
        ("上次未议毕", "招商", "招商局", 7, 3),
        ("上次未议毕", "能耗", "能耗局", 5, 2),
        ("上次未议毕", "展会筹备", "", 5, 2),
        ("新增严重滞后", "工厂", "工厂局", 8, 2),
        ("新增严重滞后", "行动", "指挥部办公室", 8, 1),
        ("连续严重滞后", "企业", "舞阳县", 8, 2),
        ("连续严重滞后", "园区", "园区局", 8, 1),
        ("较上次会议转差", "外贸", "外贸局", 5, 1),
        ("督办事项逾期", "用地", "用地局", 5, 1),
        ("督办事项逾期", "用工", "用工局", 5, 1),
        ("下次会议前到期", "环评", "环评局", 3, 1),
        ("下次会议前到期", "市场", "市场局", 3, 1),
        ("尚未报送", "市统计局2022年6月数据报送", "市统计局", 2, 1),
        ("尚未报送", "舞阳县2022年6月数据报送", "舞阳县", 2, 1),
        ("尚未报送", "舞阳县2022年7月数据报送", "舞阳县", 2, 1),
        ("尚未落实牵头单位", "资金", "指挥部办公室", 3, 1),
    ]
    assert [one.sentence for one in found] == [
        "第2次服务企业周例会未议毕；招商7月底的情况",
        f"第2次服务企业周例会未议毕；{closed}，已销号",
        "第2次服务企业周例会未议毕",
        "6月滞后，7月转为严重滞后：工厂7月底的情况",
        "7月新增严重滞后：行动7月底的情况",
        "连续3个月严重滞后：企业7月底的情况",
        "连续2个月严重滞后：园区7月底的情况",
        "上次会议时6月达序时，现7月滞后：外贸7月底的情况",
        f"{late}，办理时限2022年8月6日，已逾期9天，办理中",
        f"{later}，办理时限2022年8月12日，已逾期3天，办理中",
        f"{soon}，办理时限2022年8月15日，今日到期，办理中",
        f"{eve}，办理时限2022年8月21日，还剩6天，办理中",
        "2022年6月应报2项，尚有1项未上报，已逾期34天",
        "2022年6月应报1项，尚有1项未上报，已逾期34天",
        "2022年7月应报1项，尚有1项未上报，已逾期3天",
        f"{freed}，2022年8月10日异议成立，尚未重新交办",
    ]


def row(one) -> tuple:
    return one.reason.label, one.title, str(one.owner or ""), one.minutes, one.appearance


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
