"""Colours and chart layout in Python; a test holds them equal to static/css/tokens.css."""

COLOURS = {
    "ink": "#1c2733",
    "soft": "#566270",
    "line": "#dde3ea",
    "hairline": "#edf0f4",
    "paper": "#f3f5f8",
    "card": "#ffffff",
    "brand": "#0f4c9c",
    "brand-deep": "#0b3a78",
    "link": "#0b57b8",
    "track": "#e4e9ef",
    "far-behind": "#9c211b",
    "far-behind-fill": "#c0322b",
    "far-behind-soft": "#fbe6e4",
    "behind": "#7d4a00",
    "behind-fill": "#e9a23b",
    "behind-soft": "#fdf1dc",
    "not-reported": "#4a4168",
    "not-reported-fill": "#a9a3c4",
    "not-reported-soft": "#efedf6",
    "on-pace": "#1f5f3c",
    "on-pace-fill": "#2e7d52",
    "on-pace-soft": "#e3f2e9",
    "done": "#0b4a8c",
    "done-fill": "#2b6cb3",
    "done-soft": "#e4eefa",
    "not-due": "#4c5763",
    "not-due-fill": "#dbe1e8",
    "not-due-soft": "#eef1f4",
    "no-plan": "#4c5763",
    "no-plan-fill": "#bfc8d1",
    "no-plan-soft": "#eef1f4",
}

# Text printed upon the fill of a standing, as in the bars of the list cards.
ON_FILL = {
    "far-behind": "#ffffff",
    "behind": "#3a2600",
    "not-reported": "#241d3d",
    "on-pace": "#ffffff",
    "done": "#ffffff",
    "not-due": "#2b343d",
    "no-plan": "#2b343d",
}

FONT_FAMILY = (
    '-apple-system, "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", '
    '"Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif'
)

FONT = {"family": FONT_FAMILY, "size": 12, "color": COLOURS["soft"]}

AXIS = {
    "showgrid": True,
    "gridcolor": COLOURS["hairline"],
    "zeroline": False,
    "linecolor": COLOURS["line"],
    "tickcolor": COLOURS["line"],
    "tickfont": FONT,
    "title": {"font": FONT, "standoff": 8},
    "automargin": True,
    "fixedrange": True,
}

LAYOUT = {
    "font": FONT,
    "paper_bgcolor": COLOURS["card"],
    "plot_bgcolor": COLOURS["card"],
    "margin": {"l": 48, "r": 16, "t": 12, "b": 36, "pad": 0},
    "xaxis": AXIS | {"showgrid": False},
    "yaxis": AXIS,
    "hoverlabel": {
        "bgcolor": COLOURS["card"],
        "bordercolor": COLOURS["line"],
        "font": FONT | {"size": 13, "color": COLOURS["ink"]},
    },
    "hovermode": "x unified",
    "legend": {"orientation": "h", "x": 0, "y": 1.12, "font": FONT},
    "separators": ".,",
    "bargap": 0.4,
    "colorway": [
        COLOURS["brand"],
        COLOURS["on-pace-fill"],
        COLOURS["behind-fill"],
        COLOURS["soft"],
        COLOURS["not-reported-fill"],
    ],
}

# Lines that mean the same in every chart.
LINES = {
    "actual": {"color": COLOURS["brand"], "width": 2.5},
    "pace": {"color": COLOURS["soft"], "width": 1.5, "dash": "dash"},
    "last_year": {"color": COLOURS["no-plan-fill"], "width": 2},
}

THEME = {
    "colours": COLOURS,
    "on_fill": ON_FILL,
    "font": FONT,
    "axis": AXIS,
    "layout": LAYOUT,
    "lines": LINES,
}


def standing_fill(standing: str) -> str:
    """Return the colour of bars and markers for a standing's value, such as “far_behind”."""
    return COLOURS[f"{standing.replace('_', '-')}-fill"]
