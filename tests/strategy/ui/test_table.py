"""Lists render, sort, page and export from plain records."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from markupsafe import escape

from strategy.progress import Standing
from strategy.ui import columns
from strategy.ui.table import BaseTable


@dataclass(frozen=True)
class Lead:
    short_name: str


@dataclass(frozen=True)
class Record:
    """A row as a query returns it."""

    name: str
    value: Decimal | None = None
    decimals: int = 1
    unit: str = "亿元"
    done: Decimal | None = None
    expected: Decimal | None = Decimal(50)
    gap: Decimal | None = None
    standing: Standing = Standing.NO_PLAN
    is_sample: bool = False
    due_on: date | None = None
    lead: Lead | None = None
    url: str = "/tasks/T001/"
    passport: str = "/figures/x/2022-06/"


class TaskTable(BaseTable):
    name = columns.LinkColumn("事项", note="lead__short_name", sample="is_sample")
    value = columns.NumberColumn(
        "完成", decimals="decimals", unit="unit", figure="passport", sample="is_sample"
    )
    done = columns.BarColumn("完成率", expected="expected", standing="standing")
    gap = columns.NumberColumn("与序时差", decimals=1, sign=True)
    standing = columns.StandingColumn("状态", sample="is_sample", order_by="standing__severity")
    due_on = columns.TextColumn("完成时限")
    lead = columns.TextColumn("牵头", accessor="lead__short_name")


RECORDS = [
    Record("智能装备", Decimal("354.00"), done=Decimal("50.6"), standing=Standing.ON_PACE),
    Record("安全食品", None, standing=Standing.NOT_REPORTED),
    Record(
        "冷链物流",
        Decimal(0),
        done=Decimal(39),
        gap=Decimal(-11),
        standing=Standing.FAR_BEHIND,
        is_sample=True,
        due_on=date(2022, 12, 31),
        lead=Lead("市工信局"),
    ),
]


def names(table):
    return [record.name for record in table.page.object_list.data]


def html(rf, address="/tasks/", records=RECORDS, **options):
    request = rf.get(address)
    return TaskTable(records, request=request, **options).as_html(request)


def test_table_has_a_heading_for_every_column_and_a_header_for_every_row(rf):
    drawn = html(rf)

    assert drawn.count('<th scope="col"') == 7
    assert drawn.count('<th scope="row" class="col-name">') == 3
    assert '<td class="col-value num" data-label="完成">' in drawn


def test_number_links_to_its_passport_with_its_own_decimals(rf):
    address = "/figures/x/2022-06/"

    assert f'data-figure="{address}" href="{address}">354.0</a>' in html(rf)


def test_missing_is_two_dashes_and_zero_is_zero(rf):
    drawn = html(rf)

    assert '<td class="col-value num" data-label="完成">--</td>' in drawn
    assert ">0.0</a>" in drawn


def test_text_is_escaped(rf):
    evil = '<script>alert("1")</script>'

    drawn = html(rf, records=[Record(evil, unit=evil, value=Decimal(1), url=evil, lead=Lead(evil))])

    assert "<script" not in drawn
    assert escape(evil) in drawn


def test_cell_of_a_table_that_returns_plain_text_is_escaped(rf):
    class Plain(TaskTable):
        def render_name(self, value):
            return f"<i>{value}"

    request = rf.get("/")

    assert "&lt;i&gt;智能装备" in Plain(RECORDS, request=request).as_html(request)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("value", ["冷链物流", "智能装备", "安全食品"]),  # what is missing stands last
        ("-value", ["智能装备", "冷链物流", "安全食品"]),
        ("standing", ["冷链物流", "安全食品", "智能装备"]),  # worst first
        ("name", ["安全食品", "冷链物流", "智能装备"]),  # by pinyin
        ("-name", ["智能装备", "冷链物流", "安全食品"]),
        ("due_on", ["冷链物流", "智能装备", "安全食品"]),
        ("lead", ["冷链物流", "智能装备", "安全食品"]),
        ("nonsense", ["智能装备", "安全食品", "冷链物流"]),
        ("a.b", ["智能装备", "安全食品", "冷链物流"]),
        ("", ["智能装备", "安全食品", "冷链物流"]),
    ],
)
def test_rows_are_sorted_by_a_column(rf, sort, order):
    assert names(TaskTable(RECORDS, request=rf.get("/tasks/", {"sort": sort}))) == order


def test_sort_links_keep_the_filter_and_leave_the_page(rf):
    drawn = html(rf, "/tasks/?month=2022-06&standing=behind&page=2&sort=value")

    assert 'aria-sort="ascending"' in drawn
    assert 'href="?month=2022-06&amp;standing=behind&amp;sort=-value"' in drawn


def test_headings_are_plain_without_a_request():
    assert {heading.url for heading in TaskTable(RECORDS).headings()} == {""}


@pytest.mark.parametrize("page", ["2", "99", "-1", "x", ""])
def test_any_page_is_answered(rf, page):
    class Short(TaskTable):
        per_page = 2

    table = Short(RECORDS, request=rf.get("/tasks/", {"page": page}))

    assert 1 <= len(names(table)) <= 2


def test_totals_stand_below(rf):
    drawn = html(rf, totals={"value": Decimal("354.25"), "gap": None})

    assert '<th scope="row" class="col-name">合计</th>' in drawn
    assert '<td class="col-gap num" data-label="与序时差">--</td>' in drawn.split("<tfoot>")[1]


def test_no_rows_say_so(rf):
    assert "没有符合条件的记录。" in html(rf, records=[])


def test_export_has_numbers_dates_and_words():
    table = TaskTable(RECORDS, totals={"value": Decimal(354)})

    heading, first, second, third = table.as_values()

    assert heading == ["事项", "完成", "完成率", "与序时差", "状态", "完成时限", "牵头"]
    assert first[:3] == ["智能装备", Decimal("354.00"), Decimal("50.6")]
    assert second[1] is None
    assert third[1:] == [
        Decimal(0),
        Decimal(39),
        Decimal(-11),
        "严重滞后（示例）",
        "2022-12-31",
        "市工信局",
    ]
    assert table.total_values() == ["合计", Decimal(354), None, None, None, None, None]
