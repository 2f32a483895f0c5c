"""Rankings and the sheet of 考核 as files: the same rows, order and rounding as on the page."""

from decimal import Decimal

from luohe_tracker.wording.rankings import (
    CHANGE_NOTE,
    USAGE_NOTE,
    formula,
    lacking_words,
    place_words,
    scheme_words,
    title_of,
    weights_words,
)
from strategy import months
from strategy.exports.sheets import Cell, Sheet
from strategy.progress import round_half_up
from strategy.queries.group_rankings import GroupRanking, Line, Measure
from strategy.queries.reporting_months import Reading
from strategy.ui.formatting import plain

SAMPLE = "标“示例”的由示例数据计算，非官方数据。"


def ranking_sheet(ranking: GroupRanking, reading: Reading) -> Sheet:
    """A group by place, with its changes and what each measure brings."""
    headings = ["位次", "单位", "得分", "较上月（位）", "同口径（位）", "其他（位）"]
    headings += [f"{one.name}得分（{plain(one.weight)}分）" for one in ranking.measures]
    return Sheet(
        title=title_of(ranking),
        particulars=_particulars(ranking, reading),
        headings=[*headings, "备注"],
        rows=[_ranking_row(ranking, line) for line in ranking.lines],
        totals=[],
        notes=[*formula(ranking), CHANGE_NOTE, *_notes(ranking)],
    )


def assessment_sheet(ranking: GroupRanking, reading: Reading) -> Sheet:
    """The sheet of 考核: done, expected and points of each measure, the total and the place."""
    headings = ["单位"]
    for one in ranking.measures:
        name = f"{one.name}（{plain(one.weight)}分）"
        headings += [f"{name}{part}" for part in ("完成率（%）", "序时进度（%）", "得分")]
    return Sheet(
        title=title_of(ranking, "考核得分表"),
        particulars=_particulars(ranking, reading),
        headings=[*headings, "总分", "位次", "备注"],
        rows=[_assessment_row(ranking, line) for line in ranking.lines],
        totals=[],
        notes=[*formula(ranking), *_notes(ranking)],
    )


def _particulars(ranking: GroupRanking, reading: Reading) -> list[str]:
    told = [months.label(reading.month), f"截至{reading.on:%Y-%m-%d}", scheme_words(ranking)]
    weights = weights_words(ranking)
    return [*told, f"权重：{weights}"] if weights else told


def _notes(ranking: GroupRanking) -> list[str]:
    return [USAGE_NOTE, *([SAMPLE] if ranking.is_sample else [])]


def _ranking_row(ranking: GroupRanking, line: Line) -> list[Cell]:
    moved = line.change.places, line.change.like_for_like, line.change.rest
    shown = moved if ranking.is_ranked else (None, None, None)
    return [
        _place(ranking, line),
        Cell(line.name),
        _score(line),
        *[Cell(places, 0) for places in shown],
        *[_earned(line, one) for one in ranking.measures],
        Cell(lacking_words(ranking, line) or None),
    ]


def _assessment_row(ranking: GroupRanking, line: Line) -> list[Cell]:
    cells = [Cell(line.name)]
    for one in ranking.measures:
        cells += [*_shares(line, one), _earned(line, one)]
    note = Cell(lacking_words(ranking, line) or None)
    return [*cells, _score(line), _place(ranking, line), note]


def _place(ranking: GroupRanking, line: Line) -> Cell:
    if line.place is None or not ranking.is_ranked:
        return Cell(place_words(ranking, line))
    return Cell(line.place, 0, line.score.is_sample)


def _score(line: Line) -> Cell:
    return Cell(line.score.score, 2, line.score.is_sample)


def _shares(line: Line, measure: Measure) -> list[Cell]:
    """Done and expected where one series stands behind the measure; several have no one share."""
    details = line.details_of(measure.code)
    if len(details) != 1:
        return [Cell(f"{len(details)}项" if details else None), Cell(None)]
    one = details[0]
    return [_percent(one.done, one.is_sample), _percent(one.expected, one.is_sample)]


def _percent(value: Decimal | None, is_sample: bool) -> Cell:
    return Cell(None if value is None else round_half_up(value, 1), 1, is_sample)


def _earned(line: Line, measure: Measure) -> Cell:
    part = line.score.part(measure.code)
    if part is None:
        return Cell(None)
    is_sample = any(mark.is_sample for mark in part.marks)
    return Cell(round_half_up(part.earned, 2), 2, is_sample)
