"""The pages of the headquarters' office: months, rules, years, reminders."""

import re
from datetime import date, datetime

import pytest

from strategy import clock
from strategy.models import (
    DueRule,
    Figure,
    KindDue,
    LockException,
    ReportingMonth,
    ReportingYear,
    Role,
)
from tests.factories.due_rules import DueRuleFactory

JULY = "/months/2022-07/"
LATER = datetime(2022, 8, 20, 17, tzinfo=clock.SHANGHAI)


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True  # today is 2022-08-10


@pytest.fixture
def office(world, signed_in):
    return signed_in(world.users[Role.COORDINATOR])


def text(response) -> str:
    return response.content.decode()


def lock(office):
    return office.post(f"{JULY}lock/", follow=True)


def exception(until="2022-08-20T17:00", reason="系统迁移", unit="yuanhui") -> dict:
    return {
        "exception-organisation": unit,
        "exception-until": until,
        "exception-reason": reason,
    }


@pytest.mark.parametrize(
    "address",
    [
        "/months/", JULY, "/months/due-rules/", f"{JULY}reminders/", "/notices/",
        "/notices/new/", "/handover/", "/handover/?organisation=industry",
    ],
)  # fmt: skip
def test_page_is_the_offices_alone_and_kept_by_nobody(world, office, signed_in, address):
    response = office.get(address)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    for role in set(Role) - {Role.COORDINATOR}:
        assert signed_in(world.users[role]).get(address).status_code == 403


@pytest.mark.parametrize("verb", ["open", "lock", "due", "exceptions"])
def test_verbs_are_the_offices_alone(world, signed_in, verb):
    for role in set(Role) - {Role.COORDINATOR}:
        assert signed_in(world.users[role]).post(f"{JULY}{verb}/").status_code == 403
    assert not ReportingMonth.objects.filter(locked_at__isnull=False).exists()


def test_list_counts_what_is_owed_reported_and_approved(office):
    row = re.search(r"/months/2022-06/.*?</tr>", text(office.get("/months/")), re.S)[0]

    counts = [int(one) for one in re.findall(r'<td class="num"[^>]*>(\d+)</td>', row)]
    owed = Figure.objects.filter(month=date(2022, 6, 1))
    published = owed.published().count()
    assert counts == [owed.count(), published, published]


def test_next_month_is_opened_from_the_list(office):
    DueRuleFactory()

    assert 'action="/months/2022-08/open/"' in text(office.get("/months/"))
    done = office.post("/months/2022-08/open/", follow=True)

    assert "已开放2022年8月，生成应报数据" in text(done)
    assert "2022-09-13 17:00" in text(done)
    assert "下一个报告期尚未开始" in text(office.get("/months/"))


def test_opening_again_says_that_nothing_was_done(office):
    response = office.post(f"{JULY}open/", follow=True)

    assert "2022年7月已开放，没有新增应报数据。" in text(response)


def test_month_that_cannot_be_opened_is_refused_in_words(office):
    assert "没有适用于2022年8月的截止规则" in text(office.get("/months/"))

    refused = office.post("/months/2022-08/open/")
    ahead = office.post("/months/2022-09/open/")

    assert (refused.status_code, ahead.status_code) == (409, 409)
    assert "没有适用于2022年8月的截止规则，请先设定。" in text(refused)
    assert "2022年9月尚未开始，不能开放。" in text(ahead)


def test_month_is_locked_once(office):
    assert "已锁定2022年7月。锁定时未报" in text(lock(office))

    again = office.post(f"{JULY}lock/")

    assert again.status_code == 409
    assert "2022年7月已锁定，无需再次操作。" in text(again)
    assert f'action="{JULY}lock/"' not in text(office.get(JULY))


def test_month_that_was_never_opened_is_not_found(office):
    assert office.get("/months/2022-09/").status_code == 404
    assert office.get("/months/2022-09/reminders/").status_code == 404
    assert office.post("/months/2022-09/lock/").status_code == 409


def test_exception_is_granted_and_ended(office):
    lock(office)

    granted = office.post(f"{JULY}exceptions/", exception(), follow=True)
    (one,) = LockException.objects.all()
    ended = office.post(f"/exceptions/{one.pk}/end/", follow=True)
    again = office.post(f"/exceptions/{one.pk}/end/")

    assert "已批准" in text(granted)
    assert (one.until, one.reason) == (LATER, "系统迁移")
    assert "提前结束" in text(ended)
    assert (again.status_code, office.post("/exceptions/0/end/").status_code) == (409, 404)


