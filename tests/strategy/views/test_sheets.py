"""The monthly sheet: what it shows, and saving all of it without a script."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from strategy.models import Figure, LockException, Notice, ReportingMonth, Revision
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import approve_revisions, return_revision
from strategy.services.submissions import submit_revisions
from tests.factories.organisations import UserFactory

from .sheets import (
    CODES,
    IN_JULY,
    JULY,
    NOW,
    PAGE,
    TARGET,
    Unit,
    add_lines,
    box,
    build_unit,
    page_data,
    typed,
)


@pytest.fixture
def unit(db) -> Unit:
    return build_unit()


@pytest.fixture
def clerk(unit, signed_in) -> Client:
    return signed_in(unit.clerk)


def html_of(client, **options) -> str:
    return client.get(PAGE, **options).content.decode()


def enter(unit, kind, value, **more) -> Revision:
    entry = Entry(unit.figure(kind), value, **more)
    return enter_figures([entry], by=unit.clerk, at=NOW)[0]


def submit(unit, kind, value, **more) -> Revision:
    return submit_revisions([enter(unit, kind, value, **more)], by=unit.clerk, at=NOW)[0]


def test_sheet_shows_what_is_known_beside_what_is_typed(clerk, unit):
    enter(unit, "to_date", 75)

    page = html_of(clerk)

    assert "召陵区 2022年7月月报" in page
    assert "8月12日" in page
    assert "17:00" in page
    assert f'<span id="{CODES["to_date"]}-after">75</span>' in page
    assert "入库且仍在经营的企业。" in page
    assert "累计数" in page
    assert "填表人：王某某" in page
    assert box(page, f"{CODES['to_date']}-value") == "75"
    assert box(page, f"{CODES['to_date']}-version") == "1"


def test_sheet_is_for_nobody_but_its_unit_and_is_never_kept(clerk, signed_in, unit):
    stranger = signed_in(UserFactory(organisation=unit.figure("flow").series.reviewer))

    assert clerk.get(PAGE).headers["Cache-Control"] == "private, no-store"
    assert stranger.get(PAGE).status_code == 403
    assert stranger.post(PAGE, typed(flow="1")).status_code == 403


@pytest.mark.parametrize("path", ["/reporting/2022-07/nowhere/", "/reporting/2020-01/zhaoling/"])
def test_unknown_sheet_is_not_found(clerk, path):
    response = clerk.get(path)

    assert response.status_code == 404
    assert "页面不存在" in response.content.decode()


def test_month_without_duties_says_so(clerk):
    Revision.objects.all()._raw_delete("default")
    Figure.objects.filter(month=JULY).delete()

    assert "没有应报数据" in html_of(clerk)


def test_sheet_shows_no_target_and_no_light(clerk, unit):
    enter(unit, "flow", TARGET * 2, explanation="项目资金本月集中到账，已附凭证。")

    main = html_of(clerk).partition("<main")[2].partition("</main>")[0]

    assert "请说明原因" in main
    for words in (str(TARGET), f"{TARGET:,}", "目标", "应完成", "序时", "滞后", "standing"):
        assert words not in main


def test_notices_stand_above(clerk, unit):
    Notice.objects.create(
        title="报送提醒", text="请按时报送。", from_on=NOW, posted_at=NOW, posted_by=unit.clerk
    )

    assert "请按时报送。" in html_of(clerk)


def test_queries_do_not_grow_with_rows(signed_in, db):
    unit = build_unit()
    small = count_queries(signed_in(unit.clerk))

    figure = unit.figure("flow")
    metrics = [unit.figure(kind).series.metric for kind in CODES]
    shared = {"organisation": unit.organisation, "reviewer": figure.series.reviewer}
    for number in range(9):
        add_lines(number, metrics, shared)
    large = count_queries(signed_in(unit.clerk))

    assert large == small <= 20


def count_queries(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(PAGE).status_code == 200
    return len(captured)


def test_form_without_a_script_saves_all_rows(clerk, unit):
    data = typed(flow="１，２３４．５", to_date="75", stock={"none": "on", "note": "名单停用"})

    response = clerk.post(PAGE, data | {"save": "1"}, follow=True)

    assert response.redirect_chain == [(PAGE, 302)]
    assert "已保存草稿，共更新3项。" in response.content.decode()
    assert [unit.draft(kind).value for kind in CODES] == [1234.5, 75, None]
    assert unit.draft("stock").not_applicable


def test_converted_number_is_told(clerk, unit):
    response = clerk.post(PAGE, typed(flow="1.2亿"), follow=True)

    assert unit.draft("flow").value == 12000
    assert "1.2亿元按单位万元计为12,000" in response.content.decode()


def test_good_rows_are_saved_and_wrong_ones_stay_as_typed(clerk, unit):
    response = clerk.post(PAGE, typed(flow="约三百", to_date="75", stock={"none": "on"}))
    page = response.content.decode()

    assert response.status_code == 422
    assert unit.draft("to_date").value == 75
    assert unit.draft("flow") is None
    assert box(page, f"{CODES['flow']}-value") == "约三百"
    assert "请只填写数字" in page
    assert "须说明原因" in page
    assert 'aria-invalid="true"' in page


def test_empty_zero_and_nothing_this_month_are_three_things(clerk, unit):
    clerk.post(PAGE, typed(flow="0", to_date="", stock={"none": "on", "note": "名单停用"}))

    assert unit.draft("flow").value == 0
    assert unit.draft("to_date") is None
    rows = unit.rows()
    assert [rows[CODES[kind]].state.label for kind in CODES] == ["草稿", "未填", "草稿"]


def test_second_writer_sees_both_values_and_loses_none(clerk, unit):
    enter_figures([Entry(unit.figure("flow"), 12)], by=unit.colleague, at=NOW)

    response = clerk.post(PAGE, typed(flow="15", to_date="75"))
    page = response.content.decode()

    assert response.status_code == 409
    assert "李某在" in page
    assert "<td>15.00</td><td>12.00</td>" in page
    assert box(page, f"{CODES['flow']}-value") == "15"
    assert unit.draft("flow").value == 12
    assert unit.draft("to_date").value == 75


def test_row_that_only_a_colleague_has_touched_is_no_conflict(clerk, unit):
    enter(unit, "flow", 11)
    data = page_data(html_of(clerk))
    enter_figures([Entry(unit.figure("flow"), 12)], by=unit.colleague, at=NOW)

    response = clerk.post(PAGE, data | {f"{CODES['to_date']}-value": "75"})

    assert response.status_code == 302
    assert unit.draft("flow").value == 12
    assert unit.draft("to_date").value == 75


@pytest.mark.parametrize(("choice", "value"), [("mine", 15), ("theirs", 12)])
def test_one_of_two_values_is_chosen(clerk, unit, choice, value):
    enter_figures([Entry(unit.figure("flow"), 12)], by=unit.colleague, at=NOW)

    response = clerk.post(PAGE, typed(flow="15") | {f"{CODES['flow']}-keep": f"{choice}:1"})

    assert response.status_code == 302
    assert unit.draft("flow").value == value


def test_third_value_is_not_written_over(clerk, unit):
    enter_figures([Entry(unit.figure("flow"), 12)], by=unit.colleague, at=NOW)
    enter_figures([Entry(unit.figure("flow"), 13)], by=unit.colleague, at=NOW)

    response = clerk.post(PAGE, typed(flow="15") | {f"{CODES['flow']}-keep": "mine:1"})

    assert response.status_code == 409
    assert unit.draft("flow").value == 13


def test_what_was_submitted_meanwhile_says_what_is_not_saved(clerk, unit):
    submit(unit, "flow", 12, explanation="本月项目资金到位较少，属正常进度安排。")

    response = clerk.post(PAGE, typed(flow="15"))

    assert response.status_code == 409
    assert "您填写的“15”没有保存：已上报，正在审核" in response.content.decode()
    assert unit.draft("flow").value == 12


def test_month_before_is_repeated_by_a_button(clerk, unit):
    clerk.post(PAGE, typed(stock="") | {f"{CODES['stock']}-same": "1"})

    assert unit.draft("stock").value == 26


def test_returned_row_says_why_and_can_be_typed_in(clerk, unit):
    figure = unit.figure("stock")
    reviewer = UserFactory(organisation=figure.series.reviewer)
    return_revision(submit(unit, "stock", 28), "与名单相差1家", by=reviewer, at=NOW)

    page = html_of(clerk)

    assert "审核退回（市工信局 2022年8月10日）：与名单相差1家" in page
    assert box(page, f"{CODES['stock']}-value") == "28"
    assert unit.rows()[CODES["stock"]].state.label == "退回"
    clerk.post(PAGE, typed(stock="28"))
    assert unit.draft("stock") is None
    clerk.post(PAGE, typed(stock="27"))
    assert unit.draft("stock").value == 27


def test_published_row_leads_to_its_correction(clerk, unit):
    revision = submit(unit, "stock", 28)
    approve_revisions(
        [revision], by=UserFactory(organisation=revision.figure.series.reviewer), at=NOW
    )

    page = html_of(clerk)

    assert f'name="{CODES["stock"]}-value"' not in page
    assert f'href="{PAGE}{CODES["stock"]}/">修正</a>' in page


def test_locked_month_is_shown_and_not_typed_in_but_by_the_excepted(clerk, unit):
    month = ReportingMonth.objects.get(month=JULY)
    month.locked_at, month.locked_by = NOW, unit.clerk
    month.save()
    assert f'name="{CODES["flow"]}-value"' not in html_of(clerk)
    assert clerk.post(PAGE, typed(flow="1")).status_code == 409

    LockException.objects.create(
        reporting_month=month, organisation=unit.organisation, until=NOW.replace(day=20),
        reason="停电", granted_at=IN_JULY, granted_by=unit.clerk,
    )  # fmt: skip

    assert f'name="{CODES["flow"]}-value"' in html_of(clerk)
