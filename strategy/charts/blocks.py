"""A chart with all that stands around it on a page: title, unit, table, 示例 mark, spoken name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup
from plotly.io.json import to_json_plotly

from strategy.progress import Standing
from strategy.queries.corrections import Replaced
from strategy.ui.formatting import MISSING, number

Chart = dict[str, Any]
Cell = tuple[str, bool]

SAMPLE = "（示例）"
SHORT, TALL = 5, 9  # rows of horizontal bars that fit into the low and the high box


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: a word, a `drawing` of chart.css, and on it a standing's shape."""

    label: str
    drawing: str
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """One chart for the macro `chart`: `unit` of its values, `rows` of text under `headings`.

    `samples` tells of every value that is drawn whether it is 示例; `size` is the height of the
    box, which is reserved before the chart is drawn: short, medium, tall or long.
    """

    title: str
    unit: str
    chart: Chart
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    summary: str
    samples: tuple[bool, ...]
    keys: tuple[Key, ...] = ()
    size: str = "medium"

    @property
    def json(self) -> Markup:
        """The chart for a <script>: plotly's encoder escapes “<”, “>” and “/”."""
        return Markup(to_json_plotly(self.chart, engine="orjson"))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.samples

    @property
    def is_sample(self) -> bool:
        """Whether all of it is 示例, so that one mark at the title serves."""
        return bool(self.samples) and all(self.samples)

    @property
    def sample_mark(self) -> str:
        """The mark at the title: “示例”, “含示例” or nothing."""
        if self.is_sample:
            return "示例"
        return "含示例" if any(self.samples) else ""


def plot_number(value: Decimal | None) -> float | None:
    """A figure as plotly takes it: four decimals are all that we store; missing stays None."""
    return None if value is None else round(float(value), 4)


def plot_text(text: str) -> str:
    """Text for labels and hovers, where plotly would read “<” and “&” as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def size_of(bars: int) -> str:
    """The size of a box for so many horizontal bars."""
    return "short" if bars <= SHORT else "tall" if bars <= TALL else "long"


def marked(text: str, is_sample: bool) -> str:
    """The text with （示例） where it is one and says something."""
    return f"{text}{SAMPLE}" if is_sample and text != MISSING else text


def revised(text: str, replaced: Replaced | None, decimals: int) -> str:
    """The text of a figure with （修订，原…） where a correction of late has replaced another."""
    return f"{text}（修订，原{number(replaced.number, decimals)}）" if replaced else text


def spoken(value: Decimal | None, unit: str, decimals: int, is_sample: bool = False) -> str:
    """A value with its unit for hovers and sentences: “354.0亿元（示例）”; None is “--”."""
    text = number(value, decimals)
    return text if value is None else marked(f"{text}{unit}", is_sample)


def key(label: str, drawing: str, is_sample: bool) -> Key:
    """An entry of the legend for values that are all 示例, or not."""
    return Key(marked(label, is_sample), f"{drawing}-sample" if is_sample else drawing)


def column(heading: str, cells: Iterable[Cell]) -> tuple[str, ...]:
    """A heading and its cells; where every cell is 示例, the heading says so once for all."""
    cells = list(cells)
    known = [is_sample for text, is_sample in cells if text != MISSING]
    if known and all(known):
        return (f"{heading}{SAMPLE}", *(text for text, _ in cells))
    return (heading, *(marked(text, is_sample) for text, is_sample in cells))


def table(
    columns: Sequence[tuple[str, ...]],
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Turn columns, each headed by its first text, into headings and rows."""
    headings, *rows = zip(*columns, strict=True)
    return headings, tuple(rows)
