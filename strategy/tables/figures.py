"""The table of the ledger: all figures of a month."""

from markupsafe import Markup

from strategy.queries.ledger import Filed, LedgerRow
from strategy.ui.columns import StandingColumn, TextColumn
from strategy.ui.formatting import date_value

from .base import ReadingTable
from .columns import (
    DoneColumn,
    GapColumn,
    GrowthColumn,
    JudgedColumn,
    NamedColumn,
    PassportColumn,
    PlainColumn,
    revision_note,
)

WORDS = {
    Filed.APPROVED: ("已审核", "good"),
    Filed.WAITING: ("待审核", "info"),
    Filed.MISSING: ("未报", "neutral"),
    Filed.OVERDUE: ("逾期未报", "late"),
    Filed.NOT_OWED: ("系统计算", "neutral"),
}


class FiledColumn(TextColumn):
    """How far a figure has come, and the day on which it was reported."""

    css = "col-date"

    def cell(self, value, record: LedgerRow):
        word, tone = WORDS[value]
        pills = Markup('<span class="pill pill--{}">{}</span>').format(tone, word)
        if record.is_late:
            pills += Markup('<span class="pill pill--warning">迟报</span>')
        if record.reported_at is None:
            return pills
        return pills + Markup('<small class="note">{}报</small>').format(
            date_value(record.reported_at)
        )

    def export(self, value, record: LedgerRow):
        return WORDS[value][0] + ("（迟报）" if record.is_late else "")


class FigureTable(ReadingTable):
    """Every series of a month: its figure, what it is judged to be, and who reported it when."""

    row_header = "item"
    empty_text = "没有符合条件的数据。"

    item = NamedColumn("事项", url="item_url")
    metric = TextColumn("指标")
    organisation = TextColumn("填报单位", accessor="reporter", order_by="organisation_position")
    unit = PlainColumn("计量单位")
    value = PassportColumn(
        "本月",
        decimals="decimals",
        figure="figure_url",
        sample="value_is_sample",
        revised="value_replaced",
    )
    to_date = PassportColumn(
        "本月止累计",
        decimals="decimals",
        unit="unit",
        figure="figure_url",
        sample="to_date_is_sample",
        revised="to_date_replaced",
    )
    growth = GrowthColumn("同比", figure="figure_url", sample="growth_is_sample")
    growth_note = PlainColumn("同比说明")
    target = JudgedColumn(
        "年度目标", decimals="decimals", figure="figure_url", sample="target_is_sample"
    )
    done = DoneColumn(
        "完成率", expected="expected", standing="standing", figure="figure_url", sample="is_sample"
    )
    gap = GapColumn("与序时差", figure="figure_url", sample="is_sample")
    standing = StandingColumn("状态", sample="is_sample", order_by="standing__severity")
    filed = FiledColumn("报送", order_by="reported_at")
    sentence = PlainColumn("说明")
    sample_marks = PlainColumn("示例项", empty_values=())
    revisions = PlainColumn("修订", empty_values=())

    def value_revisions(self, record: LedgerRow) -> str:
        """Return what stood before a correction of late, for exports."""
        former = {"本月": record.value_replaced, "累计": record.to_date_replaced}
        return revision_note(former, record.decimals)

    def value_sample_marks(self, record: LedgerRow) -> str:
        """Return which numbers of a row are 示例, for exports, whose cells have no tag."""
        marks = {
            "本月": record.value_is_sample,
            "累计": record.to_date_is_sample,
            "同比": record.growth_is_sample,
            "年度目标": record.target_is_sample,
            "评估": record.is_sample,
        }
        return "、".join(name for name, is_sample in marks.items() if is_sample)
