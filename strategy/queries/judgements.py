"""From what is known of items to the results of a month: the bridge to the pure package."""

from dataclasses import dataclass, replace
from datetime import date

from strategy import months
from strategy.models import LightRule, Series, TrackedItem
from strategy.progress import (
    Accumulation,
    Direction,
    January,
    Reported,
    ReportedValue,
    Result,
    SeriesYear,
    assess_item,
    assess_series,
    assess_total,
    months_used,
    ratio,
    to_dates,
)

from .assessments import Inputs


@dataclass(frozen=True, slots=True)
class Judged:
    """The result of a series, or of an item (its headline series, if any, in `series`)."""

    subject: str
    item: TrackedItem
    series: Series | None
    month: date
    rule: LightRule
    result: Result


def judge_items(inputs: Inputs, month: date) -> list[Judged]:
    """Assess every item and each of its series for a month; nothing where no rule holds yet."""
    rule = inputs.rule_in(month)
    if rule is None:
        return []
    return [judged for item in inputs.items for judged in _judge_item(inputs, item, month, rule)]


def _judge_item(inputs: Inputs, item: TrackedItem, month: date, rule: LightRule) -> list[Judged]:
    lines = [line for line in inputs.series[item.pk] if _is_active(line, month)]
    results = _judge_series(inputs, item, lines, month, rule)
    headline = next((line for line in lines if line.is_headline), None)
    whole = assess_item(
        results.get(headline.pk) if headline else None,
        inputs.milestones.get(item.pk, []),
        on=months.last_day(month),
        rule=rule.as_rule(),
        item_is_sample=item.is_sample,
    )
    judged = [
        Judged("series", item, line, month, rule, results[line.pk])
        for line in lines
        if line.pk in results
    ]
    return [*judged, Judged("item", item, headline, month, rule, whole)]


def _judge_series(
    inputs: Inputs, item: TrackedItem, lines: list[Series], month: date, rule: LightRule
) -> dict[int, Result]:
    results: dict[int, Result] = {}
    for line in sorted(lines, key=_order):
        year = _series_year(inputs, item, line, lines, month, rule)
        if line.is_total:
            parts = [results[part.pk] for part in lines if _is_part(part, line)]
            results[line.pk] = assess_total(parts, year, month.month)
        else:
            results[line.pk] = assess_series(year, month.month)
    return results


def _order(line: Series) -> int:
    """Parts come before their total."""
    return int(line.is_total)


def _is_part(part: Series, total: Series) -> bool:
    return part.metric_id == total.metric_id and not part.is_total


def _is_active(line: Series, month: date) -> bool:
    started = line.starts_in is None or line.starts_in <= month
    return started and (line.ends_in is None or month <= line.ends_in)


def _series_year(
    inputs: Inputs,
    item: TrackedItem,
    line: Series,
    lines: list[Series],
    month: date,
    rule: LightRule,
) -> SeriesYear:
    metric = line.metric
    return SeriesYear(
        accumulation=Accumulation(metric.accumulation),
        direction=Direction(metric.direction),
        january=January(metric.january),
        decimals=metric.decimals,
        is_percentage=metric.unit == "%",
        values=_values(inputs, line, lines, month.year),
        owed=_owed(inputs, line, lines, month.year),
        last_year=_values(inputs, line, lines, month.year - 1),
        target=inputs.target_in(line, month),
        rule=rule.as_rule(),
        metric_is_sample=metric.is_sample,
        item_is_sample=item.is_sample,
    )


def _values(
    inputs: Inputs, line: Series, lines: list[Series], year: int
) -> dict[int, ReportedValue]:
    if line.metric.is_typed:
        return inputs.months_of(line, year)
    above, below = _terms(line, lines)
    if above is None or below is None:
        return {}
    return _ratios(_to_dates(inputs, above, year), _to_dates(inputs, below, year))


def _owed(inputs: Inputs, line: Series, lines: list[Series], year: int) -> frozenset[int]:
    """A ratio is owed when both of its terms are."""
    if line.metric.is_typed:
        return inputs.owed_in(line, year)
    terms = [inputs.owed_in(term, year) for term in _terms(line, lines) if term is not None]
    return terms[0] & terms[1] if len(terms) == 2 else frozenset()


def _terms(line: Series, lines: list[Series]) -> tuple[Series | None, Series | None]:
    """The series of a ratio's numerator and denominator, of the same organisation."""
    reporter = line.organisation_id
    mine = {other.metric_id: other for other in lines if other.organisation_id == reporter}
    return mine.get(line.metric.numerator_id), mine.get(line.metric.denominator_id)


def _to_dates(inputs: Inputs, term: Series, year: int) -> dict[int, ReportedValue]:
    """A term's figures to date: a ratio of the year is that of its terms' sums."""
    values, january = inputs.months_of(term, year), January(term.metric.january)
    kind, reported = Accumulation(term.metric.accumulation), _reported(values)
    sums = to_dates(kind, reported, january, inputs.owed_in(term, year))

    def is_sample(number: int) -> bool:
        used = months_used(kind, reported, january, number)
        return any(values[month].is_sample for month in used)

    return {
        number: replace(value, value=sums[number], base=None, is_sample=is_sample(number))
        for number, value in values.items()
    }


def _reported(values: dict[int, ReportedValue]) -> dict[int, Reported]:
    return {number: value.reported for number, value in values.items()}


def _ratios(
    above: dict[int, ReportedValue], below: dict[int, ReportedValue]
) -> dict[int, ReportedValue]:
    return {
        number: ReportedValue(
            value=ratio(value.value, below[number].value),
            not_applicable=value.not_applicable or below[number].not_applicable,
            is_sample=value.is_sample or below[number].is_sample,
        )
        for number, value in above.items()
        if number in below
    }
