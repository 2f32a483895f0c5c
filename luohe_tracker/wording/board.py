"""The opening of the board, written from the results: text and linked numbers."""

from collections.abc import Iterable

from luohe_tracker.queries.board import ACTIONS, RED, ListState
from strategy.progress import Accumulation, Standing
from strategy.queries.reporting_months import Reading
from strategy.queries.results import SeriesRow
from strategy.ui.formatting import amount
from strategy.wording.sentences import Piece, Sentence

TOLD = [
    Standing.DONE,
    Standing.ON_PACE,
    Standing.BEHIND,
    Standing.FAR_BEHIND,
    Standing.NOT_REPORTED,
    Standing.NOT_DUE,
    Standing.NO_PLAN,
]
"""Standings as a sentence tells them: from the best, and what is not judged last."""


def opening(
    reading: Reading, rows: Iterable[SeriesRow], lists: dict[str, ListState]
) -> list[Sentence]:
    """What was reached, how the actions stand, what changed on the lists; empty ones left out."""
    listed = [one for key, one in lists.items() if key != ACTIONS]
    sentences = [
        _reached(reading, list(rows)),
        _actions(lists[ACTIONS]),
        _changes(listed),
    ]
    return [sentence for sentence in sentences if sentence is not None]


def _reached(reading: Reading, rows: list[SeriesRow]) -> Sentence | None:
    """“截至6月底，全市重点项目完成投资354亿元，……”: the figures that grow through the year."""
    told = [
        row
        for row in rows
        if row.month == reading.month
        and row.to_date is not None
        and Accumulation(row.accumulation).accumulates
        and not row.is_sample_metric
    ]
    if not told:
        return None
    pieces = [Piece(f"截至{reading.month.month}月底")]
    for row in told:
        pieces += [
            Piece(f"，{row.metric}"),
            Piece(
                amount(row.to_date, row.unit, row.decimals),
                figure=row.figure_url,
                is_sample=row.to_date_is_sample,
                replaced=_replaced(row),
            ),
        ]
    return Sentence(tuple(pieces))


def _replaced(row: SeriesRow) -> str:
    """What stood in the place of a headline's number, if it was corrected of late."""
    former = row.to_date_replaced
    return amount(former.number, row.unit, row.decimals) if former else ""


def _actions(actions: ListState) -> Sentence | None:
    """“按示例目标测算，七大行动4项达序时、1项滞后。”"""
    if not actions.states:
        return None
    lead = "按示例目标测算，" if actions.is_sample else ""
    pieces = [Piece(f"{lead}七大行动")]
    for part in sorted(actions.parts, key=lambda part: TOLD.index(part.standing)):
        pieces.append(Piece(f"{part.count}项{part.standing.label}", computed=part.url))
        pieces.append(Piece("、"))
    return Sentence(tuple(pieces[:-1]), is_sample=actions.is_sample)


def _changes(listed: list[ListState]) -> Sentence | None:
    """“本月新转为严重滞后：重点工作1项、重点项目1个。”"""
    turned = {one.key: [s for s in one.states if s.is_newly_red] for one in listed}
    told = [one for one in listed if turned[one.key]]
    if not any(one.states for one in listed):
        return None
    if not told:
        return Sentence((Piece("四个清单本月没有新转为严重滞后的事项"),))
    pieces = [Piece("本月新转为严重滞后：")]
    for one in told:
        newly = turned[one.key]
        url = f"{one.url}&standing={RED.value}&changed=worse"
        pieces += [Piece(f"{one.title}{len(newly)}{one.unit}", computed=url), Piece("、")]
    is_sample = any(state.is_sample for states in turned.values() for state in states)
    return Sentence(tuple(pieces[:-1]), is_sample=is_sample)
