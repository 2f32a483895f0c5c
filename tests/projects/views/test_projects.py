"""The page of a project: its stages, what the library keeps of it, its plan of the year."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Project, StageRecord
from projects.progress import Stage
from strategy.models import Role
from tests.factories import ProjectFactory, UserFactory
from tests.factories.stages import AnnualPlanFactory, InterruptionFactory, planned, reached

PAGE = "/projects/P001/"
UNKNOWN = [
    "项目代码", "项目级别", "行业", "建设内容和规模", "建设起止年", "总投资", "资金来源",
    "纳统情况", "建设地点", "年度计划投资", "年度类别", "年度形象目标",
]  # fmt: skip


@pytest.fixture(autouse=True)
def day(settings):
    settings.DEMO_TODAY = date(2022, 8, 10)


@pytest.fixture
def project(world) -> Project:
    """Signed late, started two months early, overdue for 竣工."""
    project = Project.objects.get(code="P001")
    StageRecord.objects.filter(project=project).delete()
    reached(project, Stage.SIGNED, date(2021, 11, 18), planned_on=date(2021, 10, 31))
    reached(project, Stage.STARTED, date(2022, 4, 30), planned_on=date(2022, 6, 30))
    planned(project, Stage.FINISHED, date(2022, 7, 31))
    return project


def page(client, query: str = "") -> str:
    response = client.get(f"{PAGE}{query}")
    assert response.status_code == 200
    return response.content.decode()


def track(text: str) -> dict[str, str]:
    """The words of each stage of the track."""
    found = re.findall(r'<li class="stages__step.*?</li>', text, re.S)
    words = [re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", one)).strip() for one in found]
    return {one.split()[0]: one for one in words}


def entry(text: str, label: str) -> str:
    """What stands beside a label of 基本情况 or of the plan."""
    found = re.search(rf">{label}</dt><dd[^>]*>(.*?)</dd>", text, re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", found[1])).strip()


def test_track_says_in_words_how_each_stage_stands(reader, project):
    stages = track(page(reader))

    assert list(stages) == [stage.label for stage in Stage]
    assert stages["谋划"] == "谋划 已经过，未登记 计划 -- 实际 --"
    assert stages["签约"].endswith("计划 2021-10-31 实际 2021-11-18 逾期18天签约")
    assert stages["开工"].startswith("开工 当前阶段")
    assert stages["开工"].endswith("提前2个月开工")
    assert stages["在建"] == "在建 未到达 计划 -- 实际 --"
    assert stages["竣工"].endswith("未按计划竣工，已超10天")


def test_stage_without_a_known_day_says_so(reader, project):
    reached(project, Stage.BUILDING)

    assert "在建 当前阶段 计划 -- 实际 日期不详" in track(page(reader))["在建"]


def test_page_of_a_past_day_stands_as_it_stood(reader, project):
    reached(project, Stage.BUILDING, date(2022, 7, 25))

    stages = track(page(reader, "?asof=2022-07-20"))

    assert stages["开工"].startswith("开工 当前阶段")
    assert stages["在建"].startswith("在建 未到达")
    assert "距计划日期11天" in stages["竣工"]


def test_banner_names_stop_approval_and_reason(reader, project):
    InterruptionFactory(project=project)

    assert "停建：自2022年7月1日起，批准：市发改委〔2022〕8号" in page(reader)
    assert "用地未落实" in page(reader)
    assert "停建：自" not in page(reader, "?asof=2022-07-01")


def test_books_show_what_was_superseded(reader, project):
    old = StageRecord.objects.get(project=project, stage=Stage.FINISHED)
    old.superseded_at = old.recorded_at.replace(month=3)
    old.save()
    planned(
        project, Stage.FINISHED, date(2022, 9, 30), recorded_at=old.superseded_at,
        reason="设备到货推迟",
    )  # fmt: skip

    text = page(reader)

    assert "阶段登记记录（4条）" in text
    assert "已被替代" in text
    assert "变更原因：设备到货推迟" in text


def test_unknown_fields_stay_empty(reader, project):
    text = page(reader)

    for label in UNKNOWN:
        assert entry(text, label) == "--", label


def test_known_fields_are_shown(reader, project):
    Project.objects.filter(pk=project.pk).update(
        project_code="2204-411100-04-01-123456",
        content="新建厂房2万平方米",
        from_year=2021,
        to_year=2023,
        level="province",
        industry="食品制造业",
        funding="企业自筹",
        location="召陵区",
        is_in_statistics=True,
        in_statistics_on=date(2022, 5, 1),
        total_investment=125000,
    )
    AnnualPlanFactory(project=project)
    text = page(reader)

    shown = {
        "项目代码": "2204-411100-04-01-123456",
        "建设内容和规模": "新建厂房2万平方米",
        "建设起止年": "2021—2023年",
        "项目级别": "省级",
        "行业": "食品制造业",
        "资金来源": "企业自筹",
        "建设地点": "召陵区",
        "纳统情况": "已纳统 2022年5月1日",
        "总投资": "12.5亿元",
        "年度类别": "续建",
        "年度形象目标": "主体完工",
    }
    assert {label: entry(text, label) for label in shown} == shown


def test_plan_is_that_of_the_year_that_is_read(reader, project):
    AnnualPlanFactory(project=project, year=2021, image_target="桩基完工")

    assert "桩基完工" in page(reader, "?month=2021-06")
    assert "桩基完工" not in page(reader)


def test_sample_plan_carries_its_mark(reader, project):
    AnnualPlanFactory(project=project, is_sample=True)

    assert entry(page(reader), "年度形象目标") == "主体完工 示例"


def test_bundle_and_parts_lead_to_each_other(reader, project):
    part = ProjectFactory(code="P090", name="一期工程", bundle=project)
    ProjectFactory(code="P091", name="二期工程", bundle=project)

    assert entry(page(reader), "打包情况").startswith("打包1项，拆分后2项 一期工程 、 二期工程")
    detail = reader.get(part.get_absolute_url()).content.decode()
    assert entry(detail, "所属打包项目") == project.name


@pytest.mark.parametrize(("role", "may"), [(Role.COORDINATOR, True), (Role.OFFICIAL, False)])
def test_button_is_for_those_who_may_and_for_today(world, project, signed_in, role, may):
    client = signed_in(world.users[role])
    link = f'href="{PAGE}stages/"'

    assert (link in page(client)) == may
    assert link not in page(client, "?asof=2022-07-20")


def test_staff_of_the_lead_unit_see_the_button_and_others_do_not(world, project, signed_in):
    link = f'href="{PAGE}stages/"'

    assert link in page(signed_in(UserFactory(organisation=project.lead)))
    assert link not in page(signed_in(UserFactory()))


def test_more_records_ask_no_more_queries(reader, project):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(reader)
        return len(captured)

    page(reader)
    InterruptionFactory(project=project)
    ProjectFactory(code="P090", bundle=project)
    AnnualPlanFactory(project=project)
    few = count()

    for stage in (Stage.PRODUCING, Stage.FULL_CAPACITY):
        planned(project, stage, date(2023, 1, 1), recorded_by=UserFactory())
    ProjectFactory.create_batch(5, bundle=project)

    assert count() == few
