"""Judgement: one figure to date against its target and rule, whatever the figure was made of."""

from dataclasses import dataclass, replace
from decimal import Decimal

from . import sentences
from .accumulate import Accumulation
from .pace import Direction, done, expected, is_limit, start_of
from .sentences import Pace
from .series_year import SeriesYear
from .standing import Standing, judge, judge_level


@dataclass(frozen=True, slots=True)
class Judgement:
    """A standing with its sentence and, where there is a pace, the numbers behind it in percent."""

    standing: Standing
    sentence: str
    done: Decimal | None = None
    expected: Decimal | None = None
    gap: Decimal | None = None
    is_limit: bool = False

    def without_figure(self, standing: Standing, sentence: str) -> "Judgement":
        """The same pace with no figure to set against it."""
        return replace(self, standing=standing, sentence=sentence, done=None, gap=None)


def judge_figure(year: SeriesYear, month_number: int, to_date: Decimal) -> Judgement:
    """Judge a figure to date, in the metric's unit, at the end of month 1–12 (design 5).

    无计划 without a target, without a start where one is needed, or with both equal. Ranks, and
    limits on stocks and ratios, are held all year: within or not, no gap. All else has a pace.
    """
    reason = _no_plan(year)
    if reason:
        return Judgement(Standing.NO_PLAN, reason)
    if year.accumulation == Accumulation.RANK:
        return _judge_rank(year, to_date)
    if _is_held(year):
        return _judge_held(year, month_number, to_date)
    return _judge_pace(year, month_number, to_date)


def pace_alone(year: SeriesYear, month_number: int, standing: Standing, sentence: str) -> Judgement:
    """The judgement where no figure is known: `expected` still says where it ought to be."""
    if _no_plan(year) or year.accumulation == Accumulation.RANK or _is_held(year):
        return Judgement(standing, sentence)
    start = start_of(year.accumulation, year.target.start)
    return _judge_pace(year, month_number, start).without_figure(standing, sentence)


def _no_plan(year: SeriesYear) -> str | None:
    if year.target is None:
        return sentences.NO_TARGET
    if year.accumulation == Accumulation.RANK:
        return None
    start = start_of(year.accumulation, year.target.start)
    if start is None:
        return sentences.NO_START
    return sentences.TARGET_IS_START if start == year.target.value else None


def _is_held(year: SeriesYear) -> bool:
    start = start_of(year.accumulation, year.target.start)
    return not year.accumulation.accumulates and is_limit(year.direction, start, year.target.value)


def _judge_rank(year: SeriesYear, to_date: Decimal) -> Judgement:
    standing = judge_level(to_date, year.target.value, Direction.DOWN)
    return Judgement(standing, sentences.rank_sentence(to_date, year.target.value, year.rule))


def _judge_held(year: SeriesYear, month_number: int, to_date: Decimal) -> Judgement:
    target = year.target.value
    sentence = sentences.level_sentence(
        month_number,
        to_date,
        target,
        direction=year.direction,
        decimals=year.decimals,
        rule=year.rule,
    )
    standing = judge_level(to_date, target, year.direction)
    return Judgement(standing, sentence, is_limit=True)


def _judge_pace(year: SeriesYear, month_number: int, to_date: Decimal) -> Judgement:
    target, start = year.target, start_of(year.accumulation, year.target.start)
    pace = Pace(
        month_number=month_number,
        done=done(to_date, start, target.value),
        expected=expected(month_number, plan=target.plan, start=start, target=target.value),
        is_limit=is_limit(year.direction, start, target.value),
    )
    standing = judge(
        pace.done,
        pace.expected,
        year.rule,
        is_limit=pace.is_limit,
        is_year_end=month_number == 12,
    )
    sentence = sentences.pace_sentence(pace, standing, year.rule)
    return Judgement(standing, sentence, pace.done, pace.expected, pace.gap, pace.is_limit)
