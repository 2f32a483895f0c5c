"""Planned against actual, a line for each project: places in pixels, drawn as SVG by a template."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from projects.progress import Stage, StageState
from projects.queries.library_row import LibraryRow
from strategy.ui.formatting import date_value

YEAR_WIDTH, EDGE = 150, 12
MOST_LINES = 100
BUILDING = (Stage.STARTED, Stage.FINISHED, Stage.PRODUCING)
"""Stages between which a project is drawn as a bar."""
TOLD = (Stage.SIGNED, *BUILDING, Stage.FULL_CAPACITY)


@dataclass(frozen=True, slots=True)
class Span:
    """A bar."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A stage on its day, planned or actual."""

    x: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A project: bar and marks as planned and as they were; `text` says the same in words."""

    name: str
    url: str
    is_sample: bool
    planned: Span | None
    actual: Span | None
    planned_marks: tuple[Mark, ...]
    actual_marks: tuple[Mark, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The lines below an axis of years; `left_out` have no day at all, `beyond` are too many."""

    lines: tuple[Line, ...]
    years: tuple[Mark, ...]
    width: int
    today: int
    left_out: int
    beyond: int


def timeline(rows: Sequence[LibraryRow], on: date) -> Timeline:
    """The lines of some projects, by their first planned or actual day."""
    dated = sorted((row for row in rows if _days(row.states, on)), key=lambda row: _order(row, on))
    shown = dated[:MOST_LINES]
    days = [on, *(day for row in shown for day in _days(row.states, on))]
    first, last = min(days).year, max(days).year
    place = _scale(first)
    return Timeline(
        lines=tuple(_line(row, on, place) for row in shown),
        years=tuple(Mark(place(date(year, 1, 1)), f"{year}年") for year in range(first, last + 1)),
        width=(last - first + 1) * YEAR_WIDTH + 2 * EDGE,
        today=place(on),
        left_out=len(rows) - len(dated),
        beyond=len(dated) - len(shown),
    )


def _line(row: LibraryRow, on: date, place: Callable[[date], int]) -> Line:
    states = sorted(
        (one for one in row.states if one.stage in TOLD), key=lambda one: one.stage.rank
    )
    planned = [(one.stage, one.planned_on) for one in states if one.planned_on]
    actual = [(one.stage, one.actual_on) for one in states if _is_dated(one, on)]
    return Line(
        name=row.short_name or row.name,
        url=row.url,
        is_sample=row.is_sample_item,
        planned=_span([day for stage, day in planned if stage in BUILDING], place),
        actual=_span(_built(dict(actual), row, on), place),
        planned_marks=_marks("计划", planned, place),
        actual_marks=_marks("实际", actual, place),
        text="；".join(filter(None, [_told("计划", planned), _told("实际", actual)])),
    )


def _built(actual: dict[Stage, date], row: LibraryRow, on: date) -> list[date]:
    """From the start until production, or the day of reading where that is not reached yet."""
    if Stage.STARTED not in actual:
        return []
    is_over = row.stage is not None and row.stage.rank >= Stage.FINISHED.rank
    ends = [actual[stage] for stage in (Stage.PRODUCING, Stage.FINISHED) if stage in actual]
    if is_over:
        return [actual[Stage.STARTED], *ends[:1]]
    until = row.pause.starts_on if row.pause else on
    return [actual[Stage.STARTED], max(until, actual[Stage.STARTED])]


def _span(days: list[date], place: Callable[[date], int]) -> Span | None:
    if len(days) < 2:
        return None
    first, last = place(min(days)), place(max(days))
    return Span(first, max(last - first, 2))


def _marks(word: str, days: Iterable, place: Callable[[date], int]) -> tuple[Mark, ...]:
    return tuple(Mark(place(day), f"{word}{stage.label}：{date_value(day)}") for stage, day in days)


def _told(word: str, days: list) -> str:
    told = "、".join(f"{stage.label}{date_value(day)}" for stage, day in days)
    return f"{word}：{told}" if told else ""


def _is_dated(state: StageState, on: date) -> bool:
    return state.is_reached_on(on) and state.actual_on is not None


def _days(states: Iterable[StageState], on: date) -> list[date]:
    told = [one for one in states if one.stage in TOLD]
    planned = [one.planned_on for one in told if one.planned_on]
    return planned + [one.actual_on for one in told if _is_dated(one, on)]


def _order(row: LibraryRow, on: date) -> tuple:
    return row.is_sample_item, min(_days(row.states, on)), row.code


def _scale(first_year: int) -> Callable[[date], int]:
    """Where a day stands, each year as wide as the others."""

    def place(day: date) -> int:
        start = date(day.year, 1, 1)
        length = (date(day.year + 1, 1, 1) - start).days
        whole = (day.year - first_year) * YEAR_WIDTH
        return EDGE + whole + round((day - start).days * YEAR_WIDTH / length)

    return place
