"""The order of the stages: forward only, days never backwards, pauses by day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.progress import (
    InterruptionKind,
    Pause,
    Stage,
    StageState,
    actual_backwards,
    furthest,
    furthest_recorded,
    pause_on,
    planned_backwards,
)

DAYS = st.dates(date(2020, 1, 1), date(2024, 12, 31))
STATES = st.lists(
    st.builds(
        StageState, st.sampled_from(list(Stage)), st.none() | DAYS, st.just(True), st.none() | DAYS
    ),
    unique_by=lambda state: state.stage,
)


@given(states=STATES, day=DAYS)
def test_furthest_is_reached_and_nothing_reached_is_further(states, day):
    last = furthest(states, day)
    reached = [state for state in states if state.is_reached_on(day)]

    assert (last is None) == (not reached)
    assert all(state.stage.rank <= last.stage.rank for state in reached)


@given(states=STATES, day=DAYS, later=st.integers(0, 900))
def test_stage_of_a_project_never_goes_back_with_time(states, day, later):
    ranks = [
        one.stage.rank if one else -1
        for one in (furthest(states, day), furthest(states, day + timedelta(later)))
    ]

    assert ranks == sorted(ranks)
    assert furthest_recorded(states) == furthest(states, date.max)


@given(states=STATES)
def test_days_are_in_order_exactly_where_none_is_before_that_of_an_earlier_stage(states):
    ordered = sorted(states, key=lambda state: state.stage.rank)
    for backwards, name in ((actual_backwards, "actual_on"), (planned_backwards, "planned_on")):
        days = [getattr(state, name) for state in ordered if getattr(state, name)]
        in_order = all(first <= second for first, second in pairwise(days))

        assert (backwards(states) is None) == in_order


@given(states=STATES)
def test_two_stages_that_are_named_really_run_backwards(states):
    if pair := actual_backwards(states):
        earlier, later = pair

        assert earlier.stage.rank < later.stage.rank
        assert later.actual_on < earlier.actual_on


def test_same_day_of_two_stages_is_in_order():
    day = date(2022, 6, 1)
    states = [StageState(stage, day, True, day) for stage in Stage]

    assert actual_backwards(states) is None
    assert planned_backwards(states) is None


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2022, 2, 28), None),
        (date(2022, 3, 1), InterruptionKind.SUSPENDED),
        (date(2022, 4, 30), InterruptionKind.SUSPENDED),
        (date(2022, 5, 1), None),
        (date(2022, 6, 30), None),
        (date(2022, 7, 1), InterruptionKind.WITHDRAWN),
        (date(2099, 1, 1), InterruptionKind.WITHDRAWN),
    ],
)
def test_pause_holds_from_its_first_day_until_before_the_day_of_return(day, kind):
    pauses = [
        Pause(InterruptionKind.SUSPENDED, date(2022, 3, 1), date(2022, 5, 1)),
        Pause(InterruptionKind.WITHDRAWN, date(2022, 7, 1)),
    ]

    pause = pause_on(pauses, day)

    assert (pause.kind if pause else None) == kind
