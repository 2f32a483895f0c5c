"""The chart of one metric by organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from strategy.progress import Standing
from strategy.queries.corrections import Replaced
from strategy.ui.formatting import MISSING, number

from .bars import Bar, bars_chart, tick_keys
from .blocks import Chart, ChartBlock, column, marked, revised, size_of, spoken, table
from .layouts import amounts_axis


@dataclass(frozen=True, slots=True)
class OrganisationBar:
    """An organisation's figure and its pace in the metric's unit; None is unknown.

    `pace_is_sample` covers pace and standing, for which one sample input suffices.
    """

    name: str
    value: Decimal | None
    pace: Decimal | None = None
    standing: Standing | None = None
    is_sample: bool = False
    pace_is_sample: bool = False
    replaced: Replaced | None = None


def organisations_chart(bars: Sequence[OrganisationBar], unit: str, decimals: int = 0) -> Chart:
    """A bar for each organisation in the order given, the pace as a tick."""
    rows = [
        Bar(
            name=bar.name,
            length=bar.value,
            text=number(bar.value, decimals),
            hover=_hover(bar, unit, decimals),
            tick=bar.pace,
            standing=bar.standing,
            is_sample=bar.is_sample or (bar.pace_is_sample and bar.standing is not None),
        )
        for bar in bars
    ]
    return bars_chart(rows, most=None, xaxis=amounts_axis(decimals, nticks=5))


def organisations_block(
    title: str, bars: Sequence[OrganisationBar], unit: str, decimals: int = 0
) -> ChartBlock:
    """The chart of one metric by organisation, with its table."""
    headings, rows = table(_columns(bars, decimals))
    return ChartBlock(
        title=title,
        unit=unit,
        chart=organisations_chart(bars, unit, decimals),
        headings=headings,
        rows=rows,
        summary=f"条形图：{title}，按责任单位对比，共{len(bars)}个单位。",
        samples=_samples(bars),
        keys=tick_keys(_pace_name(bars), [bar.pace for bar in bars]),
        size=size_of(len(bars)),
    )


def _hover(bar: OrganisationBar, unit: str, decimals: int) -> str:
    lines = [bar.name, f"实际 {spoken(bar.value, unit, decimals, bar.is_sample)}"]
    if bar.pace is not None:
        lines.append(f"序时进度 {spoken(bar.pace, unit, decimals, bar.pace_is_sample)}")
    if bar.standing:
        lines.append(f"进度状态 {marked(bar.standing.label, bar.pace_is_sample)}")
    return "\n".join(lines)


def _columns(bars: Sequence[OrganisationBar], decimals: int) -> list[tuple[str, ...]]:
    columns = [
        ("责任单位", *(bar.name for bar in bars)),
        column("实际", [(_figure(bar, decimals), bar.is_sample) for bar in bars]),
    ]
    if any(bar.pace is not None for bar in bars):
        paces = [(number(bar.pace, decimals), bar.pace_is_sample) for bar in bars]
        columns.append(column("序时进度", paces))
    if any(bar.standing for bar in bars):
        words = [(bar.standing.label if bar.standing else MISSING) for bar in bars]
        marks = [bar.pace_is_sample for bar in bars]
        columns.append(column("进度状态", zip(words, marks, strict=True)))
    return columns


def _figure(bar: OrganisationBar, decimals: int) -> str:
    return revised(number(bar.value, decimals), bar.replaced, decimals)


def _pace_name(bars: Sequence[OrganisationBar]) -> str:
    return marked("序时进度", any(bar.pace_is_sample for bar in bars if bar.pace is not None))


def _samples(bars: Sequence[OrganisationBar]) -> tuple[bool, ...]:
    figures = [bar.is_sample for bar in bars if bar.value is not None]
    judged = [bar.pace_is_sample for bar in bars if bar.pace is not None or bar.standing]
    return (*figures, *judged)
