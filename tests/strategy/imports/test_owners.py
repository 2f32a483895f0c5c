"""Tables that say that they are another unit's."""

import pytest

from strategy.imports.grids import ImportRefusedError
from strategy.models import Organisation
from tests.factories.organisations import OrganisationFactory

from .unit import Unit, make_unit, tabbed, workbook

pytestmark = pytest.mark.django_db
REFUSED = "表中单位为源汇区，与本表召陵区不符，请核对后再导入。"
TABLE = [["指标", "7月"], ["新签约项目", 3]]
OTHERS = [
    ("源汇区", "源汇区", "area"),
    ("漯河经济技术开发区", "经开区", "area"),
    ("市城乡一体化示范区", "示范区", "area"),
    ("舞阳县", "舞阳县", "area"),
    ("舞阳县委县政府督查中心", "舞阳县督查中心", "other"),
    ("市工业和信息化局", "市工信局", "department"),
    ("换道领跑战略指挥部", "换道领跑战略指挥部", "headquarters"),
    ("换道领跑战略指挥部办公室", "指挥部办公室", "headquarters"),
]


@pytest.fixture
def unit() -> Unit:
    unit = make_unit(
        {"name": "新签约项目", "unit": "个"},
        {"name": "到位资金", "unit": "万元"},
        {"name": "源汇区协作产值", "unit": "万元"},
    )
    Organisation.objects.filter(pk=unit.organisation.pk).update(name="召陵区", short_name="召陵区")
    unit.organisation.refresh_from_db()
    for name, short_name, kind in OTHERS:
        OrganisationFactory(name=name, short_name=short_name, kind=kind)
    return unit


def refusal(unit: Unit, *rows) -> str:
    """Why a table is refused; empty if it is read."""
    try:
        unit.preview(tabbed(*rows))
    except ImportRefusedError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "title",
    ["源汇区2022年7月月报", "漯河市源汇区2022年7月月报", "2022年7月源汇区月报", "源汇区",
     "源 汇 区 月 报", "2022年7月月报（源汇区）", "填报单位：源汇区",
     "填报单位： 源汇区人民政府  截止：8月12日",
     "责任单位:源汇区", "单位名称：源汇区　　单位：万元", "单位：源汇区",
     "源汇区重点项目月报 2022-07"],
)  # fmt: skip
def test_a_line_above_that_names_another_unit_is_noticed(unit, title):
    assert refusal(unit, [title], *TABLE) == REFUSED


@pytest.mark.parametrize(
    "title",
    ["召陵区2022年7月月报", "填报单位：召陵区  单位：万元", "单位：万元", "计量单位：亿元",
     "2022年7月月报", "换道领跑战略指挥部2022年7月月报", "换道领跑战略指挥部办公室制",
     "市工信局印发",
     "填报单位：召陵区  审核单位：市工信局", "市工信局2022年7月月报（召陵区）",
     "数据来源：市工信局", "舞阳县委县政府督查中心提供",
     "源汇区智能制造产业园2022年7月月报", "与源汇区共建"],
)  # fmt: skip
def test_own_names_amounts_issuers_and_parks_are_not_misread(unit, title):
    assert refusal(unit, [title], *TABLE) == ""


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("漯河经济技术开发区2022年7月月报", "经开区"),
        ("经开区7月月报", "经开区"),
        ("漯河市城乡一体化示范区7月月报", "示范区"),
        ("填报单位：舞阳县委县政府督查中心", "舞阳县督查中心"),
        ("填报单位：换道领跑战略指挥部办公室", "指挥部办公室"),
        ("市工业和信息化局2022年7月月报", "市工信局"),
    ],
)
def test_full_and_short_names_are_known_the_longest_first(unit, title, name):
    assert f"表中单位为{name}，" in refusal(unit, [title], *TABLE)


def test_a_label_and_its_unit_may_stand_in_two_cells(unit):
    assert refusal(unit, ["填报单位", "源汇区"], *TABLE) == REFUSED
    assert refusal(unit, ["填报单位：", "召陵区"], *TABLE) == ""


@pytest.mark.parametrize("heading", ["填报单位", "责任单位", "单位名称"])
def test_a_column_of_another_unit_is_noticed(unit, heading):
    rows = [["新签约项目", "源汇区", 3], ["到位资金", "源汇区", 4]]

    assert refusal(unit, ["指标", heading, "7月"], *rows) == REFUSED


@pytest.mark.parametrize("heading", ["填报单位", "责任单位", "单位名称"])
def test_a_column_of_the_own_unit_is_read(unit, heading):
    rows = [["新签约项目", "漯河市召陵区", 3], ["到位资金", "源汇区、召陵区", 4]]

    assert refusal(unit, ["指标", heading, "7月"], *rows) == ""


def test_one_line_of_another_reporting_unit_is_enough(unit):
    rows = [["新签约项目", "召陵区", 3], ["到位资金", "源汇区", 4]]

    assert refusal(unit, ["指标", "填报单位", "7月"], *rows) == REFUSED
    assert refusal(unit, ["指标", "责任单位", "7月"], *rows) == ""


def test_a_column_of_amounts_and_names_with_a_unit_in_them_are_none(unit):
    assert refusal(unit, ["指标", "单位", "7月"], ["源汇区协作产值", "万元", 3]) == ""
    assert refusal(unit, ["源汇区协作产值", 3]) == ""
    assert refusal(unit, ["月份", "源汇区协作产值"], ["7月", 3]) == ""


def test_a_heading_that_is_another_unit_is_noticed(unit):
    table = [["指标", "单位", "源汇区"], ["", "", "7月"], ["新签约项目", "个", 3]]

    assert refusal(unit, *table) == REFUSED


def test_a_bare_column_below_a_title_of_another_unit_is_noticed(unit):
    assert refusal(unit, ["源汇区2022年7月"], [3], [4], [5]) == REFUSED


def test_a_workbook_of_another_unit_is_noticed(unit):
    with pytest.raises(ImportRefusedError, match="表中单位为源汇区"):
        unit.preview(workbook(["源汇区2022年7月月报"], *TABLE))


def test_lines_without_words_above_the_table_are_passed_over(unit):
    assert refusal(unit, [""], ["2022", 7], *TABLE) == ""
    assert refusal(unit, [""], ["源汇区月报"], *TABLE) == REFUSED
