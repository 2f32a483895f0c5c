"""Columns of the list pages: their links carry the reading, their numbers name their passport."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from strategy.progress import Standing
from strategy.queries.corrections import Replaced
from strategy.queries.reporting_months import Reading
from strategy.ui import columns
from strategy.ui.formatting import number, percent, points_decimals, replaced
from strategy.ui.marks import bar, revised_tag, sample_tag

from .totals import ColumnTotal

EXPLAINED = {Standing.FAR_BEHIND, Standing.BEHIND, Standing.NOT_REPORTED, Standing.NOT_DUE}
"""Standings whose sentence stands under the name; and 无计划 in spite of a target."""


def joined(address: str | None, query: str) -> str | None:
    """Return an address with a query; nothing stays nothing."""
    if not address or not query:
        return address
    return f"{address}{'&' if '?' in address else '?'}{query}"


class Carrying:
    """A column whose addresses keep the month and the day that the page is read as of."""

    def carry(self, reading: Reading) -> None:
        """Add the reading to the addresses that this column makes from now on."""
        read, query = self.read_url, self.carried(reading)
        self.read_url = lambda record: joined(read(record), query)

    def carried(self, reading: Reading) -> str:
        """Return what an item's address keeps."""
        return reading.query


class OrdinalColumn(columns.TextColumn):
    """The place on a list, with a smaller second line."""

    css = "col-ordinal"

    def note(self, record):
        return Markup(f'<small class="note">{escape(self.read_note(record))}</small>')

    def export(self, value, record):
        return value


class NamedColumn(Carrying, columns.LinkColumn):
    """An item's name that leads to it, and below why it stands as it does."""

    css = "col-named"

    def note(self, record):
        has_idle_target = record.standing == Standing.NO_PLAN and record.target is not None
        if record.standing not in EXPLAINED and not has_idle_target:
            return Markup("")
        tag = sample_tag(record.is_sample)
        return Markup(f'<small class="note">{escape(record.sentence)}{tag}</small>')


class PassportColumn(Carrying, columns.NumberColumn):
    """A figure that leads to its passport; its total says how many rows it adds.

    `revised` names the attribute with the number that a correction of late has replaced.
    """

    def __init__(self, verbose_name=None, *, revised=None, **options):
        super().__init__(verbose_name, **options)
        self.read_revised = columns.reader(revised)

    def cell(self, value, record):
        former = replaced(self.read_revised(record), self.read_decimals(record))
        return super().cell(value, record) + revised_tag(former)

    def carried(self, reading):
        # The month stands in the passport's address itself.
        return f"asof={reading.asof:%Y-%m-%d}" if reading.asof else ""

    def total(self, value: ColumnTotal):
        return total_cell(value)


class JudgedColumn(PassportColumn):
    """A number beside a figure: it names the same passport without leading there again."""

    def cell(self, value, record):
        text = number(value, self.read_decimals(record), sign=self.sign)
        if url := self.read_url(record):
            text = f'<span class="figure" data-{self.mark}="{escape(url)}">{text}</span>'
        if unit := self.read_unit(record):
            text += f'<small class="unit">{escape(unit)}</small>'
        return Markup(text) + sample_tag(bool(self.read_sample(record)))


class RecordColumn(JudgedColumn):
    """A number that an item's own page explains, such as its investment or its honours."""

    def __init__(self, verbose_name=None, **options):
        super().__init__(verbose_name, **({"computed": "url"} | options))

    carried = Carrying.carried


class GapColumn(JudgedColumn):
    """The difference to the pace in percentage points."""

    export_heading = "与序时差（百分点）"

    def __init__(self, verbose_name=None, **options):
        decimals = {"decimals": lambda record: points_decimals(record.gap), "sign": True}
        super().__init__(verbose_name, **(decimals | options))


class GrowthColumn(JudgedColumn):
    """Growth in percent, or the words that stand in its place, such as 扭亏为盈."""

    export_heading = "同比（%）"

    def __init__(self, verbose_name=None, **options):
        super().__init__(verbose_name, **({"decimals": 1, "unit": lambda row: "%"} | options))

    def maker(self, accessor):
        make = super().maker(accessor)

        def make_growth(record):
            if record.growth is None and record.growth_note:
                return escape(record.growth_note) + sample_tag(record.growth_is_sample)
            return make(record)

        return make_growth


class DoneColumn(Carrying, columns.BarColumn):
    """The bar of what is done, with its percent and the pace as a tick."""

    export_heading = "完成率（%）"
    read_decimals = staticmethod(lambda record: 1)

    def __init__(self, verbose_name=None, *, figure=None, sample=None, **options):
        super().__init__(verbose_name, **options)
        self.read_url, self.read_sample = columns.reader(figure), columns.reader(sample)

    carried = PassportColumn.carried

    def cell(self, value, record):
        drawn = bar(value, expected=self.read_expected(record), standing=self.read_standing(record))
        url = escape(self.read_url(record) or "")
        tag = sample_tag(bool(self.read_sample(record)))
        shown = f'<span class="figure" data-figure="{url}">{percent(value)}</span>{tag}'
        return Markup(f'<span class="bar-row">{drawn}<span>{shown}</span></span>')


class PlainColumn(columns.TextColumn):
    """Text that only exports get; a number stays one."""

    def __init__(self, verbose_name=None, **options):
        super().__init__(verbose_name, **({"visible": False, "orderable": False} | options))

    def export(self, value, record):
        return value


class TickColumn(columns.TextColumn):
    """A box by which the office chooses a row for a change of several; shown to it alone."""

    css = "col-tick"

    def __init__(self, verbose_name=None, **options):
        told = {"accessor": "code", "visible": False, "orderable": False}
        super().__init__(verbose_name, **(told | {"exclude_from_export": True} | options))

    def cell(self, value, record):
        box = '<input type="checkbox" form="bulk" name="item" value="{}" aria-label="选择{}">'
        return Markup(box).format(value, record.name)


def revision_note(former: Mapping[str, Replaced | None], decimals: int | None) -> str:
    """Return what exports say of numbers corrected of late: “本月修订前为10；累计修订前为30”."""
    return "；".join(
        f"{name}修订前为{replaced(one, decimals or 0)}" for name, one in former.items() if one
    )


def total_cell(value: ColumnTotal) -> Markup:
    """Return a total with its unit, its 示例 tag, and how many rows are in it."""
    url = escape(value.url)
    shown = ""
    if value.value is not None:
        amount = number(value.value, value.decimals)
        shown = f'<a class="figure" data-computed="{url}" href="{url}">{amount}</a>'
        shown += f'<small class="unit">{escape(value.unit)}</small>'
    counts = f'<a class="note" data-computed="{url}" href="{url}">{escape(value.coverage)}</a>'
    tags = sample_tag(value.is_sample) + revised_tag(replaced(value.replaced, value.decimals))
    return Markup(shown + counts) + tags
