"""The table of a pool's members."""

from enterprises.queries.pool_members import MemberRow
from strategy.tables.base import ReadingTable
from strategy.tables.columns import Carrying, PlainColumn
from strategy.ui.columns import LinkColumn, TextColumn
from strategy.ui.formatting import known_date


class MemberColumn(Carrying, LinkColumn):
    """A member's name that leads to its page."""

    css = "col-named"


class SinceColumn(TextColumn):
    """The day as far as it is known, with the ground below; the ground alone where it is not."""

    css = "col-since"

    def maker(self, accessor):
        return lambda record: self.cell(record.entered_on, record)

    def cell(self, value, record: MemberRow):
        shown = known_date(value, record.entered_precision) if value else "--"
        return shown + self.note(record)

    def export(self, value, record: MemberRow):
        return known_date(value, record.entered_precision) if value else ""


class LeftColumn(TextColumn):
    """The day on which a member left, with the reason below."""

    css = "col-since"

    def cell(self, value, record: MemberRow):
        return known_date(value) + self.note(record)

    def export(self, value, record: MemberRow):
        return known_date(value)


class MemberTable(ReadingTable):
    """Members in and out of a pool: since when, until when, and why."""

    row_header = "name"
    empty_text = "没有符合条件的成员。"

    code = TextColumn("编号")
    name = MemberColumn("名称", sample="is_sample")
    pool = TextColumn("档次")
    area = TextColumn("所在县区")
    entered_on = SinceColumn("入库", note="entered_reason")
    left_on = LeftColumn("出库", note="left_reason")
    entered_reason = PlainColumn("入库依据")
    left_reason = PlainColumn("出库原因")
    honour = PlainColumn("据以入库的荣誉")
    source = LinkColumn("来源", accessor="source_code", url="source_url", orderable=False)
    source_title = PlainColumn("来源名称")
    sample_marks = PlainColumn("示例项", accessor="is_sample")

    def value_sample_marks(self, value) -> str:
        return "示例" if value else ""
