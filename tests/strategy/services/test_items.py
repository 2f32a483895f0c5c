"""Entering and changing items: who may, what is told, and that nothing is lost or half done."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from enterprises.models import Enterprise, Park
from projects.models import Project
from strategy import clock
from strategy.models import Assessment, Event, PageCounter, Role, TrackedItem
from strategy.services.item_rules import ItemError
from strategy.services.items import ItemChanged, add_item, keep_item, keep_items
from strategy.services.publications import keep_record
from tests.factories import (
    EnterpriseFactory,
    OrganisationFactory,
    ParkFactory,
    ProjectFactory,
    ReportingMonthFactory,
    RuleFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 8, 10, 12, tzinfo=clock.SHANGHAI)


@pytest.fixture
def by():
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def sample_source():
    return SourceFactory(code="S99", kind="sample")


def counter() -> int:
    return PageCounter.objects.values_list("value", flat=True).first() or 0


def changes() -> dict:
    return Event.objects.latest("pk").detail["changes"]


def test_new_item_has_its_results_of_the_opened_months_at_once(by):
    ReportingMonthFactory(month=date(2022, 5, 1))
    ReportingMonthFactory(month=date(2022, 6, 1))
    RuleFactory()
    unit = OrganisationFactory()
    typed = {"code": "P016", "name": "新项目", "source": SourceFactory(), "supporting": [unit]}

    item = add_item(Project, typed, by=by, at=NOON)

    assert Assessment.objects.filter(item=item.pk, subject="item").count() == 2
    assert [*item.supporting.all()] == [unit]
    assert (item.kind, item.version, item.is_sample) == ("projects.project", 1, False)
    event = Event.objects.latest("pk")
    assert (event.verb, event.subject_kind, event.subject_key) == (
        "新增", "projects.project", "P016",
    )  # fmt: skip
    assert event.detail["changes"]["name"] == ["", "新项目"]


def test_new_item_of_a_sample_source_is_a_sample(by, sample_source):
    typed = {"code": "P016", "name": "示例项目", "source": sample_source}

    assert add_item(Project, typed, by=by, at=NOON).is_sample


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"code": "P001"}, "code"),
        ({"code": "p16"}, "code"),
        ({"name": ""}, "name"),
        ({"source": None}, "source"),
        ({"total_investment": Decimal(-1)}, ""),
        ({"from_year": 2023, "to_year": 2022}, ""),
        ({"from_year": 1999}, "from_year"),
    ],
)
def test_what_is_wrong_with_a_new_item_is_told_and_nothing_is_kept(by, typed, field):
    ProjectFactory(code="P001")
    before = counter()
    usual = {"code": "P016", "name": "新项目", "source": SourceFactory()}

    with pytest.raises(ItemError) as refused:
        add_item(Project, usual | typed, by=by, at=NOON)

    assert refused.value.field == field
    assert (Project.objects.count(), Event.objects.count(), counter()) == (1, 0, before)


def test_change_is_kept_with_what_it_was_in_words(by):
    area, park = OrganisationFactory(kind="area", name="临颍县"), ParkFactory(name="产业园")
    item = ProjectFactory(total_investment=Decimal(5000))
    typed = {
        "total_investment": Decimal(6000), "area": area, "park": park, "level": "province",
        "is_in_statistics": True, "in_statistics_on": date(2022, 6, 30), "supporting": [area],
        "name": item.name,
    }  # fmt: skip

    kept = keep_item(item, typed, version=1, by=by, at=NOON)

    assert changes() == {
        "total_investment": ["5,000", "6,000"],
        "area": ["", "临颍县"],
        "park": ["", "产业园"],
        "level": ["", "省级"],
        "is_in_statistics": ["", "是"],
        "in_statistics_on": ["", "2022-06-30"],
        "supporting": ["", "临颍县"],
    }
    assert (kept.version, Project.objects.get().total_investment) == (2, 6000)
    assert counter() == 1


def test_what_differs_in_nothing_is_no_change_whichever_version_was_seen(by):
    item = ProjectFactory(industry="食品")

    kept = keep_item(item, {"industry": "食品", "short_name": ""}, version=0, by=by, at=NOON)

    assert (kept.version, Event.objects.count(), counter()) == (1, 0, 0)


def test_second_of_two_who_save_is_told_what_now_stands(by):
    item = ProjectFactory(industry="食品")
    keep_item(item, {"industry": "装备"}, version=1, by=by, at=NOON)

    with pytest.raises(ItemChanged) as refused:
        keep_item(item, {"industry": "化工"}, version=1, by=by, at=NOON)

    assert str(refused.value) == "这条记录刚被别人改过，请核对后再保存。"
    assert refused.value.changes == {"industry": ["装备", "化工"]}
    assert refused.value.current.version == 2
    assert Project.objects.get().industry == "装备"
    assert Event.objects.count() == 1


def test_change_under_admin_counts_as_one_for_the_page(by):
    item = ProjectFactory()
    keep_record(Project.objects.get(), by=by, at=NOON)

    with pytest.raises(ItemChanged):
        keep_item(item, {"industry": "化工"}, version=1, by=by, at=NOON)


def test_code_of_an_item_stays(by):
    item = ProjectFactory(code="P001")

    with pytest.raises(ItemError) as refused:
        keep_item(item, {"code": "P002"}, version=1, by=by, at=NOON)

    assert refused.value.field == "code"
    assert keep_item(item, {"code": "P001"}, version=1, by=by, at=NOON).version == 1


def test_park_lies_neither_within_itself_nor_within_what_lies_within_it(by):
    outer = ParkFactory(name="外园")
    middle = ParkFactory(name="中园", within=outer)
    inner = ParkFactory(name="内园", within=middle)
    refused = []

    for within in (outer, middle, inner):
        with pytest.raises(ItemError) as error:
            keep_item(outer, {"within": within}, version=1, by=by, at=NOON)
        refused.append(str(error.value))

    assert refused == [
        "上级园区不能是园区自身。",
        "中园在外园之内，不能再作其上级园区。",
        "内园在外园之内，不能再作其上级园区。",
    ]
    assert Park.objects.get(pk=outer.pk).within is None


def test_bundle_is_no_part_and_a_part_is_no_bundle(by):
    whole = ProjectFactory(name="大项目")
    part = ProjectFactory(name="子项目", bundle=whole)
    other = ProjectFactory(name="另一项目")
    refused = []

    for item, bundle in ((whole, whole), (whole, part), (other, part), (whole, other)):
        with pytest.raises(ItemError) as error:
            keep_item(item, {"bundle": bundle}, version=1, by=by, at=NOON)
        refused.append(str(error.value))

    assert refused == [
        "不能归入项目自身。",
        "子项目已归入本项目，两者不能互为打包项目。",
        "子项目已归入大项目，不能再作打包项目。",
        "本项目下已有1个子项目，不能再归入其他打包项目。",
    ]
    assert Project.objects.filter(bundle__isnull=False).count() == 1


def test_nothing_invented_hangs_on_something_real(by, sample_source):
    sample = ParkFactory(name="示例园区", is_sample=True, source=sample_source)
    item = EnterpriseFactory()

    with pytest.raises(ItemError, match="示例园区是示例，真实条目不能与它关联") as refused:
        keep_item(item, {"park": sample}, version=1, by=by, at=NOON)

    assert refused.value.field == "park"
    with pytest.raises(ItemError, match="真实内容不能以示例数据为来源"):
        keep_item(item, {"source": sample_source}, version=1, by=by, at=NOON)
    with pytest.raises(ItemError, match="名称以“示例”开头的"):
        keep_item(item, {"name": "示例企业"}, version=1, by=by, at=NOON)


def test_lead_is_not_among_those_who_help(by):
    unit = OrganisationFactory(name="市工信局")
    item = ProjectFactory(lead=unit)

    with pytest.raises(ItemError, match="市工信局是牵头单位") as refused:
        keep_item(item, {"supporting": [unit]}, version=1, by=by, at=NOON)

    assert refused.value.field == "supporting"


def test_several_get_one_value_together_each_with_its_own_line(by):
    area = OrganisationFactory(kind="area", name="临颍县")
    items = [EnterpriseFactory(code=f"E00{n}") for n in (1, 2)]
    same = EnterpriseFactory(code="E003", area=area, industry="食品")
    seen = {one.pk: 1 for one in (*items, same)}

    kept = keep_items(Enterprise, seen, {"area": area, "industry": "食品"}, by=by, at=NOON)

    assert [one.code for one in kept] == ["E001", "E002"]
    assert {*Enterprise.objects.values_list("area", "industry")} == {(area.pk, "食品")}
    assert [*TrackedItem.objects.order_by("code").values_list("version", flat=True)] == [2, 2, 1]
    events = Event.objects.order_by("pk").values_list(
        "verb", "subject_key", "detail__changes__area"
    )
    assert [*events] == [("批量修改", code, ["", "临颍县"]) for code in ("E001", "E002")]
    assert counter() == 1


def test_one_that_has_moved_keeps_all_of_several_back(by):
    items = [EnterpriseFactory(code=f"E00{n}") for n in (1, 2)]
    keep_item(items[1], {"industry": "装备"}, version=1, by=by, at=NOON)

    with pytest.raises(ItemChanged) as refused:
        keep_items(Enterprise, {one.pk: 1 for one in items}, {"industry": "食品"}, by=by, at=NOON)

    assert refused.value.current.code == "E002"
    assert not Enterprise.objects.filter(industry="食品").exists()


def test_one_of_several_that_may_not_have_the_value_is_named(by):
    unit = OrganisationFactory()
    items = [EnterpriseFactory(code=f"E00{n}") for n in (1, 2)]
    items[1].supporting.add(unit)

    with pytest.raises(ItemError, match="E002："):
        keep_items(Enterprise, {one.pk: 1 for one in items}, {"lead": unit}, by=by, at=NOON)

    assert not Enterprise.objects.filter(lead=unit).exists()


def test_number_of_queries_does_not_grow_with_the_items(by, django_assert_max_num_queries):
    for count in (2, 12):
        items = [EnterpriseFactory() for _ in range(count)]
        seen = {one.pk: 1 for one in items}
        with django_assert_max_num_queries(14):
            keep_items(Enterprise, seen, {"industry": f"{count}"}, by=by, at=NOON)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_nobody_else_enters_or_changes_items(role):
    item, user = ProjectFactory(), UserFactory(role=role)

    with pytest.raises(PermissionDenied):
        add_item(Project, {"code": "P016"}, by=user, at=NOON)
    with pytest.raises(PermissionDenied):
        keep_item(item, {"name": "别名"}, version=1, by=user, at=NOON)
    with pytest.raises(PermissionDenied):
        keep_items(Project, {item.pk: 1}, {"industry": "食品"}, by=user, at=NOON)
