"""What every chart is held to: plotly takes it, numbers are floats, colours are the theme's."""

import json
import re
from collections.abc import Iterator
from typing import Any

from plotly import graph_objects

from strategy.charts.blocks import Chart, ChartBlock
from strategy.ui.theme import COLOURS, ON_FILL

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|rgba?\(|hsla?\(")


def assert_sound(chart: Chart) -> None:
    """Plotly takes it; its numbers and colours are in order; no markup in it sets a style."""
    graph_objects.Figure(chart)
    drawn = json.dumps(chart)
    assert set(COLOUR.findall(drawn)) <= {*COLOURS.values(), *ON_FILL.values()}
    assert not re.search(r"<(?!br>|extra>|/extra>)", drawn)
    for trace in chart["data"]:
        assert all(type(value) in {float, int, type(None)} for value in values(trace))


def assert_table(block: ChartBlock) -> None:
    """Headings and rows are texts, as many in each row."""
    assert all(len(row) == len(block.headings) for row in block.rows)
    assert all(isinstance(cell, str) and cell for row in block.rows for cell in row)


def values(trace: Chart) -> list[Any]:
    """The numbers of a trace, whichever way it lies."""
    return trace["x"] if trace.get("orientation") == "h" else trace["y"]


def trace_of(chart: Chart, name: str) -> Chart:
    return next(trace for trace in chart["data"] if trace.get("name") == name)


def texts(chart: Chart) -> Iterator[str]:
    """Every text that hovering shows."""
    for trace in chart["data"]:
        yield from trace.get("hovertext", [])


def labels(block: ChartBlock) -> list[str]:
    return [key.label for key in block.keys]
