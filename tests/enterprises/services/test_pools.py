"""Pools: who enters, leaves and climbs, and what is refused with nothing changed."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from enterprises.models import Pool, PoolEntry
from enterprises.services.pools import (
    PoolError,
    climb,
    correct_entry,
    enter_pool,
    leave_pool,
)
from strategy.clock import SHANGHAI
from strategy.models import Event, PageCounter, Role, Source
from strategy.wording.events import event_entries
from tests.factories import EnterpriseFactory, ParkFactory, SourceFactory, UserFactory
from tests.factories.items import ProjectFactory
from tests.factories.pools import PoolEntryFactory, PoolFactory, ladder, tiered

NOW = datetime(2022, 8, 10, 9, tzinfo=SHANGHAI)
MARCH_1, MAY_20, AUGUST_10 = date(2021, 3, 1), date(2022, 5, 20), date(2022, 8, 10)
GROUND = "市工信局2022年第一批入库名单"

pytestmark = pytest.mark.django_db


@pytest.fixture
def who():
    return {"by": UserFactory(role=Role.COORDINATOR), "at": NOW}


@pytest.fixture
def source():
    return SourceFactory()


def refused(call, *args, **named) -> tuple[str, str]:
    """The field and the sentence of a refusal; nothing was written."""
    before = counts()
    with pytest.raises(PoolError) as caught:
        call(*args, **named)
    assert counts() == before
    return caught.value.field, str(caught.value)


def counts() -> list:
    return [list(PoolEntry.objects.values().order_by("pk")), Event.objects.count()]


# Entering


def test_member_enters_with_day_ground_and_source(who, source):
    pool, member = PoolFactory(), EnterpriseFactory()

    entry = enter_pool(pool, member, MAY_20, f" {GROUND} ", source=source, **who)

    entry.refresh_from_db()
    assert (entry.pool, entry.member_id, entry.entered_on) == (pool, member.pk, MAY_20)
    assert (entry.entered_reason, entry.source, entry.is_sample) == (GROUND, source, False)
    assert (entry.left_on, entry.left_reason) == (None, "")


def test_entering_stands_in_the_history_of_the_member_and_raises_the_page_counter(who, source):
    pool, member = PoolFactory(name="“小升规”培育库"), EnterpriseFactory()
    before = PageCounter.objects.filter(pk=1).values_list("value", flat=True).first() or 0

    enter_pool(pool, member, MAY_20, GROUND, source=source, **who)

    event = Event.objects.get(subject_kind="enterprises.enterprise", subject_key=member.code)
    (told,) = event_entries([event])
    assert told.title == "入库"
    assert f"2022年5月20日入“小升规”培育库：{GROUND}" in told.note
    assert PageCounter.objects.get(pk=1).value == before + 1


def test_entry_of_a_sample_is_a_sample(who):
    member = EnterpriseFactory(is_sample=True)
    source = SourceFactory(code="SAMPLE", kind=Source.Kind.SAMPLE)

    assert enter_pool(PoolFactory(), member, MAY_20, GROUND, source=source, **who).is_sample


def test_sample_source_is_refused_for_a_real_member(who):
    source = SourceFactory(code="SAMPLE", kind=Source.Kind.SAMPLE)

    field, told = refused(
        enter_pool, PoolFactory(), EnterpriseFactory(), MAY_20, GROUND, source=source, **who
    )

    assert (field, told) == ("source", "真实内容不能以示例数据为来源。")


def test_sample_member_needs_a_sample_source(who, source):
    member = EnterpriseFactory(is_sample=True)

    field, told = refused(enter_pool, PoolFactory(), member, MAY_20, GROUND, source=source, **who)

    assert (field, told) == ("source", "示例内容的来源只能是示例数据。")


def test_member_of_another_kind_is_refused(who, source):
    pool, member = PoolFactory(name="“亿元培育”企业"), ParkFactory(name="东园")

    field, told = refused(enter_pool, pool, member, MAY_20, GROUND, source=source, **who)

    assert (field, told) == ("member", "“亿元培育”企业只登记企业，东园是园区。")


def test_who_is_in_cannot_enter_again(who, source):
    entry = PoolEntryFactory(pool__name="甲库", member__name="乙厂")

    field, told = refused(
        enter_pool, entry.pool, entry.member, MAY_20, GROUND, source=source, **who
    )

    assert (field, told) == ("member", "乙厂已在甲库，不能重复入库。")


def test_who_has_left_comes_back_from_that_day_on(who, source):
    entry = PoolEntryFactory(left_on=MAY_20)

    field, told = refused(
        enter_pool, entry.pool, entry.member, date(2022, 5, 19), GROUND, source=source, **who
    )
    back = enter_pool(entry.pool, entry.member, MAY_20, GROUND, source=source, **who)

    assert field == "entered_on"
    assert told.endswith("登记至2022年5月20日，入库日期不能早于该日。")
    assert back.pk != entry.pk


def test_a_day_to_come_and_a_blank_ground_are_refused(who, source):
    pool, member = PoolFactory(), EnterpriseFactory()
    tomorrow = date(2022, 8, 11)

    assert refused(enter_pool, pool, member, tomorrow, GROUND, source=source, **who) == (
        "entered_on",
        "入库日期不能晚于今天（2022年8月10日）。",
    )
    assert refused(enter_pool, pool, member, MAY_20, "  ", source=source, **who) == (
        "entered_reason",
        "请填写入库依据。",
    )
    assert enter_pool(pool, member, AUGUST_10, GROUND, source=source, **who).pk


def test_collection_in_tiers_is_entered_by_tier_and_by_one_alone(who, source):
    whole, large, middle = tiered()
    project = ProjectFactory(name="丙项目")

    field, told = refused(enter_pool, whole, project, MAY_20, GROUND, source=source, **who)
    enter_pool(large, project, MAY_20, GROUND, source=source, **who)
    second, why = refused(enter_pool, middle, project, MAY_20, GROUND, source=source, **who)

    assert field == "pool"
    assert "百亿级项目、50亿级项目" in told
    assert second == "member"
    assert why.startswith("丙项目已在百亿级项目，不能同时登记两级")


def test_on_the_ladder_of_listing_nobody_stands_on_two_rungs(who, source):
    lower, upper = ladder("上市")
    entry = PoolEntryFactory(pool=lower)

    field, told = refused(enter_pool, upper, entry.member, MAY_20, GROUND, source=source, **who)

    assert field == "member"
    assert "请改办升级，或先办理出库" in told


def test_on_another_ladder_one_may(who, source):
    lower, upper = ladder("专精特新")
    entry = PoolEntryFactory(pool=lower)

    assert enter_pool(upper, entry.member, MAY_20, GROUND, source=source, **who).pk


# Leaving


def test_member_leaves_with_a_reason_and_stays_on_record(who):
    entry = PoolEntryFactory()

    leave_pool(entry, MAY_20, "升规入统", **who)

    entry.refresh_from_db()
    assert (entry.left_on, entry.left_reason) == (MAY_20, "升规入统")
    assert Event.objects.filter(verb="出库", subject_key=entry.member.code).exists()


@pytest.mark.parametrize(
    ("day", "reason", "field", "sentence"),
    [
        (MARCH_1, "升规", "left_on", "出库日期须晚于入库日期（2021年3月1日）。"),
        (date(2020, 1, 1), "升规", "left_on", "出库日期须晚于入库日期（2021年3月1日）。"),
        (date(2022, 8, 11), "升规", "left_on", "出库日期不能晚于今天（2022年8月10日）。"),
        (MAY_20, " ", "left_reason", "请填写出库原因。"),
    ],
)
def test_leaving_is_refused_at_its_field(who, day, reason, field, sentence):
    assert refused(leave_pool, PoolEntryFactory(), day, reason, **who) == (field, sentence)


def test_nobody_leaves_twice(who):
    entry = PoolEntryFactory()
    leave_pool(entry, MAY_20, "升规入统", **who)

    field, told = refused(leave_pool, entry, AUGUST_10, "停产", **who)

    assert field == ""
    assert "已于2022年5月20日从" in told


# Climbing


def test_climbing_leaves_the_lower_rung_and_enters_the_upper_on_one_day(who, source):
    lower, upper = ladder()
    entry = PoolEntryFactory(pool=lower)

    new = climb(entry, upper, MAY_20, source=source, **who)

    entry.refresh_from_db()
    assert (entry.left_on, entry.left_reason) == (MAY_20, f"升入{upper}")
    assert (new.pool, new.entered_on, new.entered_reason) == (upper, MAY_20, f"由{lower}升入")


def test_ladder_is_climbed_one_way(who, source):
    lower, upper = ladder()
    other, _ = ladder("上市")
    low, high = PoolEntryFactory(pool=lower), PoolEntryFactory(pool=upper)
    apart = PoolEntryFactory()

    for entry, wanted in [(high, lower), (low, lower), (low, other), (apart, upper)]:
        field, told = refused(climb, entry, wanted, MAY_20, source=source, **who)
        assert field == "upper"
        assert told == "只能升入同一梯队中更高的一级；降级须先办理出库，并说明原因。"


def test_climb_that_cannot_enter_the_upper_rung_does_not_leave_the_lower(who, source):
    lower, upper = ladder()
    entry = PoolEntryFactory(pool=lower)
    PoolEntryFactory(pool=upper, member=entry.member)

    field, _ = refused(climb, entry, upper, MAY_20, source=source, **who)

    assert field == "member"
    entry.refresh_from_db()
    assert entry.left_on is None


# Correcting


def test_day_that_was_not_known_is_filled_in_with_what_was(who):
    entry = PoolEntryFactory(entered_on=None)

    correct_entry(entry, MAY_20, GROUND, why="市局补发名单", **who)

    entry.refresh_from_db()
    assert (entry.entered_on, entry.entered_reason) == (MAY_20, GROUND)
    words = Event.objects.get(verb="更正入库记录").detail["words"]
    assert words.endswith("入库日期由未知改为2022年5月20日：市局补发名单")


def test_corrected_day_comes_before_the_leaving_and_after_the_time_before(who):
    former = PoolEntryFactory(left_on=date(2021, 12, 1))
    entry = PoolEntryFactory(
        pool=former.pool, member=former.member, entered_on=date(2022, 1, 1), left_on=MAY_20
    )

    late = refused(correct_entry, entry, MAY_20, GROUND, why="笔误", **who)
    early = refused(correct_entry, entry, date(2021, 11, 30), GROUND, why="笔误", **who)
    unsaid = refused(correct_entry, entry, date(2022, 1, 5), GROUND, why="", **who)

    assert late == ("entered_on", "入库日期须早于出库日期（2022年5月20日）。")
    assert early[1].endswith("此前登记至2021年12月1日，入库日期不能早于该日。")
    assert unsaid == ("why", "请填写更正原因。")


# Rights


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
def test_only_the_office_writes(role, source):
    who = {"by": UserFactory(role=role), "at": NOW}
    lower, upper = ladder()
    entry = PoolEntryFactory(pool=lower)
    before = counts()

    for call, arguments in [
        (enter_pool, (upper, EnterpriseFactory(), MAY_20, GROUND)),
        (climb, (entry, upper, MAY_20)),
    ]:
        with pytest.raises(PermissionDenied):
            call(*arguments, source=source, **who)
    with pytest.raises(PermissionDenied):
        leave_pool(entry, MAY_20, "停产", **who)
    with pytest.raises(PermissionDenied):
        correct_entry(entry, MAY_20, GROUND, why="笔误", **who)

    assert counts() == before
    assert Pool.objects.count() == 2
