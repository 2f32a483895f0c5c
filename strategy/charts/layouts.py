"""What all charts share: a lean layout from the theme, the axis of months, hovers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from strategy.ui.formatting import month_label
from strategy.ui.theme import AXIS, COLOURS, LAYOUT

from .blocks import Chart

MOST_LABELS = 8  # months that can be named side by side on a telephone
HOVER = "%{hovertext}<extra></extra>"
HOVERS = "hovers"

# The font stands once in the layout: what would repeat it inherits it.
_AXIS = {name: value for name, value in AXIS.items() if name not in ("tickfont", "title")}
_SHARED = {name: LAYOUT[name] for name in ("font", "paper_bgcolor", "plot_bgcolor", "separators")}


def layout(*, xaxis: Chart, yaxis: Chart, **changes: Any) -> Chart:
    """The layout of one chart. Nothing is dragged or switched, so that a finger still scrolls."""
    return {
        **_SHARED,
        "margin": {"l": 8, "r": 20, "t": 8, "b": 8},
        "xaxis": _AXIS | xaxis,
        "yaxis": _AXIS | yaxis,
        "hoverlabel": LAYOUT["hoverlabel"],
        "hovermode": "x unified",
        "hoverdistance": -1,  # the month nearest to the pointer, however far
        "dragmode": False,
        "showlegend": False,  # HTML draws it, which wraps, grows with the text and costs nothing
        **changes,
    }


def month_hovers(
    names: Sequence[str], heights: Sequence[float | None], texts: Sequence[str]
) -> Chart:
    """What hovering shows of each month, on points that are not seen.

    Plotly would look for the nearest point of every line, and give a month without a figure that
    of its neighbour; so all lines of a month are one text, and nothing else answers.
    """
    return {
        "type": "scatter",
        "mode": "markers",
        "name": HOVERS,
        "x": names,
        "y": heights,
        "marker": {"opacity": 0, "color": COLOURS["card"]},
        "hovertext": texts,
        "hovertemplate": HOVER,
    }


def months_axis(months: Sequence[date], **changes: Any) -> Chart:
    """The axis under months: named by `month_label` in hovers, by “6月” below the chart.

    Of more than eight months only some are named, the last always; where the months lie in more
    than one year, the first name of each year carries it.
    """
    return {
        "type": "category",
        "categoryarray": [month_label(month) for month in months],
        "tickvals": list(range(len(months))),
        "ticktext": _month_names(months),
        "tickangle": 0,
        "range": [-0.5, len(months) - 0.5],
        "showgrid": False,
        "unifiedhovertitle": {"text": "%{x}"},
        "spikecolor": COLOURS["line"],
        "spikethickness": 1,
        "spikedash": "solid",
        **changes,
    }


def amounts_axis(decimals: int, **changes: Any) -> Chart:
    """The axis of amounts: thousands marks, never “k”, no more decimals than the metric has."""
    return {"tickformat": f",.{decimals}~f", "nticks": 6, "rangemode": "tozero", **changes}


def _month_names(months: Sequence[date]) -> list[str]:
    step = -(-len(months) // MOST_LABELS)
    several = len({month.year for month in months}) > 1
    names, year = [], None
    for place, month in enumerate(months):
        if (len(months) - 1 - place) % step:
            names.append("")
            continue
        new_year = several and month.year != year
        names.append(f"{month.month}月<br>{month.year}年" if new_year else f"{month.month}月")
        year = month.year
    return names
