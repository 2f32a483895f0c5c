"""What the sheet of a unit asks for, in which order, and what it says of each row."""

from datetime import datetime
from decimal import Decimal

import pytest

from strategy.clock import SHANGHAI
from strategy.models import KindDue, ReportingMonth
from strategy.queries.sheet_rows import box_text
from strategy.queries.sheets import colleagues_of, phone_of, sheet, sheet_figures
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import approve_revisions, return_revision
from strategy.services.submissions import submit_revisions
from tests.factories.figures import EXPLANATION, FigureFactory, publish
from tests.factories.items import EnterpriseFactory, TaskFactory
from tests.factories.metrics import SeriesFactory
from tests.factories.organisations import UserFactory
from tests.strategy.views.sheets import CODES, DUE, JULY, JUNE, NOW, Unit, build_unit


@pytest.fixture
def unit(db) -> Unit:
    return build_unit()


def draft(unit, kind, value, **more):
    return enter_figures([Entry(unit.figure(kind), value, **more)], by=unit.clerk, at=NOW)[0]


def decide(unit, revision, reason=""):
    reviewer = UserFactory(organisation=unit.figure("flow").series.reviewer)
    submit_revisions([revision], by=unit.clerk, at=NOW)
    if reason:
        return return_revision(revision, reason, by=reviewer, at=NOW)
    return approve_revisions([revision], by=reviewer, at=NOW)


def row(unit, kind):
    return unit.rows()[CODES[kind]]


def test_sheet_has_the_typed_figures_of_its_unit_and_month(unit):
    line = unit.figure("flow").series
    total = {"organisation": None, "reviewer": None, "is_total": True, "is_headline": False}
    others = [
        SeriesFactory(metric=line.metric),
        SeriesFactory(item=line.item, metric=line.metric, **total),
    ]
    for other in others:
        FigureFactory(series=other, month=JULY)

    figures = sheet_figures(unit.organisation, JULY)

    assert [one.series.code for one in figures] == [
        CODES["flow"],
        CODES["stock"],
        CODES["to_date"],
    ]


def test_rows_stand_under_their_action_and_then_under_their_kind(unit):
    metric = unit.figure("flow").series.metric
    shared = {"organisation": unit.organisation, "reviewer": unit.figure("flow").series.reviewer}
    for item in (EnterpriseFactory(code="E001"), TaskFactory(code="T001")):
        line = SeriesFactory(item=item, metric=metric, **shared)
        FigureFactory(series=line, month=JULY)

    groups = sheet(unit.organisation, JULY, NOW).groups

    assert [title for title, _ in groups] == ["集群强链提升行动", "企业", "重点工作"]
    assert [len(rows) for _, rows in groups] == [3, 1, 1]


def test_figures_are_asked_once(unit, django_assert_num_queries):
    with django_assert_num_queries(1):
        figures = sheet_figures(unit.organisation, JULY)
        assert {one.series.item.action and one.series.item.action.name for one in figures} == {
            None,
            "集群强链提升行动",
        }
        assert {one.series.reviewer.short_name for one in figures} == {"市工信局"}


def test_due_moment_is_that_of_the_kind(unit):
    assert sheet(unit.organisation, JULY, NOW).due_at == DUE

    earlier = datetime(2022, 8, 8, 17, tzinfo=SHANGHAI)
    month = ReportingMonth.objects.get(month=JULY)
    KindDue.objects.create(reporting_month=month, kind="area", due_at=earlier)

    assert sheet(unit.organisation, JULY, NOW).due_at == earlier


def test_each_kind_of_number_is_accumulated_as_it_is(unit):
    draft(unit, "flow", 40)
    draft(unit, "to_date", 75)
    draft(unit, "stock", 28)

    rows = unit.rows()
    found = {kind: (rows[code].before, rows[code].to_date) for kind, code in CODES.items()}

    assert found == {"flow": (100, 140), "to_date": (60, 75), "stock": (26, 28)}
    assert [rows[code].former for code in CODES.values()] == [100, 60, 26]


def test_month_that_is_not_approved_is_provisional(unit):
    line = unit.figure("flow").series
    publish(SeriesFactory(), JUNE, 1)
    assert not row(unit, "flow").before_is_provisional

    may = FigureFactory(series=line, month=JUNE.replace(month=5))
    enter_figures([Entry(may, 9)], by=unit.clerk, at=NOW)

    assert row(unit, "flow").before == 109
    assert row(unit, "flow").before_is_provisional


def test_states_of_a_row(unit):
    assert row(unit, "stock").state.label == "未填"

    revision = draft(unit, "stock", 28)
    assert row(unit, "stock").state.label == "草稿"
    assert row(unit, "stock").is_ready

    decide(unit, revision, "请附名单")
    back = row(unit, "stock")
    assert (back.state.label, back.text, back.version) == ("退回", "28", 0)
    assert (back.returned.reason, back.returned.reviewer) == ("请附名单", "市工信局")

    again = draft(unit, "stock", 27)
    assert row(unit, "stock").state.label == "退回"
    submit_revisions([again], by=unit.clerk, at=NOW)
    assert row(unit, "stock").state.label == "已上报（待审核）"
    assert row(unit, "stock").returned is None
    assert not row(unit, "stock").is_open


def test_published_row_is_corrected_elsewhere(unit):
    decide(unit, draft(unit, "stock", 28))
    assert row(unit, "stock").state.label == "已审核"
    assert row(unit, "stock").is_correctable

    draft(unit, "stock", 29, reason="名单更正")
    assert row(unit, "stock").state.label == "修正中"
    assert not row(unit, "stock").is_open


def test_emptied_draft_is_no_entry_but_has_a_version(unit):
    draft(unit, "flow", 40)
    draft(unit, "flow", None)

    assert row(unit, "flow").state.label == "未填"
    assert row(unit, "flow").version == 2


def test_question_is_asked_until_it_is_explained(unit):
    draft(unit, "flow", 2_000_000)
    assert row(unit, "flow").must_explain
    assert not row(unit, "flow").is_ready

    draft(unit, "flow", 2_000_000, explanation=EXPLANATION)
    assert row(unit, "flow").is_explained
    assert row(unit, "flow").is_ready


def test_whole_sheet_stands_where_its_last_row_does(unit):
    assert sheet(unit.organisation, JULY, NOW).step.label == "草稿"

    values = {"flow": 100, "to_date": 75, "stock": 28}
    for kind, value in values.items():
        decide(unit, draft(unit, kind, value, explanation=EXPLANATION))
    assert sheet(unit.organisation, JULY, NOW).step.label == "已审核"


def test_value_is_never_rounded_in_its_box():
    assert box_text(None, 2) == ""
    assert box_text(Decimal(12), 2) == "12.00"
    assert box_text(Decimal("147.3"), 0) == "147.3"


def test_colleagues_sign_in_for_the_same_unit(unit):
    strangers = {UserFactory(organisation=unit.organisation, is_active=False), UserFactory()}

    found = colleagues_of(unit.clerk)

    assert unit.colleague in found
    assert not (strangers | {unit.clerk}) & set(found)


def test_phone_is_that_of_the_contact_of_the_same_name(unit):
    assert phone_of(unit.clerk) == ""
    unit.organisation.contacts.create(name="王某某", post="科员", phone="18612341402")
    assert phone_of(unit.clerk) == "18612341402"
