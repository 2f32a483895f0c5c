"""The table of the register of matters; it reads the rows of a page, not those of the list."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cached_property

from django.db.models import QuerySet
from django_tables2.data import TableData
from markupsafe import Markup, escape

from strategy.models import MatterStatus, MatterStep
from strategy.queries.matter_order import in_order
from strategy.queries.matters import MatterRow, RegisterView, matter_rows, streamed_rows
from strategy.ui.columns import LinkColumn, NumberColumn, TextColumn, reader
from strategy.ui.formatting import date_value
from strategy.ui.marks import matter_pill, rung_pill

from .base import ReadingTable
from .columns import Carrying, PassportColumn, PlainColumn

LEFT_OUT = {
    RegisterView.NEW: ("closed_on", "visit"),
    RegisterView.OPEN: ("closed_on", "visit"),
    RegisterView.CLOSED: ("rung", "days_left"),
    RegisterView.WITHDRAWN: ("closed_on", "visit", "rung", "days_left"),
}
"""Columns that say nothing in a view."""


class RegisterData(TableData):
    """The matters of a view, sorted and cut in SQL; `count` is known from the tabs."""

    def __init__(
        self, steps: QuerySet[MatterStep], on: date, at: datetime | None, *, count: int
    ) -> None:
        super().__init__(steps)
        self.on, self.at, self.count = on, at, count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, key: slice) -> list[MatterRow]:
        return matter_rows(self.data[key], self.on, self.at)

    def __iter__(self) -> Iterator[MatterRow]:
        return iter(self.every)

    def order_by(self, aliases) -> None:
        """Sort by columns; nothing was read yet."""
        self.data = in_order(self.data, map(str, aliases), self.on)

    @cached_property
    def every(self) -> list[MatterRow]:
        """All rows, for exports."""
        return list(streamed_rows(self.data, self.on, self.at))


class OnDay(Carrying):
    """A column whose addresses keep the day of reading; there is no month."""

    carried = PassportColumn.carried


class TitleColumn(OnDay, LinkColumn):
    """A matter's title that leads to it, and below what it is and who raised it."""

    css = "col-named"

    def note(self, record: MatterRow):
        raised = f"（{record.raised_by}）" if record.raised_by else ""
        words = f"{record.kind.label} · {record.category.label} · {record.origin.label}{raised}"
        return Markup('<small class="note">{}</small>').format(words)


class LeadColumn(TextColumn):
    """The lead unit, and below the units that help."""

    def note(self, record: MatterRow):
        if not record.supporting:
            return Markup("")
        return Markup('<small class="note">配合：{}</small>').format("、".join(record.supporting))


class StatusColumn(TextColumn):
    """How far a matter has come, and whether it was extended or opened again."""

    css = "col-status"

    def cell(self, value: MatterStatus, record: MatterRow):
        marks = "".join(f'<span class="matter-mark">{one}</span>' for one in record.marks)
        return matter_pill(value.value, value.label) + Markup(marks)

    def export(self, value, record):
        return value.label


class RungColumn(TextColumn):
    """The rung of the ladder, and how far the due day is."""

    css = "col-rung"

    def cell(self, value, record: MatterRow):
        words = escape(record.days_words)
        return rung_pill(value) + Markup(f'<small class="note">{words}</small>')

    def export(self, value, record):
        return value.label


class DayColumn(TextColumn):
    """A day."""

    css = "col-date"

    def cell(self, value, record):
        return date_value(value)

    def export(self, value, record):
        return value


class ItemColumn(OnDay, LinkColumn):
    """The item that a matter is about."""

    def __init__(self, verbose_name=None, **options):
        super().__init__(verbose_name, url="item_url", **options)

    def cell(self, value, record):
        return super().cell(str(value), record)

    def export(self, value, record):
        return f"{value.code} {value}"


class VisitColumn(TextColumn):
    """What the enterprise said after the close."""

    def cell(self, value, record):
        return self.export(value, record)

    def export(self, value, record):
        return "满意" if value else "不满意"


class WordsColumn(PlainColumn):
    """Words about a row that only exports get."""

    def __init__(self, verbose_name=None, *, words: Callable[[MatterRow], str | None], **options):
        super().__init__(verbose_name, **options)
        self.words = words

    def export(self, value, record):
        return self.words(record)


class MatterTable(ReadingTable):
    """The register 督办台账."""

    row_header = "title"
    empty_text = "没有符合条件的督办事项。"

    number = TextColumn("编号", accessor="label")
    title = TitleColumn("事项", sample="is_sample", orderable=False)
    kind = PlainColumn("类别", accessor="kind__label")
    category = PlainColumn("问题类型", accessor="category__label")
    origin = PlainColumn("来源", accessor="origin__label")
    raised_by = PlainColumn("提出单位（人）")
    lead = LeadColumn("牵头单位")
    supporting = WordsColumn("配合单位", words=lambda row: "、".join(row.supporting))
    status = StatusColumn("办理状态")
    extensions = PlainColumn("延期（次）")
    reopenings = PlainColumn("重新打开（次）")
    last_step = WordsColumn("最近一步", accessor="verb", words=lambda row: row.last_step)
    rung = RungColumn("督办等级")
    due_on = DayColumn("办理时限")
    days_left = PlainColumn("剩余（天）")
    item = ItemColumn("关联事项")
    registered_on = DayColumn("登记日期")
    closed_on = DayColumn("销号日期")
    age_days = NumberColumn("历时（天）")
    visit = VisitColumn("回访", accessor="is_satisfied", orderable=False)
    sample_marks = WordsColumn(
        "示例项", accessor="is_sample", words=lambda row: "示例" if row.is_sample else None
    )

    def __init__(self, data: RegisterData, *, view: RegisterView, **options):
        super().__init__(data, exclude=LEFT_OUT[view], **options)

    def as_values(self, exclude_columns=None) -> Iterator[list]:
        """Yield headings and rows for exports, at a fifth of what django-tables2 takes for them."""
        columns = [one for one in self.columns.iterall() if not one.column.exclude_from_export]
        yield [str(one.header) for one in columns]
        makers = [_exporter(one) for one in columns]
        for record in self.data:
            yield [make(record) for make in makers]


def _exporter(bound) -> Callable[[MatterRow], object]:
    """What makes a column's value from a row; nothing stays nothing."""
    read, export = reader(str(bound.accessor)), bound.column.export

    def make(record: MatterRow):
        value = read(record)
        return None if value is None or value == "" else export(value, record)

    return make
