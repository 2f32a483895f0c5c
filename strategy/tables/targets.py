"""The table of targets: what was asked first, what is asked now, and why."""

from markupsafe import Markup

from strategy.queries.targets import TargetRow, TargetStep
from strategy.ui.columns import LinkColumn, NumberColumn, TextColumn
from strategy.ui.formatting import date_value, month_label

from .base import ReadingTable
from .columns import Carrying, PlainColumn

TONES = {TargetStep.MISSING: "warning", TargetStep.SET: "good", TargetStep.CHANGED: "info"}


class LineColumn(Carrying, LinkColumn):
    """The item of a line, its metric and unit below."""

    css = "col-named"

    def note(self, record: TargetRow):
        return Markup('<small class="note">{} · {}</small>').format(record.metric, record.unit)


class TargetColumn(Carrying, NumberColumn):
    """A target, which leads to its versions."""

    def __init__(self, verbose_name=None, **options):
        shown = {"decimals": "decimals", "computed": "url", "sample": "is_sample"}
        super().__init__(verbose_name, **(shown | options))


class StepColumn(Carrying, LinkColumn):
    """Whether a target is set or was changed; it leads to the versions."""

    css = "col-standing"

    def cell(self, value: TargetStep, record: TargetRow):
        pill = '<a href="{}"><span class="pill pill--{}">{}</span></a>'
        count = len(record.versions)
        versions = f'<small class="note">第{count}版</small>' if count > 1 else ""
        linked = Markup(pill).format(self.read_url(record), TONES[value], value.label)
        return linked + Markup(versions)

    def export(self, value, record):
        return value.label


class ReasonColumn(TextColumn):
    """Why the last version differs from the one before, and from which month on."""

    def cell(self, value, record: TargetRow):
        words = super().cell(value, record)
        since = month_label(record.latest.from_month)
        return words + Markup('<small class="note">自{}起</small>').format(since)


class DecidedColumn(TextColumn):
    """When the last version was set, and who did."""

    css = "col-date"

    def cell(self, value, record: TargetRow):
        by = record.latest.decided_by
        name = f"{by.organisation.short_name} {by.name}"
        return date_value(value) + Markup('<small class="note">{}</small>').format(name)

    def export(self, value, record):
        return date_value(value)


class TargetTable(ReadingTable):
    """Every line with its target of the year."""

    row_header = "item"
    empty_text = "没有符合条件的填报项。"

    item = LineColumn("事项", url="item_url", sample="is_sample_line")
    metric = PlainColumn("指标")
    unit = PlainColumn("计量单位")
    organisation = TextColumn("填报单位", accessor="reporter", order_by="organisation_position")
    original = TargetColumn("原目标", accessor="original_value")
    current = TargetColumn("现行目标", accessor="current_value")
    start = TargetColumn("起点值", accessor="current__start")
    step = StepColumn("目标", url="url")
    from_month = PlainColumn("生效月份", accessor="latest__from_month")
    reason = ReasonColumn("调整原因", accessor="latest__reason", orderable=False)
    document = TextColumn("文号", accessor="latest__document")
    decided_at = DecidedColumn("下达", accessor="latest__decided_at")
    decided_by = PlainColumn("下达人", accessor="latest__decided_by__name")
    sample_marks = PlainColumn("示例项", accessor="is_sample")

    def value_from_month(self, value) -> str:
        return month_label(value)

    def value_sample_marks(self, value) -> str:
        return "示例" if value else ""
