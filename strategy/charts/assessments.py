"""The chart of assessments over time: how many items stood how, month by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from strategy.progress import Standing
from strategy.ui.formatting import MISSING, month_label
from strategy.ui.marks import modifier
from strategy.ui.theme import COLOURS, ON_FILL, standing_fill

from .bars import SHAPES
from .blocks import Chart, ChartBlock, Key, marked, table
from .layouts import amounts_axis, layout, month_hovers, months_axis


@dataclass(frozen=True, slots=True)
class StandingsMonth:
    """How many items stood how at a month's end; None where nothing was assessed."""

    month: date
    counts: Mapping[Standing, int] | None
    is_sample: bool = False


def standings_chart(months: Sequence[StandingsMonth], unit: str = "项") -> Chart:
    """Stacked counts, the worst standing at the bottom; a month not assessed stays empty."""
    names = [month_label(month.month) for month in months]
    return {
        "data": [
            *(_layer(standing, months, names) for standing in _present(months)),
            _hovers(months, names, unit),
        ],
        "layout": layout(
            xaxis=months_axis([month.month for month in months], showspikes=False),
            yaxis=amounts_axis(0),
            barmode="stack",
            bargap=0.12,
            uniformtext={"minsize": 10, "mode": "hide"},
        ),
    }


def standings_block(
    months: Sequence[StandingsMonth], title: str = "各月进度状态", unit: str = "项"
) -> ChartBlock:
    """The chart of standings over months, with its table."""
    present = _present(months)
    headings, rows = table(_columns(months, present))
    return ChartBlock(
        title=title,
        unit=unit,
        chart=standings_chart(months, unit),
        headings=headings,
        rows=rows,
        summary=f"堆积柱形图：{title}，自下而上由差到好。{_latest(months, unit)}",
        size="tall",
        keys=tuple(Key(one.label, modifier(one), one) for one in present),
        samples=tuple(month.is_sample for month in months if month.counts is not None),
    )


def _columns(
    months: Sequence[StandingsMonth], present: Sequence[Standing]
) -> list[tuple[str, ...]]:
    names = [
        marked(month_label(one.month), one.is_sample and one.counts is not None) for one in months
    ]
    counts = [(one.label, *(_shown(month, one) for month in months)) for one in present]
    return [("月份", *names), *counts]


def _present(months: Sequence[StandingsMonth]) -> list[Standing]:
    """The standings that occur, worst first: nothing else needs a layer or a column."""
    return [one for one in Standing if any((month.counts or {}).get(one) for month in months)]


def _layer(standing: Standing, months: Sequence[StandingsMonth], names: list[str]) -> Chart:
    tone = modifier(standing)
    return {
        "type": "bar",
        "name": standing.label,
        "x": names,
        "y": [_count(month, standing) for month in months],
        "marker": {
            "color": standing_fill(standing),
            "line": {"color": COLOURS["card"], "width": 1},
        },
        "text": [_inside(month, standing) for month in months],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": ON_FILL[tone]},
        "hoverinfo": "skip",
    }


def _count(month: StandingsMonth, standing: Standing) -> int | None:
    return None if month.counts is None else month.counts.get(standing, 0)


def _shown(month: StandingsMonth, standing: Standing) -> str:
    count = _count(month, standing)
    return MISSING if count is None else str(count)


def _inside(month: StandingsMonth, standing: Standing) -> str:
    count = _count(month, standing)
    return f"{SHAPES[standing]}{count}" if count else ""


def _hovers(months: Sequence[StandingsMonth], names: list[str], unit: str) -> Chart:
    heights = [None if month.counts is None else sum(month.counts.values()) for month in months]
    texts = ["<br>".join(_parts(month, unit)) for month in months]
    return month_hovers(names, heights, texts)


def _parts(month: StandingsMonth, unit: str) -> list[str]:
    counts = month.counts or {}
    parts = [f"{one.label} {counts[one]}{unit}" for one in Standing if counts.get(one)]
    return [marked(part, month.is_sample) for part in parts]


def _latest(months: Sequence[StandingsMonth], unit: str) -> str:
    known = [month for month in months if month.counts is not None]
    if not known:
        return "暂无数据。"
    last = known[-1]
    parts = [f"{one.label}{last.counts[one]}{unit}" for one in Standing if last.counts.get(one)]
    return f"{marked(month_label(last.month), last.is_sample)}：{'、'.join(parts)}。"
