"""Colours are the same in CSS and Python, and every text can be read on its ground."""

import re

import pytest
from django.conf import settings

from strategy.progress import Standing
from strategy.ui import theme
from strategy.ui.marks import SHAPES, modifier

TOKENS = dict(
    re.findall(
        r"--([\w-]+): (#[0-9a-f]{6});",
        (settings.BASE_DIR / "static/css/tokens.css").read_text().split("@media")[0],
    )
)
STANDINGS = [modifier(standing.value) for standing in Standing]
GROUNDS = ["card", "paper", "stripe", "hover"]
PAIRS = [
    *[(name, f"{name}-soft") for name in STANDINGS],
    *[(f"{name}-on-fill", f"{name}-fill") for name in STANDINGS],
    *[(text, ground) for text in ("ink", "soft", "link", "brand", "sample") for ground in GROUNDS],
    ("card", "brand"),
    ("card", "brand-deep"),
    ("card", "far-behind-fill"),
    ("demo", "demo-soft"),
    ("soft", "no-plan-soft"),
    ("far-behind", "card"),
    ("brand-deep", "stripe"),
    ("masthead-text", "brand-deep"),
    ("masthead-text", "masthead-field"),
]


def luminance(colour):
    """Relative luminance of a colour, as WCAG 2.1 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first, second):
    dark, light = sorted([luminance(first), luminance(second)])
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_and_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(text, ground):
    assert contrast(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("name", ["control-line", "far-behind-fill", "on-pace-fill", "done-fill"])
def test_outlines_and_bars_stand_out(name):
    assert contrast(TOKENS[name], TOKENS["card"]) >= 3


def test_python_and_css_have_the_same_colours():
    assert {name: TOKENS.get(name) for name in theme.COLOURS} == theme.COLOURS
    assert {name: TOKENS.get(f"{name}-on-fill") for name in theme.ON_FILL} == theme.ON_FILL


def test_every_standing_has_its_own_shape_and_colours():
    assert set(SHAPES) == {standing.value for standing in Standing}
    assert len(set(SHAPES.values())) == len(Standing)
    for standing in Standing:
        assert theme.standing_fill(standing.value).startswith("#")
