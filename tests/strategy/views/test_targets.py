"""The targets of a year, one target with its versions, and the coordinator's form."""

import re
from datetime import date, datetime
from decimal import Decimal

import pytest

from strategy.clock import SHANGHAI
from strategy.models import ReportingMonth, Role, Target
from strategy.services.publications import set_targets
from strategy.services.targets import NewTarget
from tests.factories.world import JUNE, line_of

from .pages import csv_rows, rows_of

LIST = "/targets/"
PAGE = "/targets/T001-output-industry/2022/"
AT = datetime(2022, 7, 20, 10, tzinfo=SHANGHAI)


@pytest.fixture
def changed(world):
    """A target lowered from June on."""
    office = world.users[Role.COORDINATOR]
    new = NewTarget(
        line_of("T001"), Decimal(900), JUNE, reason="年中调整", document="漏政〔2022〕9号"
    )
    set_targets([new], by=office, at=AT)
    return world


@pytest.fixture
def coordinator(world, signed_in):
    return signed_in(world.users[Role.COORDINATOR])


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def posted(**more) -> dict:
    return {"value": "800", "from_month": "2022-07", "reason": "年中调整", "seen": "1"} | more


# The list


def test_original_and_current_target_stand_beside_each_other(changed, reader):
    (row,) = rows_of(reader.get(f"{LIST}?step=changed"))

    for words in (
        "1,200",
        "900",
        "年中调整",
        "自2022年6月起",
        "漏政〔2022〕9号",
        "2022-07-20",
        "第2版",
    ):
        assert words in row


def test_month_before_the_change_has_the_original(changed, reader):
    (row,) = csv_rows(reader.get(f"{LIST}?month=2022-05&step=changed&export=csv"))

    assert (row["原目标"], row["现行目标"], row["目标"]) == ("1200", "1200", "已调整")


def test_line_without_a_target_is_found(changed, reader):
    rows = csv_rows(reader.get(f"{LIST}?step=missing&export=csv"))

    assert len(rows) == 9
    assert {row["指标"] for row in rows} == {"示例产值"}
    assert "未下达 9 项" in text(reader.get(LIST))


@pytest.mark.parametrize(
    ("query", "count"),
    [("organisation=yuanhui", 3), ("q=T001", 1), ("metric=output", 15), ("action=A1", 8)],
)
def test_targets_are_filtered(changed, reader, query, count):
    assert len(rows_of(reader.get(f"{LIST}?{query}"))) == count


def test_past_day_knows_the_first_version_only(changed, reader):
    assert rows_of(reader.get(f"{LIST}?step=changed&asof=2022-07-19")) == []
    page = text(reader.get(f"{PAGE}?asof=2022-07-19"))
    assert "1,200" in page
    assert "900" not in page


# One target


def test_page_shows_every_version(changed, reader):
    page = text(reader.get(PAGE))

    for words in ("现行目标 900", "原目标 1,200", "第2版", "第1版", "年中调整", "漏政〔2022〕9号"):
        assert words in page
    assert "提交调整" not in page


@pytest.mark.parametrize(
    "address", ["/targets/T999-output-industry/2022/", "/targets/T001-output-industry/0/"]
)
def test_unknown_line_or_year_is_not_found(world, reader, address):
    assert reader.get(address).status_code == 404


def test_line_without_a_target_says_so(world, reader):
    assert "2022年目标未下达。" in text(reader.get("/targets/A1-area-output-yuanhui/2022/"))


def test_coordinator_changes_a_target(world, coordinator):
    response = coordinator.post(PAGE, posted(value="８００", plan_7="500", document="漏政9号"))

    assert (response.status_code, response.url) == (302, PAGE)
    target = Target.objects.get(series=line_of("T001"), version=2)
    assert (target.value, target.document, target.decided_by) == (
        800, "漏政9号", world.users[Role.COORDINATOR],
    )  # fmt: skip
    assert [(one.month, one.value) for one in target.plan.all()] == [(date(2022, 7, 1), 500)]
    assert "已保存2022年目标第2版，自2022年7月起生效。" in text(coordinator.get(PAGE))


def test_coordinator_sets_a_first_target_without_a_reason(world, coordinator):
    page = "/targets/A1-area-output-yuanhui/2022/"

    asked = posted(value="10.5", from_month="2022-01", reason="", seen="0")
    assert coordinator.post(page, asked).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"value": "很多"}, "请只填写数字"),
        ({"value": ""}, "须填写年度目标。"),
        ({"value": "800.5"}, "小数"),
        ({"reason": ""}, "调整目标须说明原因。"),
        ({"plan_3": "x"}, "3月："),
        ({"value": "1200"}, "与现行目标相同，没有可保存的调整。"),
    ],
)
def test_wrong_form_is_told_at_its_field_and_keeps_what_was_typed(world, coordinator, wrong, words):
    response = coordinator.post(PAGE, posted(document="文号1", **wrong))

    assert response.status_code == 422
    assert words in text(response)
    assert 'value="文号1"' in response.content.decode()
    assert Target.objects.filter(series=line_of("T001")).count() == 1


def test_locked_month_is_refused_at_its_field(world, coordinator):
    by = world.users[Role.COORDINATOR]
    ReportingMonth.objects.filter(month=JUNE).update(locked_at=AT, locked_by=by)

    response = coordinator.post(PAGE, posted(from_month="2022-06"))

    assert response.status_code == 422
    assert "2022年6月已锁定" in text(response)
    assert "2022年6月（已锁定）" in text(response)


def test_version_that_came_in_between_is_told(changed, coordinator):
    response = coordinator.post(PAGE, posted())

    assert response.status_code == 409
    assert "其他人刚刚调整了该目标" in text(response)
    assert 'value="800"' in response.content.decode()


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.STAFF, Role.AUDITOR])
def test_nobody_else_sets_a_target(world, signed_in, role):
    assert signed_in(world.users[role]).post(PAGE, posted()).status_code == 403
    assert Target.objects.filter(series=line_of("T001")).count() == 1


def test_page_with_the_form_is_kept_by_nobody(world, coordinator, reader):
    assert "no-store" in coordinator.get(PAGE)["Cache-Control"]
    assert "ETag" not in coordinator.get(PAGE)
    assert "ETag" in reader.get(PAGE)


def test_past_day_has_no_form(world, coordinator):
    assert "提交调整" not in text(coordinator.get(f"{PAGE}?asof=2022-07-19"))


# Where a target is shown


@pytest.mark.parametrize(
    "address", ["/tasks/T001/", "/metrics/output/", "/organisations/industry/"]
)
def test_original_target_stands_beside_the_one_in_force(changed, reader, address):
    page = text(reader.get(address))

    assert "原目标" in page
    assert "原目标" not in text(reader.get(f"{address}?month=2022-05"))
