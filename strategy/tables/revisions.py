"""The table of corrections: what a published figure was, what it is now, and who noticed when."""

from markupsafe import Markup, escape

from strategy.progress.typed import TypedKind
from strategy.queries.revisions import RevisionRow
from strategy.ui.columns import LinkColumn, TextColumn
from strategy.ui.formatting import date_value, month_label, number, points_decimals
from strategy.ui.marks import pill, sample_tag

from .base import ReadingTable
from .columns import Carrying, JudgedColumn, PassportColumn, PlainColumn

NONE = TypedKind.NONE.label


class FigureLinkColumn(Carrying, LinkColumn):
    """The item that a figure belongs to, its metric and month below."""

    css = "col-named"

    def note(self, record: RevisionRow):
        words = f"{record.metric} · {month_label(record.month)} · {record.unit}"
        return Markup('<small class="note">{}</small>').format(words)


class NowColumn(PassportColumn):
    """The number that stands since; words where there is none in the month."""

    def maker(self, accessor):
        make = super().maker(accessor)
        return lambda record: NONE if record.value is None else make(record)

    def export(self, value, record):
        return value


class FormerColumn(JudgedColumn):
    """The number that stood before, struck through."""

    def maker(self, accessor):
        make = super().maker(accessor)
        return lambda record: NONE if record.former is None else make(record)

    def cell(self, value, record):
        text, url = number(value, self.read_decimals(record)), escape(self.read_url(record))
        shown = Markup(f'<del class="figure" data-figure="{url}">{text}</del>')
        return shown + sample_tag(bool(self.read_sample(record)))


class LightColumn(TextColumn):
    """How the line stood before and after; which later months changed with it."""

    css = "col-standing"

    def cell(self, value, record: RevisionRow):
        after = pill(record.after, sample=record.light_is_sample)
        if not record.has_changed_light:
            return after + Markup('<small class="note">未变化</small>')
        if record.before == record.after:
            return after + self._also(record)
        before = pill(record.before, sample=record.light_is_sample)
        return before + Markup('<span class="became">变为</span>') + after + self._also(record)

    def _also(self, record: RevisionRow) -> Markup:
        if not record.also:
            return Markup("")
        return Markup('<small class="note">{}</small>').format(also_words(record))

    def export(self, value, record: RevisionRow):
        words = [f"{record.before.label}→{record.after.label}"]
        words = [record.after.label] if record.before == record.after else words
        return "；".join([*words, *([also_words(record)] if record.also else [])])


class DecidedColumn(TextColumn):
    """The day of the correction, and whether it came after the lock."""

    css = "col-date"

    def cell(self, value, record: RevisionRow):
        tag = '<span class="pill pill--warning">锁定后</span>' if record.is_locked else ""
        published = escape(date_value(record.published_at))
        return Markup(f'{date_value(value)}{tag}<small class="note">{published}发布</small>')

    def export(self, value, record: RevisionRow):
        return date_value(value)


class RevisionTable(ReadingTable):
    """Corrections, the latest first."""

    row_header = "item"
    empty_text = "没有符合条件的修订。"

    item = FigureLinkColumn("事项", url="item_url")
    metric = PlainColumn("指标")
    month_name = PlainColumn("月份", accessor="month")
    unit = PlainColumn("计量单位")
    organisation = TextColumn("填报单位", order_by="organisation_position")
    former = FormerColumn("修订前", decimals="decimals", figure="figure_url", sample="is_sample")
    value = NowColumn("修订后", decimals="decimals", figure="figure_url", sample="is_sample")
    difference = JudgedColumn("差额", decimals="decimals", sign=True, computed="figure_url")
    percent = JudgedColumn(
        "幅度（%）",
        decimals=lambda record: points_decimals(record.percent),
        sign=True,
        computed="figure_url",
    )
    published_on = PlainColumn("发布日期", accessor="published_at")
    decided_at = DecidedColumn("修订日期")
    days = JudgedColumn("间隔（天）", computed="figure_url")
    locked = PlainColumn("锁定后修正", accessor="is_locked")
    reason = TextColumn("原因", orderable=False)
    light = LightColumn("进度状态", accessor="after", order_by="change")
    sample_marks = PlainColumn("示例项", accessor="is_sample")

    def value_month_name(self, value) -> str:
        return month_label(value)

    def value_published_on(self, value) -> str:
        return date_value(value)

    def value_locked(self, value) -> str:
        return "是" if value else "否"

    def value_sample_marks(self, value) -> str:
        return "示例" if value else ""


def also_words(record: RevisionRow) -> str:
    """Return which later months' lights changed."""
    months = "、".join(f"{month.month}月" for month in record.also)
    return f"{months}状态随之变化"
