"""What the forms of items refuse, each with its sentence, and what they take."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from enterprises.forms.enterprises import EnterpriseForm
from enterprises.forms.parks import ParkForm
from enterprises.models import Park
from projects.forms.projects import ProjectForm
from projects.models import Project
from strategy.forms.tasks import TaskForm
from tests.factories import (
    EnterpriseFactory,
    OrganisationFactory,
    ParkFactory,
    ProjectFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2022, 8, 10)
CREDIT, CODE = "91411100MA3X000067", "2204-411100-04-01-123456"
UNSEEN = "含有换行、控制符或看不见的字符，请删去后重新填写。"
TYPED = {"name": "新条目", "source": "S01"}
CODES = {ProjectForm: "P016", EnterpriseForm: "E052", ParkForm: "K025", TaskForm: "T056"}


@pytest.fixture(autouse=True)
def others(db):
    """What stands already: units of each kind, and items with all that is unique."""
    SourceFactory()
    SourceFactory(code="S99", kind="sample", title="示例数据")
    OrganisationFactory(code="industry", name="市工信局")
    OrganisationFactory(code="linying", name="临颍县", kind="area")
    OrganisationFactory(code="bank", name="银行", kind="other")
    ParkFactory(code="K001", name="甲园")
    EnterpriseFactory(code="E001", name="甲公司", credit_code=CREDIT)
    whole = ProjectFactory(code="P001", name="甲项目", project_code=CODE)
    ProjectFactory(code="P002", name="乙项目", bundle=whole)
    ParkFactory(code="K002", name="示例园", is_sample=True)


def filled(form, instance=None, **typed):
    code = {} if instance else {"code": CODES[form]}
    data = QueryDict(mutable=True)
    for name, value in (TYPED | code | typed).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return form(data, instance=instance, on=TODAY)


def test_valid_project_gives_its_values_for_the_service():
    form = filled(
        ProjectForm, code="ｐ０16", project_code=CODE.replace("6", "7"), total_investment="5000.5",
        lead="industry", area="linying", supporting=["linying"], park="K001", owner="E001",
        bundle="P001", is_in_statistics="true", in_statistics_on="2022-08-10", from_year="2022",
        to_year="2022", description="一\n二",
    )  # fmt: skip

    assert form.errors == {}
    values = form.values
    assert values["code"] == "P016"
    assert values["total_investment"] == Decimal("5000.5")
    assert [str(values[name]) for name in ("lead", "park", "bundle")] == [
        "市工信局", "甲园", "甲项目",
    ]  # fmt: skip
    assert set(values) <= {field.name for field in Project._meta.get_fields()}


REFUSED = [
    (ProjectForm, {"code": ""}, "code", "请填写编号。"),
    (ProjectForm, {"code": "E016"}, "code", "编号应由大写字母P和3至7位数字组成，例如“P016”。"),
    (ProjectForm, {"code": "P001"}, "code", "编号P001已用于“甲项目”，请改用其他编号。"),
    (ProjectForm, {"name": ""}, "name", "请填写名称。"),
    (ProjectForm, {"name": "长" * 121}, "name", "120"),
    (ProjectForm, {"name": "甲\u200b乙"}, "name", UNSEEN),
    (ProjectForm, {"name": "甲\n乙"}, "name", UNSEEN),
    (ProjectForm, {"location": "甲\t乙"}, "location", UNSEEN),
    (ProjectForm, {"description": "甲\x07"}, "description", UNSEEN),
    (ProjectForm, {"description": "长" * 2001}, "description", "不能超过2000字，现有2001字。"),
    (ProjectForm, {"content": "长" * 501}, "content", "500"),
    (ProjectForm, {"source": ""}, "source", "请选择来源。"),
    (ProjectForm, {"source": "S77"}, "source", "没有编号为“S77”的来源，请重新选择。"),
    (ProjectForm, {"source": "S99"}, "name", "示例条目的名称须以“示例”开头。"),
    (ProjectForm, {"name": "示例项目"}, "name", "名称以“示例”开头的，来源须为示例数据。"),
    (ProjectForm, {"lead": "bank"}, "lead", "没有这个单位，请重新选择。"),
    (ProjectForm, {"area": "industry"}, "area", "没有这个单位，请重新选择。"),
    (ProjectForm, {"lead": "linying", "supporting": ["linying"]}, "supporting",
     "临颍县是牵头单位，不能同时是配合单位。"),
    (ProjectForm, {"supporting": ["nobody"]}, "supporting",
     "没有“nobody”这个单位，请重新选择。"),
    (ProjectForm, {"park": "K777"}, "park", "没有编号为“K777”的园区，请重新选择。"),
    (ProjectForm, {"park": "K002"}, "park", "示例园是示例，真实条目不能与它关联。"),
    (ProjectForm, {"bundle": "P002"}, "bundle", "乙项目已归入甲项目，不能再作打包项目。"),
    (ProjectForm, {"project_code": "2204-411100"}, "project_code",
     "项目代码应为24位，形如2204-411100-04-01-123456。"),
    (ProjectForm, {"project_code": CODE}, "project_code",
     "该项目代码已用于P001“甲项目”，请核对。"),
    (ProjectForm, {"starts_on": "2022-07-01", "ends_on": "2022-06-30"}, "ends_on",
     "完成时限不能早于起始日期。"),
    (ProjectForm, {"starts_on": "1899-01-01"}, "starts_on", "日期应在2000年至2100年之间。"),
    (ProjectForm, {"ends_on": "明年"}, "ends_on", "日期无法识别，应写作“2022-08-15”的形式。"),
    (ProjectForm, {"from_year": "2023", "to_year": "2022"}, "to_year",
     "建设终止年不能早于建设起始年。"),
    (ProjectForm, {"from_year": "1999"}, "from_year", "年份应在2000至2100之间。"),
    (ProjectForm, {"to_year": "二〇二二"}, "to_year", "年份须为四位整数，例如2022。"),
    (ProjectForm, {"total_investment": "-1"}, "total_investment",
     "总投资须大于0；未公布的请留空。"),
    (ProjectForm, {"total_investment": "0"}, "total_investment",
     "总投资须大于0；未公布的请留空。"),
    (ProjectForm, {"total_investment": "1.23456"}, "total_investment", "最多保留4位小数。"),
    (ProjectForm, {"total_investment": "五千"}, "total_investment",
     "总投资须为数字，单位为万元，例如5000。"),
    (ProjectForm, {"total_investment": "9" * 12}, "total_investment", "11"),
    (ProjectForm, {"in_statistics_on": "2022-06-30"}, "in_statistics_on",
     "填写纳统日期的，“已纳统”须选“是”。"),
    (ProjectForm, {"in_statistics_on": "2022-06-30", "is_in_statistics": "false"},
     "in_statistics_on", "填写纳统日期的，“已纳统”须选“是”。"),
    (ProjectForm, {"in_statistics_on": "2022-08-11", "is_in_statistics": "true"},
     "in_statistics_on", "纳统日期不能晚于今天（2022-08-10）。"),
    (EnterpriseForm, {"credit_code": "91411100MA3X00006A"}, "credit_code",
     "统一社会信用代码不正确，请核对18位代码。"),
    (EnterpriseForm, {"credit_code": CREDIT.lower()}, "credit_code",
     "该统一社会信用代码已用于E001“甲公司”，请核对。"),
    (EnterpriseForm, {"scale": "huge"}, "scale", "没有“huge”这一项，请重新选择。"),
    (EnterpriseForm, {"code": "P016"}, "code",
     "编号应由大写字母E和3至7位数字组成，例如“E016”。"),
    (ParkForm, {"administration": "nobody"}, "administration", "没有这个单位，请重新选择。"),
    (ParkForm, {"main_industry": "长" * 101}, "main_industry", "100"),
    (TaskForm, {"deliverable": "长" * 201}, "deliverable", "200"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "typed", "field", "sentence"), REFUSED)
def test_refusal_stands_at_its_field_with_its_sentence(form, typed, field, sentence):
    refused = filled(form, **typed)

    assert not refused.is_valid()
    assert list(refused.errors) == [field]
    assert sentence in "".join(refused.errors[field])


def test_park_and_bundle_loops_are_told_at_their_fields():
    inner = ParkFactory(code="K003", name="内园", within=Park.objects.get(code="K001"))
    outer, whole = Park.objects.get(code="K001"), Project.objects.get(code="P001")

    assert filled(ParkForm, outer, within="K001").errors["within"] == ["上级园区不能是园区自身。"]
    assert filled(ParkForm, outer, within=inner.code).errors["within"] == [
        "内园在新条目之内，不能再作其上级园区。"
    ]
    assert filled(ProjectForm, whole, bundle="P001").errors["bundle"] == ["不能归入项目自身。"]
    assert filled(ProjectForm, whole, bundle="P002").errors["bundle"] == [
        "乙项目已归入本项目，两者不能互为打包项目。"
    ]


def test_parks_of_the_same_area_are_offered_first():
    areas = [OrganisationFactory(kind="area", name=name) for name in ("甲县", "乙县")]
    for place, area in enumerate(areas):
        ParkFactory(code=f"K01{place}", area=area)
    item = ProjectFactory(code="P003", area=areas[1])

    groups = [one for one, _ in ProjectForm(instance=item, on=TODAY).fields["park"].choices]

    assert groups == ["", "乙县", "甲县", "未定县区"]


def test_form_begins_with_what_stands():
    park = ParkFactory(code="K005", name="乙园")
    item = ProjectFactory(code="P003", park=park)
    form = ProjectForm(instance=item, on=TODAY)

    assert "code" not in form.fields
    assert 'value="K005" selected' in str(form["park"])
    assert 'value="S01" selected' in str(form["source"])


def test_sections_name_every_field_once():
    for form in (ProjectForm, EnterpriseForm, ParkForm, TaskForm):
        shown = [name for _, names in form.SECTIONS for name in names]
        assert sorted(shown) == sorted(form(on=TODAY).fields)
