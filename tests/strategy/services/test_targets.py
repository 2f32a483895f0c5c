"""What a target may be, and what a change of it leaves alone."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from strategy.clock import SHANGHAI
from strategy.models import Assessment, ReportingMonth, Target
from strategy.services.publications import set_targets
from strategy.services.targets import NewTarget, TargetChangedError, TargetError
from tests.factories import (
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    UserFactory,
    publish,
)

pytestmark = pytest.mark.django_db

JANUARY, MAY, JUNE = date(2022, 1, 1), date(2022, 5, 1), date(2022, 6, 1)
NOON = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)
LATER = NOON + timedelta(days=5)


@pytest.fixture
def office():
    return UserFactory(role="coordinator")


@pytest.fixture
def line(office):
    """A series with figures of May and June and a target of 100 for the year."""
    RuleFactory()
    for month in (MAY, JUNE):
        ReportingMonthFactory(month=month, opened_at=NOON - timedelta(9), opened_by=office)
    line = SeriesFactory()
    set_targets([NewTarget(line, Decimal(100), JANUARY)], by=office, at=NOON - timedelta(8))
    for month in (MAY, JUNE):
        publish(line, month, 20, at=NOON)
    return line


def change(line, value=60, from_month=JUNE, **more) -> NewTarget:
    return NewTarget(line, Decimal(value), from_month, **({"reason": "年中调整"} | more))


def problems(new, office) -> dict[str, str]:
    with pytest.raises(TargetError) as refused:
        set_targets([new], by=office, at=LATER)
    return refused.value.problems


def test_change_moves_the_results_from_its_month_on_only(line, office):
    before = list(Assessment.objects.known_at(None).filter(month=MAY).order_by("pk"))

    set_targets([change(line)], by=office, at=LATER)

    assert list(Assessment.objects.known_at(None).filter(month=MAY).order_by("pk")) == before
    may, june = Assessment.objects.known_at(None).of_series().order_by("month")
    assert (may.target, june.target) == (100, 60)
    assert (may.recorded_at, june.recorded_at) == (NOON, LATER)


def test_old_version_stays_as_it_was(line, office):
    first = Target.objects.values().get()

    set_targets([change(line)], by=office, at=LATER)

    assert Target.objects.order_by("version").values()[0] == first
    assert list(Target.objects.order_by("version").values_list("version", "value")) == [
        (1, 100),
        (2, 60),
    ]


def test_change_needs_a_reason(line, office):
    assert problems(change(line, reason=" "), office) == {"reason": "调整目标须说明原因。"}


def test_target_holds_from_no_locked_month(line, office):
    locked = {"locked_at": NOON, "locked_by": office}
    ReportingMonth.objects.filter(month=JUNE).update(**locked)

    assert problems(change(line), office)["from_month"].startswith("2022年6月已锁定，目标不能")
    assert set_targets([change(line, from_month=date(2022, 7, 1))], by=office, at=LATER)


@pytest.mark.parametrize(
    ("more", "name", "words"),
    [
        ({"value": "60.5"}, "value", "年度目标应为整数。"),
        ({"value": "1e11"}, "value", "年度目标数值过大，请核对单位。"),
        ({"start": Decimal("0.5")}, "start", "起点值应为整数。"),
        ({"plan": {JUNE: Decimal("30.25")}}, "plan_6", "6月计划应为整数。"),
        ({"plan": {date(2023, 1, 1): Decimal(3)}}, "plan", "2023年1月不在目标年度之内。"),
        ({"value": 100}, "value", "与现行目标相同，没有可保存的调整。"),
    ],
)
def test_amounts_fit_the_metric(line, office, more, name, words):
    assert problems(change(line, **more), office) == {name: words}


def test_decimals_are_those_of_the_metric(line, office):
    line.metric.decimals = 2

    assert set_targets([change(line, "60.25")], by=office, at=LATER)[0].value == Decimal("60.25")
    assert problems(change(line, "60.255"), office) == {"value": "年度目标最多保留2位小数。"}


def test_rank_is_a_place(office):
    line = SeriesFactory(metric__accumulation="rank", metric__unit="位")

    assert problems(change(line, 0), office) == {"value": "年度目标是位次，应为不小于1的整数。"}


def test_plan_alone_is_a_change(line, office):
    (target,) = set_targets([change(line, 100, plan={JUNE: Decimal(40)})], by=office, at=LATER)

    assert [one.value for one in target.plan.all()] == [40]


def test_second_of_two_who_change_it_is_told(line, office):
    set_targets([change(line, seen=1)], by=office, at=LATER)

    with pytest.raises(TargetChangedError):
        set_targets([change(line, 70, seen=1)], by=office, at=LATER)

    assert Target.objects.count() == 2


def test_one_wrong_target_keeps_all_from_being_set(line, office):
    other = SeriesFactory()

    problems_found = pytest.raises(TargetError)
    with problems_found:
        set_targets([change(other), change(line, reason="")], by=office, at=LATER)

    assert Target.objects.count() == 1


def test_nobody_but_the_office_sets_targets(line):
    with pytest.raises(PermissionDenied):
        set_targets([change(line)], by=UserFactory(), at=LATER)
