"""The opening of the board: what it says, links and marks."""

from datetime import date
from decimal import Decimal

from luohe_tracker.queries.board import ACTIONS, ItemState, ListState
from luohe_tracker.wording.board import opening
from strategy.progress import Standing
from strategy.queries.reporting_months import Reading
from strategy.queries.results import SeriesRow

JUNE = date(2022, 6, 1)
READING = Reading(JUNE, (), date(2022, 8, 10), None, None)


def row(**changes) -> SeriesRow:
    """The investment of action A3 in June, a real figure."""
    fields = dict.fromkeys(SeriesRow.__dataclass_fields__)
    fields |= {
        "series": "A3-investment-industry",
        "metric": "全市重点项目完成投资",
        "unit": "亿元",
        "decimals": 1,
        "accumulation": "to_date",
        "month": JUNE,
        "to_date": Decimal(354),
        "is_sample_metric": False,
        "to_date_is_sample": False,
    }
    return SeriesRow(**fields | changes)


def state(standing, former=None, *, is_sample=False) -> ItemState:
    return ItemState(
        "tasks", "T001", "事项", "strategy.task", None, False, standing, former, "", None, is_sample
    )  # fmt: skip


def lists(actions=(), tasks=()) -> dict[str, ListState]:
    return {
        ACTIONS: ListState(ACTIONS, "七大行动", "项", "/actions/?month=2022-06", tuple(actions)),
        "tasks": ListState("tasks", "重点工作", "项", "/tasks/?month=2022-06", tuple(tasks)),
    }


def text(sentence) -> str:
    return "".join(piece.text for piece in sentence.pieces)


def test_what_was_reached_is_told_in_prose_and_linked_to_its_passport():
    (sentence,) = opening(READING, [row()], lists())

    assert text(sentence) == "截至6月底，全市重点项目完成投资354亿元"
    assert sentence.pieces[2].figure == "/figures/A3-investment-industry/2022-06/"
    assert not sentence.is_sample


def test_a_missing_figure_and_a_sample_metric_are_not_told():
    rows = [row(to_date=None), row(is_sample_metric=True), row(accumulation="stock")]

    assert opening(READING, rows, lists()) == []


def test_a_sample_month_marks_its_own_number():
    (sentence,) = opening(READING, [row(to_date_is_sample=True)], lists())

    assert [piece.is_sample for piece in sentence.pieces] == [False, False, True]


def test_how_the_actions_stand_is_a_sentence_of_its_own_and_a_sample():
    actions = [state(Standing.ON_PACE, is_sample=True), state(Standing.BEHIND, is_sample=True)]

    reached, stand = opening(READING, [row()], lists(actions))

    assert text(stand) == "按示例目标测算，七大行动1项达序时、1项滞后"
    assert stand.pieces[1].computed == "/actions/?month=2022-06&standing=on_pace"
    assert (reached.is_sample, stand.is_sample) == (False, True)


def test_what_turned_red_is_counted_by_list_and_linked_to_its_rows():
    tasks = [
        state(Standing.FAR_BEHIND, Standing.BEHIND),
        state(Standing.FAR_BEHIND, Standing.FAR_BEHIND),
    ]

    (sentence,) = opening(READING, [], lists(tasks=tasks))

    assert text(sentence) == "本月新转为严重滞后：重点工作1项"
    assert sentence.pieces[1].computed.endswith("&standing=far_behind&changed=worse")


def test_a_month_without_new_reds_says_so():
    (sentence,) = opening(READING, [], lists(tasks=[state(Standing.ON_PACE)]))

    assert text(sentence) == "四个清单本月没有新转为严重滞后的事项"
