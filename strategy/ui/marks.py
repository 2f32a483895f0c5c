"""Marks drawn as HTML and SVG without JavaScript: pills, the 示例 tag, progress bars."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from markupsafe import Markup, escape

from .formatting import percent

# One shape for each standing, so that colour is never alone; drawn around (0, 0), 10 wide.
SHAPES = {
    "far_behind": '<path d="M-4-4h8v8h-8z"/>',
    "behind": '<path d="M0-4.6 5.2 4.2H-5.2z"/>',
    "not_reported": '<path class="open" d="M0-4.6 4.6 0 0 4.6-4.6 0z"/>',
    "on_pace": '<circle r="4.4"/>',
    "done": '<path class="open open--thick" d="M-4.4.2-1.4 3.2 4.4-3.2"/>',
    "not_due": '<circle class="open" r="3.9"/>',
    "no_plan": '<path class="open open--thick" d="M-4.4 0h8.8"/>',
}
# The rungs of a time limit, by the look of the standing that is as pressing.
RUNGS = {
    "calm": "not_due",
    "near": "not_reported",
    "blue": "done",
    "yellow": "behind",
    "red": "far_behind",
}
RUNG_SHAPES = SHAPES | {"done": SHAPES["on_pace"]}
# How a matter's status looks; while it is with its unit it is plain information.
MATTER_TONES = {
    "registered": "neutral",
    "applied": "warning",
    "verified": "warning",
    "closed": "good",
    "withdrawn": "neutral",
}

SAMPLE_TAG = Markup('<span class="sample" data-sample>示例</span>')
REVISED_TAG = Markup(
    '<span class="revised" data-revised>修订<span class="visually-hidden">前为</span>'
    '<del class="revised__number">{}</del></span>'
)
FULL = Decimal(100)
# Narrower parts could not hold their shape and number.
NARROWEST_PART = 12.0


class StandingLike(Protocol):
    """What a standing shows here: the enumeration itself lives outside of the kit."""

    value: str
    label: str


class Part(Protocol):
    """One piece of a split bar: how many things stand so, and the address of their list."""

    standing: StandingLike
    count: int
    url: str


def modifier(standing: str) -> str:
    """Return a standing's value as CSS classes and tokens spell it: “far-behind”."""
    return standing.replace("_", "-")


def shape(standing: str) -> Markup:
    """Return the small drawing that belongs to a standing's value."""
    return _drawn(SHAPES[standing])


def pill(standing: StandingLike, *, label: str = "", sample: bool = False) -> Markup:
    """Return word, shape and colour of a standing, and the 示例 tag where it is one."""
    return _pill(standing.value, label or standing.label, bool(sample))


def rung_pill(rung: StandingLike) -> Markup:
    """Return word, shape and colour of the rung on which a time limit stands."""
    return _rung_pill(rung.value, rung.label)


@lru_cache(maxsize=16)
def matter_pill(code: str, label: str) -> Markup:
    """Return the word and colour of how far a matter has come, by the code of its status."""
    tone = MATTER_TONES.get(code, "info")
    return Markup('<span class="pill pill--{}">{}</span>').format(tone, label)


def sample_tag(sample: bool = True) -> Markup:
    """Return the 示例 tag, or nothing."""
    return SAMPLE_TAG if sample else Markup("")


def revised_tag(replaced: str) -> Markup:
    """Return the tag of a corrected figure with the number that it had, or nothing."""
    return REVISED_TAG.format(replaced) if replaced else Markup("")


def bar(
    done: Decimal | None,
    *,
    expected: Decimal | None = None,
    standing: StandingLike | None = None,
    label: str = "",
) -> Markup:
    """Return a progress bar: `done` and `expected` in percent; the drawing ends at 0 and 100.

    The tick is the pace, the colour the standing; the label names the true numbers.
    """
    tone = modifier(standing.value) if standing else "no-plan"
    spoken = escape(label or _spoken(done, expected))
    filled = "" if done is None else f'<rect class="bar__done" width="{_clipped(done)}%"/>'
    tick = "" if expected is None else f'<rect class="bar__pace" x="{_clipped(expected)}%"/>'
    return Markup(
        f'<svg class="bar bar--{tone}" role="img" aria-label="{spoken}">'
        f'<rect class="bar__track" width="100%"/>{filled}{tick}</svg>'
    )


def split_bar(parts: Sequence[Part], *, label: str = "", unit: str = "项") -> Markup:
    """Return counts by standing as one bar of links; small parts are widened to be readable."""
    shown = [part for part in parts if part.count]
    drawn, start = [], 0.0
    for part, width in zip(shown, _shares([part.count for part in shown]), strict=True):
        drawn.append(_split_part(part, start, width, unit))
        start += width
    return Markup(
        f'<svg class="split" role="group" aria-label="{escape(label or "按进度状态")}">'
        f"{''.join(drawn)}</svg>"
    )


def _drawn(path: str) -> Markup:
    return Markup(
        '<svg class="shape" viewBox="-6 -6 12 12" aria-hidden="true" focusable="false">'
        f"{path}</svg>"
    )


@lru_cache(maxsize=512)
def _pill(value: str, label: str, sample: bool) -> Markup:
    mark = " data-sample" if sample else ""
    return Markup(
        f'<span class="pill pill--{modifier(value)}" data-standing="{value}"{mark}>'
        f"{shape(value)}{escape(label)}</span>{sample_tag(sample)}"
    )


@lru_cache(maxsize=16)
def _rung_pill(value: str, label: str) -> Markup:
    look = RUNGS[value]
    return Markup(
        f'<span class="pill pill--{modifier(look)}" data-rung="{value}">'
        f"{_drawn(RUNG_SHAPES[look])}{escape(label)}</span>"
    )


def _spoken(done: Decimal | None, expected: Decimal | None) -> str:
    text = "未报" if done is None else f"完成{percent(done)}"
    return text if expected is None else f"{text}，序时进度{percent(expected)}"


def _clipped(value: Decimal) -> str:
    return f"{min(max(value, 0), FULL):.1f}"


def _split_part(part: Part, start: float, width: float, unit: str) -> str:
    value = part.standing.value
    name = escape(f"{part.standing.label}{part.count}{unit}")
    middle = start + width / 2
    return (
        f'<a class="split__part split__part--{modifier(value)}" href="{escape(part.url)}"'
        f' data-computed="{escape(part.url)}" data-standing="{value}" aria-label="{name}">'
        f"<title>{name}</title>"
        f'<rect x="{start:.2f}%" width="{width:.2f}%" height="100%"/>'
        f'<svg x="{middle:.2f}%" y="50%" overflow="visible">'
        f'<g class="shape" transform="translate(-8)">{SHAPES[value]}</g>'
        f'<text dy=".36em">{part.count}</text></svg></a>'
    )


def _shares(counts: list[int]) -> list[float]:
    """Return widths in percent that sum to 100, none below the narrowest that can be read."""
    narrow: set[int] = set()
    while True:
        room = 100 - len(narrow) * NARROWEST_PART
        total = sum(count for place, count in enumerate(counts) if place not in narrow)
        widths = [
            NARROWEST_PART if place in narrow else count * room / total
            for place, count in enumerate(counts)
        ]
        too_narrow = {place for place, width in enumerate(widths) if width < NARROWEST_PART}
        if not too_narrow:
            return widths
        narrow |= too_narrow
