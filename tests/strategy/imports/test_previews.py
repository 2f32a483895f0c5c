"""What a paste or an upload would change."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from strategy.exports.sheet_template import sheet_template
from strategy.imports.grids import ImportRefusedError
from strategy.imports.lines import LineKind
from strategy.models import ReportingMonth, Revision
from strategy.queries.batches import STAMP_SHEET, Stamp
from strategy.services.figures import Entry, enter_figures
from strategy.services.submissions import submit_revisions
from tests.factories.figures import publish

from .unit import AT, JULY, WHY, make_unit, saved, tabbed, workbook

pytestmark = pytest.mark.django_db
CONTRACTS = {"code": "contracts", "name": "新签约项目", "short_name": "签约", "unit": "个"}
FUNDS = {"code": "funds", "name": "到位资金", "unit": "万元", "decimals": 2}
INVESTED = {"code": "invested", "name": "完成投资", "unit": "万元", "accumulation": "to_date"}


@pytest.fixture
def unit():
    return make_unit(CONTRACTS, FUNDS, INVESTED)


def kinds(preview) -> list[str]:
    return [line.kind.value for line in preview.lines]


def refusals(preview) -> dict[str, str]:
    return {line.match.address: line.reason for line in preview.of(LineKind.REFUSED)}


def enter(unit, number: int, value, **typed) -> Revision:
    figure = unit.sheet().rows[number].figure
    entry = Entry(figure, Decimal(value), **typed)
    (draft,) = enter_figures([entry], by=unit.clerk, at=AT)
    return draft


def filled(unit, values: dict, change=None) -> bytes:
    """The downloaded sheet with values typed into it; `change` may tamper with the workbook."""
    book = load_workbook(BytesIO(sheet_template(unit.sheet())))
    for row, value in values.items():
        book.worksheets[0].cell(row, 8).value = value
    if change:
        change(book)
    return saved(book)


def test_new_changed_and_unchanged_are_told_apart(unit):
    enter(unit, 0, 3)
    enter(unit, 1, 5)

    preview = unit.preview(
        tabbed(["指标", "7月"], ["新签约项目", 3], ["到位资金", 6], ["完成投资", 9])
    )

    assert kinds(preview) == ["same", "changed", "new"]
    assert [(line.old, line.new) for line in preview.written] == [("5.00", "6.00"), ("", "9")]
    assert preview.may_commit


def test_yi_of_yuan_is_converted_and_told(unit):
    preview = unit.preview(tabbed(["指标", "本月"], ["到位资金", "1.2亿元"]))

    (line,) = preview.lines
    assert line.entry.value == Decimal(12000)
    assert line.told == "1.2亿元按单位万元计为12,000"


@pytest.mark.parametrize(
    "table",
    [
        [["指标", "单位", "7月"], ["到位资金", "亿元", "1.2"]],
        [["指标", "7月（亿元）"], ["到位资金", "1.2"]],
        [["单位：亿元"], ["指标", "7月"], ["到位资金", "1.2"]],
        [["到位资金", "亿元", "1.2"]],
        [["到位资金（亿元）", "1.2"]],
    ],
)
def test_a_unit_beside_the_number_counts(unit, table):
    (line,) = unit.preview(tabbed(*table)).lines

    assert line.entry.value == Decimal(12000)


def test_a_unit_above_the_table_is_only_for_money(unit):
    table = [["单位：亿元"], ["指标", "7月"], ["新签约项目", 3], ["到位资金", 2]]

    preview = unit.preview(tabbed(*table))

    assert [line.new for line in preview.lines] == ["3", "20000.00"]


def test_a_bad_cell_is_refused_with_its_address_and_stops_the_whole(unit):
    preview = unit.preview(tabbed(["指标", "7月"], ["新签约项目", "三个"], ["到位资金", 6]))

    assert refusals(preview) == {"B2": "“三个”不是数字，请只填写数字"}
    assert kinds(preview) == ["refused", "new"]
    assert not preview.may_commit


def test_a_blocking_finding_refuses_and_an_asking_one_does_not(unit):
    publish(unit.lines[2], JULY.replace(month=6), 120)
    for month in range(1, 7):
        publish(unit.lines[0], JULY.replace(month=month), 10 + month)

    preview = unit.preview(tabbed(["指标", "7月"], ["完成投资", 90], ["新签约项目", 900]))

    assert "累计" in refusals(preview)["B2"]
    (asked,) = preview.asks
    assert asked.row.metric.name == "新签约项目"
    assert "请说明原因" in asked.asks[0]


def test_nothing_this_month_asks_for_a_reason_once(unit):
    preview = unit.preview(
        tabbed(["指标", "7月"], ["新签约项目", "无"], ["到位资金", "本月无此项"])
    )

    assert len(preview.needs_note) == 2
    entries = preview.entries(note="本月没有新开工项目")
    assert {one.entry.note for one in entries} == {"本月没有新开工项目"}
    assert all(one.entry.not_applicable and one.entry.value is None for one in entries)


def test_words_beside_the_number_are_taken_along(unit):
    table = [["指标", "7月", "说明"], ["新签约项目", "无", "本月停工"], ["到位资金", 6, WHY]]

    preview = unit.preview(tabbed(*table))

    assert preview.needs_note == []
    assert [line.entry.note for line in preview.written] == ["本月停工", ""]
    assert [line.entry.explanation for line in preview.written] == ["", WHY]


def test_what_else_is_typed_in_a_row_stays(unit):
    enter(unit, 1, 5, note="主体封顶", explanation=WHY, base=Decimal(4), base_note="口径调整")

    (line,) = unit.preview(tabbed(["到位资金", 6])).written

    kept = line.entry
    assert (kept.note, kept.explanation, kept.base) == ("主体封顶", WHY, Decimal(4))
    assert kept.base_note == "口径调整"


def test_a_number_takes_the_reason_of_no_such_thing_away(unit):
    figure = unit.sheet().rows[1].figure
    none = Entry(figure, None, not_applicable=True, note="本月停工")
    enter_figures([none], by=unit.clerk, at=AT)

    (line,) = unit.preview(tabbed(["到位资金", 6])).written

    assert (line.old, line.new, line.entry.note) == ("本月无此项", "6.00", "")


def test_what_is_under_review_is_refused(unit):
    submit_revisions([enter(unit, 0, 3)], by=unit.clerk, at=AT)

    preview = unit.preview(tabbed(["新签约项目", 4], ["到位资金", 6]))

    assert refusals(preview) == {"B1": "已上报，正在审核；如需修改，请先撤回"}


def test_what_was_published_needs_a_reason_for_correction(unit):
    publish(unit.lines[0], JULY, 3)

    same, changed = (unit.preview(tabbed(["新签约项目", value])) for value in (3, 4))

    assert kinds(same) == ["same"]
    assert len(changed.needs_reason) == 1
    (entry,) = changed.entries(reason="原数漏报一项")
    assert entry.entry.reason == "原数漏报一项"


def test_a_locked_month_is_refused(unit):
    ReportingMonth.objects.filter(month=JULY).update(locked_at=AT, locked_by=unit.clerk)

    preview = unit.preview(tabbed(["新签约项目", 4]))

    assert "已锁定" in refusals(preview)["B1"]


def test_dashes_and_blanks_change_nothing(unit):
    enter(unit, 0, 3)

    preview = unit.preview(tabbed(["指标", "7月"], ["新签约项目", "-"], ["到位资金", ""]))

    assert kinds(preview) == ["same"]
    assert preview.ignored == ("空白的行（1行）未导入",)


def test_the_fingerprint_is_that_of_what_is_shown(unit):
    table = tabbed(["新签约项目", 4])
    before = unit.preview(table)

    assert unit.preview(table).fingerprint == before.fingerprint
    enter(unit, 0, 3)
    assert unit.preview(table).fingerprint != before.fingerprint


def test_the_same_sheet_comes_back_unchanged(unit):
    enter(unit, 0, 3)
    enter(unit, 1, "4.50", explanation=WHY)

    preview = unit.preview(sheet_template(unit.sheet()))

    assert kinds(preview) == ["same", "same"]
    assert preview.ignored == ("空白的行（1行）未导入",)


def test_numbers_typed_into_the_sheet_are_read(unit):
    preview = unit.preview(filled(unit, {5: 3, 6: "1.2亿元", 7: "无"}))

    assert [line.new for line in preview.written] == ["3", "12000.00", "本月无此项"]
    assert [line.match.address for line in preview.written] == ["H5", "H6", "H7"]
    assert preview.lines[0].match.sheet == "2022年7月月报"


def test_a_sheet_of_another_unit_is_refused_in_words(unit):
    other = make_unit({}, {})

    with pytest.raises(ImportRefusedError, match="其他单位的填报表"):
        unit.preview(filled(other, {5: 3}))


def test_a_sheet_of_another_month_is_refused_in_words(unit):
    def june(book):
        codes = tuple(row.code for row in unit.sheet().rows)
        page = book[STAMP_SHEET]
        stamp = Stamp(unit.organisation.code, "2022-06", codes)
        for number, row in enumerate(stamp.rows, 1):
            page.cell(number, 1).value, page.cell(number, 2).value = row

    with pytest.raises(ImportRefusedError, match="这是2022年6月的填报表，本页是2022年7月"):
        unit.preview(filled(unit, {5: 3}, june))


def test_a_sheet_of_an_old_version_is_refused_in_words(unit):
    old = filled(unit, {5: 3})
    unit.lines[2].figures.all().delete()

    with pytest.raises(ImportRefusedError, match="应报的项目有变化"):
        unit.preview(old)


def test_a_tampered_stamp_is_refused_in_words(unit):
    def tamper(book):
        book["填报表信息"]["B3"].value = "2022-08"

    with pytest.raises(ImportRefusedError, match="识别信息已被改动"):
        unit.preview(filled(unit, {5: 3}, tamper))


def test_a_sheet_without_its_stamp_is_an_ordinary_table(unit):
    preview = unit.preview(filled(unit, {5: 3}, lambda book: book.remove(book["填报表信息"])))

    assert [line.new for line in preview.written] == ["3"]


def test_a_title_of_another_month_is_refused(unit):
    with pytest.raises(ImportRefusedError, match="表中写的是2022年6月"):
        unit.preview(workbook(["2022年6月月报"], ["指标", "本月"], ["新签约项目", 3]))


def test_a_changed_code_in_the_sheet_is_refused(unit):
    def change(book):
        book.worksheets[0]["B5"].value = "E999-changed"

    preview = unit.preview(filled(unit, {5: 3, 6: 4}, change))

    assert refusals(preview) == {"H5": "代码“E999-changed”与名称不是同一项，请核对"}
    assert not preview.may_commit


def test_queries_do_not_grow_with_rows(django_assert_max_num_queries, db):
    small, large = make_unit(count=3), make_unit(count=60)
    for unit in (small, large):
        table = tabbed(*[[line.code, 4] for line in unit.lines])
        with django_assert_max_num_queries(20):
            assert len(unit.preview(table).written) == len(unit.lines)
