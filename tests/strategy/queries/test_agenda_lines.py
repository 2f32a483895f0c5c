"""The lines of an agenda, reason by reason: what stands there, in what order, and the evidence."""

from datetime import date, timedelta

from strategy.models import MatterStatus
from strategy.models.agendas import matter_subject
from strategy.progress import Standing
from strategy.queries.agendas import proposals
from tests.factories import (
    ActionFactory,
    EnterpriseFactory,
    FigureFactory,
    OrganisationFactory,
    ParkFactory,
    ProjectFactory,
    SeriesFactory,
    TaskFactory,
)
from tests.factories.agendas import (
    JULY,
    JUNE,
    TODAY,
    about,
    handled,
    listed,
    noon,
    on_agenda,
    release,
    stands,
)
from tests.factories.matters import office, problem, stood

DAY = timedelta(days=1)
FAR, BEHIND, ON_PACE = Standing.FAR_BEHIND, Standing.BEHIND, Standing.ON_PACE


def lines(meeting) -> list[tuple]:
    """What each line says: reason, title, unit, minutes, how often it has come up."""
    return [
        (one.reason.label, one.title, str(one.owner or ""), one.minutes, one.appearance)
        for one in proposals(meeting, TODAY)
    ]


def sentences(meeting) -> list[str]:
    return [one.sentence for one in proposals(meeting, TODAY)]


def test_reasons_stand_in_a_fixed_order(published, meetings):
    handled("环评", TODAY)
    handled("用地", TODAY - DAY)
    release(problem(title="资金", due_on=date(2022, 8, 30)), noon(date(2022, 8, 10)))
    FigureFactory(series=SeriesFactory(organisation=published), month=JUNE)
    stands(listed(TaskFactory, "T901", "外贸"), ON_PACE, BEHIND, gap=-5)
    stands(listed(ParkFactory, "K001", "园区"), FAR, FAR, gap=-15)
    stands(listed(ProjectFactory, "P001", "工厂"), BEHIND, FAR, gap=-12)
    on_agenda(meetings[1], "added:2:9", "continued", title="展会筹备")

    assert [(reason, title) for reason, title, *_ in lines(meetings[2])] == [
        ("上次未议毕", "展会筹备"),
        ("新增严重滞后", "工厂"),
        ("连续严重滞后", "园区"),
        ("较上次会议转差", "外贸"),
        ("督办事项逾期", "用地"),
        ("下次会议前到期", "环评"),
        ("尚未报送", "市统计局2022年6月数据报送"),
        ("尚未落实牵头单位", "资金"),
    ]


def test_left_open_keeps_its_unit_and_minutes_and_says_how_it_stands_now(published, meetings):
    first, second, third = meetings
    talks = listed(TaskFactory, "T901", "招商")
    stands(talks, ON_PACE, ON_PACE, gap=1)
    closed = stood(handled("能耗", date(2022, 8, 6)), MatterStatus.CLOSED)
    on_agenda(first, **about(talks))
    on_agenda(second, **about(talks), outcome="continued", owner=talks.lead, minutes=7)
    on_agenda(second, matter_subject(closed.pk), "pending", title="能耗", matter=closed)
    on_agenda(second, "added:2:9", "continued", title="展会筹备")

    assert lines(third) == [
        ("上次未议毕", "招商", "招商局", 7, 3),
        ("上次未议毕", "能耗", "能耗局", 5, 2),
        ("上次未议毕", "展会筹备", "", 5, 2),
    ]
    assert sentences(third) == [
        "第2次服务企业周例会未议毕；招商7月底的情况",
        f"第2次服务企业周例会未议毕；{closed}，已销号",
        "第2次服务企业周例会未议毕",
    ]


def test_newly_far_behind_says_how_it_stood_the_month_before(published, meetings):
    plant = listed(ProjectFactory, "P001", "工厂")
    stands(plant, BEHIND, FAR, gap=-12)
    stands(ActionFactory(code="A1", name="行动", lead=office()), FAR)
    stands(TaskFactory(code="T999", name="清单外"), FAR, gap=-90)
    on_agenda(meetings[0], **about(plant))

    assert lines(meetings[2]) == [
        ("新增严重滞后", "工厂", "工厂局", 8, 2),
        ("新增严重滞后", "行动", "指挥部办公室", 8, 1),
    ]
    assert sentences(meetings[2]) == [
        "6月滞后，7月转为严重滞后：工厂7月底的情况",
        "7月新增严重滞后：行动7月底的情况",
    ]


