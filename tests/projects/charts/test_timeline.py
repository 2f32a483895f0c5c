"""The line of time: where planned and actual days stand, by hand."""

from datetime import date
from types import SimpleNamespace

from projects.charts.timeline import EDGE, YEAR_WIDTH, timeline
from projects.progress import Stage, StageState

ON = date(2022, 7, 2)  # the middle of the year, 182 days in


def row(code: str, *states: StageState, stage: Stage | None = None):
    """What a line needs of a row of the library."""
    return SimpleNamespace(
        code=code, name=code, short_name="", url=f"/projects/{code}/", is_sample_item=False,
        states=states, stage=stage, pause=None,
    )  # fmt: skip


def state(stage: Stage, planned_on: date | None, actual_on: date | None = None) -> StageState:
    return StageState(stage, planned_on, actual_on is not None, actual_on)


def test_bar_of_what_is_being_built_ends_on_the_day_of_reading():
    started = state(Stage.STARTED, date(2022, 1, 1), date(2021, 1, 1))
    finished = state(Stage.FINISHED, date(2023, 1, 1))

    found = timeline([row("P001", started, finished, stage=Stage.STARTED)], ON)
    (line,) = found.lines

    assert (found.width, found.today) == (3 * YEAR_WIDTH + 2 * EDGE, EDGE + YEAR_WIDTH + 75)
    assert (line.actual.x, line.actual.width) == (EDGE, YEAR_WIDTH + 75)
    assert (line.planned.x, line.planned.width) == (EDGE + YEAR_WIDTH, YEAR_WIDTH)
    assert line.text == "计划：开工2022-01-01、竣工2023-01-01；实际：开工2021-01-01"


def test_lines_go_by_their_first_day_and_those_without_a_day_are_counted():
    later = row("P001", state(Stage.STARTED, date(2022, 5, 1)))
    sooner = row("P002", state(Stage.SIGNED, date(2022, 3, 1)))

    found = timeline([later, row("P003"), sooner], ON)

    assert [line.name for line in found.lines] == ["P002", "P001"]
    assert found.left_out == 1


def test_day_after_the_day_of_reading_is_not_drawn():
    started = state(Stage.STARTED, date(2022, 3, 1), date(2022, 7, 3))

    (line,) = timeline([row("P001", started)], ON).lines

    assert line.actual_marks == ()
    assert line.actual is None
