"""How a number was computed, in words with its inputs as links."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from strategy import months
from strategy.models import Series
from strategy.progress import Accumulation, January
from strategy.queries.corrections import Replaced
from strategy.queries.passports import FigureState, Passport, SeriesMonth
from strategy.queries.results import SeriesRow
from strategy.ui.formatting import amount, percent

PLUS, MINUS, DIVIDED = "+", "−", "÷"


@dataclass(frozen=True, slots=True)
class Term:
    """One input: the sign before it, its name, its value and the address of its passport."""

    sign: str
    label: str
    value: Decimal | None
    decimals: int
    url: str
    is_sample: bool
    replaced: Replaced | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """What is computed: `subject` = the terms, in words; without terms the words say it all."""

    subject: str
    words: str
    terms: tuple[Term, ...] = ()
    value: Decimal | None = None
    note: str = ""

    @property
    def is_all_sample(self) -> bool:
        """Whether one mark serves for all terms."""
        return bool(self.terms) and all(term.is_sample for term in self.terms)


def formulas(passport: Passport) -> list[Formula]:
    """How the numbers of a passport were computed, the one that is judged first."""
    series = passport.series
    if passport.result is None:
        return []
    if series.is_total:
        return [_total(passport)]
    if not series.metric.is_typed:
        return [_ratio(passport)]
    kind = Accumulation(series.metric.accumulation)
    if kind == Accumulation.FLOW:
        return [_sum(passport)]
    if kind == Accumulation.TO_DATE:
        return [_difference(passport)]
    return [Formula("本月", f"{kind.label}，由填报单位按期末数直接填报，不作累加。")]


def not_owed_reason(series: Series, month: date) -> str:
    """Why a month of a series is asked of nobody."""
    if series.starts_in and month < series.starts_in:
        return f"该填报项自{months.label(series.starts_in)}起填报。"
    if series.ends_in and month > series.ends_in:
        return f"该填报项{months.label(series.ends_in)}后不再填报。"
    if month.month == 1 and series.metric.january != January.REPORTED:
        return f"该指标{January(series.metric.january).label}，不单独填报。"
    return f"{months.label(month)}未要求填报该项数据。"


def base_words(passport: Passport) -> str:
    """Where the comparable number of last year comes from."""
    result, approved = passport.result, passport.approved
    if result is None or result.base_to_date is None:
        return "无可比的上年同期数，不计算同比。"
    if passport.series.is_total:
        return "已报单位的上年同期数之和，不含未报单位。"
    is_flow = passport.series.metric.accumulation == Accumulation.FLOW
    whole = "上年相同月份数之和" if is_flow else "上年同月已发布的数据"
    if approved is None or approved.base is None:
        return f"{whole}。"
    base = amount(approved.base, passport.series.metric.unit, passport.series.metric.decimals)
    note = f"，{approved.base_note}" if approved.base_note else ""
    typed = f"采用填报单位填报的可比基数{base}{note}"
    return f"{whole}，其中本月{typed}。" if is_flow else f"{typed}。"


def expected_words(passport: Passport) -> str:
    """How far the target should have come, and why."""
    result, target = passport.result, passport.target
    if result is None or target is None or result.expected is None:
        return ""
    if passport.planned is not None:
        return f"按下达的月度计划，{passport.month.month}月底应完成{percent(result.expected)}。"
    return f"按月均衡推进，{passport.month.month}/12，应完成{percent(result.expected)}。"


def state_words(passport: Passport, due: str) -> str:
    """What there is of the number, where there is none; `due` is the last day in words."""
    month = months.label(passport.month)
    if passport.state == FigureState.NOT_OWED:
        return not_owed_reason(passport.series, passport.month)
    if passport.state == FigureState.NOT_APPLICABLE:
        return f"填报单位说明：{passport.approved.note}"
    if passport.state == FigureState.AWAITED:
        return f"{month}数据尚未发布{f'，填报截止日期为{due}' if due else ''}。"
    return ""


def entry_label(passport: Passport) -> str:
    """What its unit may do with the number; empty where there is nothing to be typed."""
    last = passport.revisions[0] if passport.attempts else None
    if passport.state in {FigureState.COMPUTED, FigureState.NOT_OWED}:
        return ""
    if last is not None and last.decided_at is None and not last.is_editable:
        return ""
    verb = "填报" if passport.approved is None else "修正"
    if last is None or last == passport.approved:
        return verb
    return f"继续{verb}" if last.is_editable else f"重新{verb}"


def _sum(passport: Passport) -> Formula:
    result = passport.result
    until = [one for one in passport.year if one.month <= passport.month]
    there = [one for one in until if one.value is not None]
    terms = [_term(PLUS, one, "value", passport) for one in there]
    period = months_words(there)
    if result.to_date is None:
        return Formula("本月止累计", "应报月份未报齐，不计算累计数。")
    return Formula("本月止累计", f"{period}本月数之和", tuple(terms), result.to_date)


def _difference(passport: Passport) -> Formula:
    result = passport.result
    before = _before(passport)
    if result.to_date is None:
        return Formula("本月", "累计数由填报单位直接填报，本月数为与上月止累计之差。")
    if before is None or result.value is None:
        return Formula("本月", f"累计数由填报单位直接填报{_first_or_gap(result)}")
    terms = (
        _term("", result, "to_date", passport),
        _term(MINUS, before, "to_date", passport),
    )
    return Formula("本月", "本月止累计与上月止累计之差", terms, result.value)


def _first_or_gap(result: SeriesMonth) -> str:
    if result.value is None:
        return "；缺上月止累计，不计算本月数。"
    return "，本月为年内首次填报。"


def _before(passport: Passport) -> SeriesMonth | None:
    """The last month before with a figure to date."""
    earlier = [one for one in passport.year if one.month < passport.month]
    return next((one for one in reversed(earlier) if one.to_date is not None), None)


def _total(passport: Passport) -> Formula:
    result = passport.result
    owing = [row for row in passport.inputs if row.owed]
    terms = tuple(_input(PLUS, row.organisation, row, "to_date") for row in owing)
    words = f"{len(owing)}个单位本月止累计之和，缺报的不计入、不作0"
    note = f"已报{result.reported}/应报{result.owed}"
    return Formula("合计", words, terms, result.to_date, note)


def _ratio(passport: Passport) -> Formula:
    """A ratio divides its terms' figures to date, where they grow through the year."""
    metric = passport.series.metric
    words = f"{metric.numerator.name} ÷ {metric.denominator.name} × 100%"
    rows = zip(("", DIVIDED), passport.inputs, strict=False)
    terms = tuple(_input(sign, row.metric, row, _typed(row)) for sign, row in rows)
    return Formula("本月", words, terms, passport.result.value)


def _typed(row: SeriesRow) -> str:
    """Which number of a line a ratio divides."""
    return "to_date" if Accumulation(row.accumulation).accumulates else "value"


def _term(sign: str, one: SeriesMonth, name: str, passport: Passport) -> Term:
    """A month's own value or its figure to date."""
    series = passport.series
    return Term(
        sign,
        f"{one.month.month}月",
        getattr(one, name),
        series.metric.decimals,
        series.passport_url(one.month),
        getattr(one, f"{name}_is_sample"),
        getattr(one, f"{name}_replaced"),
    )


def _input(sign: str, label: str | None, row: SeriesRow, name: str) -> Term:
    """The same of another line."""
    value, before = getattr(row, name), getattr(row, f"{name}_replaced")
    is_sample = row.to_date_is_sample
    return Term(sign, label or "", value, row.decimals, row.figure_url, is_sample, before)


def months_words(there: list[SeriesMonth]) -> str:
    """“1—6月” of months without a gap, else each of them."""
    numbers = [one.month.month for one in there]
    if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]}—{numbers[-1]}月"
    return "、".join(f"{number}月" for number in numbers)