def test_exception_that_is_incomplete_keeps_what_was_typed(office):
    lock(office)

    response = office.post(f"{JULY}exceptions/", exception(reason=""))

    assert response.status_code == 422
    assert "须说明原因。" in text(response)
    assert 'value="2022-08-20T17:00"' in text(response)
    assert '<option value="yuanhui" selected>' in text(response)


def test_exception_that_is_over_or_not_needed_is_refused(office):
    assert office.post(f"{JULY}exceptions/", exception()).status_code == 409
    lock(office)

    past = office.post(f"{JULY}exceptions/", exception(until="2022-08-01T17:00"))

    assert past.status_code == 409
    assert "截止时间须晚于当前时间。" in text(past)


def test_due_moment_is_moved(office):
    moved = {"due-kind": "department", "due-due_at": "2022-08-20T17:00", "due-reason": "汛期"}

    assert office.post(f"{JULY}due/", moved | {"due-reason": ""}).status_code == 422
    assert "市直部门 2022-08-20 17:00" in text(office.post(f"{JULY}due/", moved, follow=True))
    assert KindDue.objects.get().due_at == LATER
    lock(office)
    assert office.post(f"{JULY}due/", moved).status_code == 409


RULE = {
    "from_month": "2022-08", "day": "15", "closing_time": "17:00", "roll": "later",
}  # fmt: skip


def test_rule_is_set_from_a_month_on(office):
    response = office.post("/months/due-rules/", RULE, follow=True)

    assert "已设定截止规则：所有单位 2022年8月起，次月15日17:00，遇非工作日顺延" in text(response)
    assert DueRule.objects.get().from_month == date(2022, 8, 1)
    assert office.post("/months/due-rules/", RULE | {"day": "18"}, follow=True).status_code == 200
    assert DueRule.objects.get().day == 18


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day": "32"}, "日须在1至31之间。"),
        ({"from_month": "8月"}, "月份“8月”无法识别"),
        ({"december_in_december": "on"}, "须填写日。"),
        ({"closing_time": "下午"}, "时刻无法识别"),
    ],
)
def test_rule_that_will_not_do_is_told_at_its_field(office, wrong, sentence):
    response = office.post("/months/due-rules/", RULE | wrong)

    assert response.status_code == 422
    assert sentence in text(response)
    assert not DueRule.objects.exists()


def test_rule_by_which_a_month_was_opened_is_kept(office):
    DueRuleFactory(from_month=date(2022, 7, 1))

    assert office.post("/months/due-rules/", RULE | {"from_month": "2022-07"}).status_code == 409


def test_year_lists_what_it_carries_and_asks_for_and_is_opened(office):
    page = text(office.get("/years/2023/"))
    opened = office.post("/years/2023/", follow=True)

    assert "/targets/T001-output-industry/2023/" in page
    assert "1200万元" in page
    assert "已开启2023年度。" in text(opened)
    assert "没有改动" in text(office.post("/years/2023/", follow=True))
    assert ReportingYear.objects.count() == 1
    assert office.post("/years/2024/").status_code == 409
    assert office.get("/years/1999/").status_code == 404


def test_reminders_are_ready_to_paste_and_have_no_values(world, office):
    page = text(office.get(f"{JULY}reminders/"))
    texts = re.findall(r"<textarea[^>]*readonly>(.*?)</textarea>", page, re.S)

    assert len(texts) == 1 + 3
    assert all("2022年7月月报应报" in one for one in texts)
    assert "还剩2天" in page
    assert "0395-3100001" in page
    assert "0395" not in "".join(texts)
    without_names = re.sub(r"第\d+单位", "", "".join(texts))
    assert not re.search(r"data-figure|300|450", without_names)


def test_year_without_published_holidays_is_said_on_every_page(world, office, reader, signed_in):
    guessed = datetime(2098, 9, 12, 17, tzinfo=clock.SHANGHAI)
    ReportingMonth.objects.filter(month=date(2022, 7, 1)).update(due_at=guessed)

    pages = [office.get(one) for one in ("/months/", JULY, f"{JULY}reminders/")]
    pages.append(reader.get("/completeness/"))
    staff = signed_in(world.users[Role.STAFF])
    pages += [staff.get("/reporting/"), staff.get("/reporting/2022-07/industry/")]
    pages += [reader.get("/?month=2022-07"), reader.get("/figures/T001-output-industry/2022-07/")]

    for page in pages:
        assert "2098年节假日安排尚未公布，截止时间按周一至周五推算" in text(page)
