"""Assess: the one calculation behind every board, export, briefing and stored assessment."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from . import sentences
from .accumulate import ALL_MONTHS, January, total
from .figures import Figures, figures_of
from .growth import growth
from .judgement import Judgement, judge_figure, pace_alone
from .milestones import MilestoneJudgement, MilestoneState, judge_milestones
from .series_year import Result, SeriesYear
from .standing import Rule, Standing, worst


def assess_series(year: SeriesYear, month_number: int) -> Result:
    """Assess one series at the end of month 1–12; ValueError for another month.

    It depends on the month alone, never on today: 未报 is owed and not approved, or a flow with
    an earlier month missing; 未到期 is not owed and not there. The judgement is 示例 if the metric,
    the item, the target or a figure in the to-date is; last year's base marks the growth only.
    """
    if month_number not in ALL_MONTHS:
        raise ValueError(f"月份数{month_number}不在1至12之间。")
    figures = figures_of(year, month_number)
    judgement = _judgement(year, month_number, figures)
    is_there = figures.to_date is not None
    return _result(
        year,
        month_number,
        judgement,
        figures,
        reported=int(is_there),
        owed=int(is_there or judgement.standing == Standing.NOT_REPORTED),
    )


def assess_total(parts: Sequence[Result], year: SeriesYear, month_number: int) -> Result:
    """Assess a computed total from the results of its parts in the same month.

    `year` gives the total's own target and rule; its values are not read. Parts that owe nothing
    stay out. A sum that lacks a part is shown with “已报 n/应报 m” and is 未报, not judged: against
    a whole target the missing part would count as 0. Raises ValueError for ranks and ratios.
    """
    if not year.accumulation.adds_up:
        raise ValueError("位次和比率不能相加。")
    owing = [part for part in parts if part.owed]
    summed = [part for part in owing if part.reported]
    figures = _total_figures(year, summed)
    judgement = _total_judgement(year, month_number, figures, len(summed), len(owing))
    return _result(year, month_number, judgement, figures, reported=len(summed), owed=len(owing))


def assess_item(
    headline: Result | None,
    milestones: Sequence[MilestoneState],
    *,
    on: date,
    rule: Rule,
    item_is_sample: bool = False,
) -> Result:
    """Assess an item at a month's end `on`: the worst of its headline series and due milestones.

    The figures are the headline's, the sentence that of the part that decided, or of both where
    both are as far behind. 示例 if any part is. With neither 无计划.
    """
    judged = judge_milestones(milestones, on=on, rule=rule)
    parts = [part for part in (headline, judged) if part is not None]
    standing = worst(part.standing for part in parts)
    sentence = _deciding_sentence(parts, standing)
    is_sample = item_is_sample or any(part.is_sample for part in parts)
    figures = headline or Result(month_number=on.month, rule_code=rule.code)
    return replace(figures, standing=standing, sentence=sentence, is_sample=is_sample)


def _judgement(year: SeriesYear, month_number: int, figures: Figures) -> Judgement:
    if figures.to_date is not None:
        return judge_figure(year, month_number, figures.to_date)
    entry = year.values.get(month_number)
    is_there = entry is not None and entry.reported is not None
    if figures.missing and (is_there or month_number in year.owed):
        sentence = sentences.not_reported_sentence(month_number, figures.missing)
        return pace_alone(year, month_number, Standing.NOT_REPORTED, sentence)
    return Judgement(Standing.NOT_DUE, _not_due_sentence(year, month_number, is_there))


def _not_due_sentence(year: SeriesYear, month_number: int, is_there: bool = False) -> str:
    if month_number == 1 and year.january != January.REPORTED:
        return sentences.JANUARY_NOT_ASKED[year.january]
    if is_there:
        return sentences.not_applicable_sentence(month_number)
    return sentences.not_due_sentence(month_number)


def _result(
    year: SeriesYear,
    month_number: int,
    judgement: Judgement,
    figures: Figures,
    *,
    reported: int,
    owed: int,
) -> Result:
    target_is_sample = year.target is not None and year.target.is_sample
    return Result(
        month_number=month_number,
        rule_code=year.rule.code,
        is_sample=year.is_sample or target_is_sample or figures.to_date_is_sample,
        target=None if year.target is None else year.target.value,
        reported=reported,
        owed=owed,
        **_fields(judgement),
        **_fields(figures),
    )


def _fields(shape: Judgement | Figures) -> dict[str, object]:
    return {each.name: getattr(shape, each.name) for each in fields(shape)}


def _total_figures(year: SeriesYear, summed: Sequence[Result]) -> Figures:
    to_date = total([part.to_date for part in summed]).value
    base = _whole([part.base_to_date for part in summed])
    is_sample = any(year.is_sample or part.to_date_is_sample for part in summed)
    base_is_sample = base is not None and any(part.base_is_sample for part in summed)
    return Figures(
        value=_whole([part.value for part in summed]),
        to_date=to_date,
        base_to_date=base,
        growth=growth(to_date, base, in_points=year.is_percentage),
        value_is_sample=is_sample or any(part.value_is_sample for part in summed),
        to_date_is_sample=is_sample,
        base_is_sample=base_is_sample,
        growth_is_sample=base_is_sample or (base is not None and is_sample),
        missing=(),
    )


def _whole(parts: Sequence[Decimal | None]) -> Decimal | None:
    """The sum where every part is known: last year's must cover what this year's covers."""
    summed = total(parts)
    return summed.value if summed.is_complete else None


def _total_judgement(
    year: SeriesYear, month_number: int, figures: Figures, reported: int, owed: int
) -> Judgement:
    if owed == 0:
        return Judgement(Standing.NOT_DUE, _not_due_sentence(year, month_number))
    if reported < owed:
        sentence = sentences.incomplete_total_sentence(month_number, reported, owed)
        return pace_alone(year, month_number, Standing.NOT_REPORTED, sentence)
    return judge_figure(year, month_number, figures.to_date)


def _deciding_sentence(parts: Sequence[Result | MilestoneJudgement], standing: Standing) -> str:
    deciding = [part.sentence for part in parts if part.standing == standing]
    if not deciding:
        return sentences.NO_TARGET_NOR_MILESTONE
    is_late = standing in (Standing.FAR_BEHIND, Standing.BEHIND)
    return "；".join(deciding) if is_late else deciding[0]
