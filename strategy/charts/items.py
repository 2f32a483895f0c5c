"""The chart of the actions compared: how far each has come, against the pace."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from strategy.progress import Standing
from strategy.ui.formatting import percent

from .bars import Bar, bars_chart, tick_keys
from .blocks import Cell, Chart, ChartBlock, column, marked, size_of, table

FULL, FURTHEST = Decimal(100), Decimal(150)


@dataclass(frozen=True, slots=True)
class ActionBar:
    """An item's way to its target: `done` and `expected` in %; None is unknown."""

    name: str
    done: Decimal | None
    expected: Decimal | None
    standing: Standing
    is_sample: bool = False


def actions_chart(bars: Sequence[ActionBar]) -> Chart:
    """A bar of done for each, at most to 150 %, and the pace as a tick."""
    furthest = max([FULL, *(bar.done for bar in bars if bar.done is not None)])
    rows = [
        Bar(
            name=bar.name,
            length=bar.done,
            text=percent(bar.done),
            hover=_hover(bar),
            tick=bar.expected,
            standing=bar.standing,
            is_sample=bar.is_sample,
        )
        for bar in bars
    ]
    return bars_chart(rows, most=min(furthest, FURTHEST), xaxis={"ticksuffix": "%", "dtick": 25})


def actions_block(bars: Sequence[ActionBar], title: str = "七大行动完成率") -> ChartBlock:
    """The chart of the actions compared, with its table."""
    headings, rows = table(_columns(bars))
    return ChartBlock(
        title=title,
        unit="%",
        chart=actions_chart(bars),
        headings=headings,
        rows=rows,
        summary=f"条形图：{title}与序时进度对比。{_counted(bars)}",
        samples=tuple(bar.is_sample for bar in bars),
        keys=tick_keys(
            marked("序时进度", any(bar.is_sample for bar in bars)), [bar.expected for bar in bars]
        ),
        size=size_of(len(bars)),
    )


def _columns(bars: Sequence[ActionBar]) -> list[tuple[str, ...]]:
    return [
        ("行动", *(bar.name for bar in bars)),
        column("完成率", [_percent_cell(bar.done, bar) for bar in bars]),
        column("序时进度", [_percent_cell(bar.expected, bar) for bar in bars]),
        column("进度状态", [(bar.standing.label, bar.is_sample) for bar in bars]),
    ]


def _percent_cell(value: Decimal | None, bar: ActionBar) -> Cell:
    return (percent(value), bar.is_sample)


def _hover(bar: ActionBar) -> str:
    lines = [
        bar.name,
        f"完成率 {marked(percent(bar.done), bar.is_sample)}",
        f"序时进度 {marked(percent(bar.expected), bar.is_sample)}",
        f"进度状态 {marked(bar.standing.label, bar.is_sample)}",
    ]
    return "\n".join(lines)


def _counted(bars: Sequence[ActionBar]) -> str:
    standings = [bar.standing for bar in bars]
    parts = [
        f"{standing.label}{standings.count(standing)}项"
        for standing in Standing
        if standing in standings
    ]
    text = f"{'、'.join(parts)}。" if parts else ""
    return f"示例：{text}" if text and all(bar.is_sample for bar in bars) else text
