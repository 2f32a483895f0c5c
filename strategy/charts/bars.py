"""Horizontal bars, one a row: a name to the left, a number and a standing to the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from strategy.progress import Standing
from strategy.ui.marks import modifier
from strategy.ui.theme import COLOURS, LINES, standing_fill

from .blocks import Chart, Key, plot_number, plot_text
from .layouts import HOVER, layout

# The shapes of the pills as characters, so that colour is never alone.
SHAPES = {
    Standing.FAR_BEHIND: "■",
    Standing.BEHIND: "▲",
    Standing.NOT_REPORTED: "◇",
    Standing.ON_PACE: "●",
    Standing.DONE: "✓",
    Standing.NOT_DUE: "○",
    Standing.NO_PLAN: "▬",
}
ROWS = {
    "hovermode": "closest",
    "hoverdistance": 20,
    "bargap": 0.5,
    "margin": {"l": 8, "r": 80, "t": 8, "b": 8},
}
HEADROOM = Decimal("1.02")
LONGEST_NAME = 7  # characters in a line


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: `length` and `tick` in the chart's unit, the text at the right, the text on hover.

    A row without a length has no bar; one without a standing is drawn in the brand's colour. Sample
    rows say so where others are none; where all are, the mark at the title serves.
    """

    name: str
    length: Decimal | None
    text: str
    hover: str
    tick: Decimal | None = None
    standing: Standing | None = None
    is_sample: bool = False


def bars_chart(bars: Sequence[Bar], *, most: Decimal | None, xaxis: Chart) -> Chart:
    """Rows of bars, the first on top, and the pace as ticks across them.

    The axis holds 0 and ends at `most`, or at the longest bar; what is longer ends there.
    """
    places = list(range(len(bars)))
    traces = [_lengths(bars, places)]
    if any(bar.tick is not None for bar in bars):
        traces.append(_ticks(bars, places))
    return {
        "data": traces,
        "layout": layout(
            xaxis={"range": _ends(bars, most), "tickangle": 0, **xaxis},
            yaxis=_names_axis(bars, places),
            annotations=_right_hand(bars),
            **ROWS,
        ),
    }


def tick_keys(name: str, ticks: Sequence[Decimal | None]) -> tuple[Key, ...]:
    """The legend of the ticks, where there are any."""
    return (Key(name, "tick"),) if any(tick is not None for tick in ticks) else ()


def standing_text(standing: Standing | None) -> str:
    """Shape and word of a standing, or nothing."""
    return f"{SHAPES[standing]} {standing.label}" if standing else ""


def _lengths(bars: Sequence[Bar], places: list[int]) -> Chart:
    return {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "x": [plot_number(bar.length) for bar in bars],
        "marker": {"color": [_colour(bar) for bar in bars]},
        "hovertext": [plot_text(bar.hover).replace("\n", "<br>") for bar in bars],
        "hovertemplate": HOVER,
    }


def _ticks(bars: Sequence[Bar], places: list[int]) -> Chart:
    return {
        "type": "scatter",
        "mode": "markers",
        "y": places,
        "x": [plot_number(bar.tick) for bar in bars],
        "marker": {
            "symbol": "line-ns",
            "size": 14,
            "line": {"color": COLOURS["ink"], "width": LINES["actual"]["width"]},
        },
        "hoverinfo": "skip",
    }


def _names_axis(bars: Sequence[Bar], places: list[int]) -> Chart:
    return {
        "tickvals": places,
        "ticktext": [plot_text(_wrapped(bar.name)).replace("\n", "<br>") for bar in bars],
        "range": [len(bars) - 0.5, -0.5],
        "showgrid": False,
        "tickfont": {"color": COLOURS["ink"]},
    }


def _right_hand(bars: Sequence[Bar]) -> list[Chart]:
    mixed = len({bar.is_sample for bar in bars}) > 1
    return [
        _annotation(bar, place, " 示例" if mixed and bar.is_sample else "")
        for place, bar in enumerate(bars)
    ]


def _annotation(bar: Bar, place: int, mark: str) -> Chart:
    tone = modifier(bar.standing) if bar.standing else "ink"
    word = standing_text(bar.standing)
    return {
        "text": "<br>".join(filter(None, (f"{plot_text(bar.text)}{mark}", word))),
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 8,
        "y": place,
        "showarrow": False,
        "align": "left",
        "font": {"color": COLOURS[tone]},
    }


def _wrapped(name: str) -> str:
    """A long name in two lines: the bars keep their room on a telephone."""
    if len(name) <= LONGEST_NAME:
        return name
    middle = -(-len(name) // 2)
    return f"{name[:middle]}\n{name[middle:]}"


def _colour(bar: Bar) -> str:
    return standing_fill(bar.standing) if bar.standing else COLOURS["brand"]


def _ends(bars: Sequence[Bar], most: Decimal | None) -> list[float | None]:
    sizes = [size for bar in bars for size in (bar.length, bar.tick) if size is not None]
    least, longest = min([*sizes, Decimal(0)]), max([*sizes, Decimal(0)])
    if least == longest:
        longest = Decimal(1)
    return [plot_number(least * HEADROOM), plot_number(most or longest * HEADROOM)]