def test_long_far_behind_says_for_how_many_months_even_if_left_open(published, meetings):
    area = OrganisationFactory(code="wuyang", name="舞阳县", position=9)
    firm = listed(EnterpriseFactory, "E001", "企业", lead=None, area=area)
    stands(listed(ParkFactory, "K001", "园区"), BEHIND, FAR, FAR, gap=-15)
    stands(firm, FAR, FAR, FAR, gap=-15)
    on_agenda(meetings[1], **about(firm), outcome="continued")

    assert lines(meetings[2]) == [
        ("连续严重滞后", "企业", "舞阳县", 8, 2),
        ("连续严重滞后", "园区", "园区局", 8, 1),
    ]
    assert sentences(meetings[2]) == [
        "连续3个月严重滞后：企业7月底的情况",
        "连续2个月严重滞后：园区7月底的情况",
    ]


def test_worse_than_at_the_last_meeting_says_what_it_was_then(published, meetings):
    road = listed(ProjectFactory, "P002", "道路")
    stands(listed(TaskFactory, "T902", "外贸"), ON_PACE, BEHIND, gap=-5)
    stands(road, BEHIND, BEHIND, gap=-9)
    on_agenda(meetings[1], **about(road))

    assert lines(meetings[2]) == [("较上次会议转差", "外贸", "外贸局", 5, 1)]
    assert sentences(meetings[2]) == ["上次会议时6月达序时，现7月滞后：外贸7月底的情况"]


def test_overdue_matters_stand_by_their_days_but_not_those_filed_for_the_close(third):
    late = handled("用地", date(2022, 8, 6))
    later = handled("用工", date(2022, 8, 12))
    stood(handled("已申请销号", date(2022, 8, 6)), MatterStatus.APPLIED)

    assert lines(third) == [
        ("督办事项逾期", "用地", "用地局", 5, 1),
        ("督办事项逾期", "用工", "用工局", 5, 1),
    ]
    assert sentences(third) == [
        f"{late}，办理时限2022年8月6日，已逾期9天，办理中",
        f"{later}，办理时限2022年8月12日，已逾期3天，办理中",
    ]


def test_matters_due_before_the_day_of_the_next_meeting_are_named(third):
    soon, eve = handled("环评", TODAY), handled("市场", TODAY + 6 * DAY)
    handled("下次会议当日到期", TODAY + 7 * DAY)

    assert lines(third) == [
        ("下次会议前到期", "环评", "环评局", 3, 1),
        ("下次会议前到期", "市场", "市场局", 3, 1),
    ]
    assert sentences(third) == [
        f"{soon}，办理时限2022年8月15日，今日到期，办理中",
        f"{eve}，办理时限2022年8月21日，还剩6天，办理中",
    ]


def test_unreported_months_are_told_unit_by_unit_once_they_are_overdue(published, third):
    area = OrganisationFactory(code="wuyang", name="舞阳县", position=9)
    owed, other = SeriesFactory(organisation=area), SeriesFactory(organisation=published)
    for series, month in ((owed, JUNE), (owed, JULY), (other, JUNE), (other, date(2022, 8, 1))):
        FigureFactory(series=series, month=month)

    assert lines(third) == [
        ("尚未报送", "市统计局2022年6月数据报送", "市统计局", 2, 1),
        ("尚未报送", "舞阳县2022年6月数据报送", "舞阳县", 2, 1),
        ("尚未报送", "舞阳县2022年7月数据报送", "舞阳县", 2, 1),
    ]
    assert sentences(third) == [
        "2022年6月应报2项，尚有1项未上报，已逾期34天",
        "2022年6月应报1项，尚有1项未上报，已逾期34天",
        "2022年7月应报1项，尚有1项未上报，已逾期3天",
    ]


def test_matter_that_nobody_leads_says_since_when(third):
    freed = release(problem(title="资金", due_on=date(2022, 8, 30)), noon(date(2022, 8, 10)))

    assert lines(third) == [("尚未落实牵头单位", "资金", "指挥部办公室", 3, 1)]
    assert sentences(third) == [f"{freed}，2022年8月10日异议成立，尚未重新交办"]
