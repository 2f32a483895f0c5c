"""What was typed for each sample figure, when it was sent on, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from strategy import clock, months, workdays
from strategy.models import Series
from strategy.progress import Accumulation, January, round_half_up

from .sample_lines import INDUSTRY

JULY = date(2022, 7, 1)
# item and month in which nothing was sent
MISSING = {("T053", 2022, 6), ("E044", 2022, 6), ("E037", 2022, 5), ("yuanhui-funds", 2022, 6)}
IDLE = {("T044", 2022, 2): "示例：春节期间未组织融资对接活动，本月无此项。"}
RETURNED = {("K022", 2022, 6): "示例：与园区统计台账不一致，请核对后重报。"}
RETRIED = {("E033", 2022, 6): "示例：与上月相比增长过快，请核对是否误填累计数。"}
CORRECTED = {("K015", 2022, 4): "示例：企业补报4月产值，据实修正。"}
LATE = {("T049", 2022, 5)}
COMPARABLE = {("E031", 2022, 6): "示例：企业并购重组，上年同期数按可比口径调整。"}
# share of the year's target: what can be seen on the site
PROGRESS = [(25, "示例：基础施工。"), (50, "示例：主体结构施工。"), (85, "示例：设备安装。"),
            (1000, "示例：收尾和竣工验收。")]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attempt:
    """One revision: what is typed for a month of a series, and the moments of its steps."""

    series: Series
    month: date
    value: Decimal | None
    entered_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None
    not_applicable: bool = False
    base: Decimal | None = None
    base_note: str = ""
    note: str = ""
    explanation: str = ""
    reason: str = ""
    return_reason: str = ""

    @property
    def name(self) -> tuple[str, int, int]:
        """The item or, of an area's line, area and measure, with year and month."""
        code, metric = self.series.item.code, self.series.metric.code
        if code.startswith("A"):
            code = f"{self.series.organisation.code}-{metric.removeprefix('sample-')}"
        return code, self.month.year, self.month.month


def attempts(series: Series, reached: dict[date, Decimal]) -> Iterator[Attempt]:
    """The attempts of all months up to June 2022, from what is reached by the end of each."""
    values = typed(series, reached)
    for month, value in values.items():
        if month >= JULY:
            continue
        plain = _attempt(series, month, value, _note(series, month, reached))
        if plain.name not in MISSING:
            yield from _as_it_went(plain, values)


def july_attempt(series: Series, reached: dict[date, Decimal]) -> Attempt:
    """What would be typed for July 2022; nobody has decided on it yet."""
    value = typed(series, reached)[JULY]
    return replace(_attempt(series, JULY, value, _note(series, JULY, reached)), decided_at=None)


def typed(series: Series, reached: dict[date, Decimal]) -> dict[date, Decimal]:
    """What is typed each month: a flow's own month, else what is reached; no January not asked."""
    is_flow = series.metric.accumulation == Accumulation.FLOW
    values, before = {}, Decimal(0)
    for month, amount in sorted(reached.items()):
        before = Decimal(0) if month.month == 1 else before
        if month.month == 1 and series.metric.january != January.REPORTED:
            continue
        values[month] = amount - before if is_flow else amount
        is_idle = (series.item.code, month.year, month.month) in IDLE
        before = before if is_idle else amount
    return values


def _as_it_went(plain: Attempt, values: dict[date, Decimal]) -> Iterator[Attempt]:
    """The usual course is one attempt, approved; a few months went otherwise."""
    name, late = plain.name, _later(plain, days=3)
    if name in IDLE:
        yield replace(plain, value=None, not_applicable=True, note=IDLE[name])
    elif name in LATE:
        yield _later(plain, days=10)
    elif name in RETURNED:
        yield replace(plain, return_reason=RETURNED[name])
    elif name in RETRIED:
        yield replace(plain, value=plain.value * 6, return_reason=RETRIED[name])
        yield replace(late, explanation="示例：原误填本年累计数，已改为本月数。")
    elif name in CORRECTED:
        yield replace(plain, value=round_half_up(plain.value * Decimal("0.8"), 2))
        yield replace(_later(plain, days=30), reason=CORRECTED[name])
    elif name in COMPARABLE:
        base = values[months.same_month_last_year(plain.month)] * Decimal("0.93")
        yield replace(plain, base=round_half_up(base, 0), base_note=COMPARABLE[name])
    else:
        yield plain


def _attempt(series: Series, month: date, value: Decimal, note: str) -> Attempt:
    """Entered some work days into the next month, sent on the same morning, decided later."""
    reporter, first = series.organisation, months.next_month(month)
    minutes = timedelta(minutes=10 * (reporter.position % 6))
    entered_at = _moment(first, 2 + reporter.position % 3, time(9, 30)) + minutes
    is_own = reporter.code == INDUSTRY
    decided_at = _moment(first, 6 if is_own else 5, time(16, 30) if is_own else time(15))
    submitted_at = entered_at + timedelta(minutes=40)
    return Attempt(series, month, value, entered_at, submitted_at, decided_at, note=note)


def _moment(first: date, days: int, hour: time) -> datetime:
    return datetime.combine(workdays.add_workdays(first, days), hour, tzinfo=clock.SHANGHAI)


def _later(attempt: Attempt, *, days: int) -> Attempt:
    """The same attempt, so many work days later."""
    shift = workdays.add_workdays(attempt.entered_at.date(), days) - attempt.entered_at.date()
    moments = (attempt.entered_at, attempt.submitted_at, attempt.decided_at)
    entered_at, submitted_at, decided_at = (moment + shift for moment in moments)
    return replace(attempt, entered_at=entered_at, submitted_at=submitted_at, decided_at=decided_at)


def _note(series: Series, month: date, reached: dict[date, Decimal]) -> str:
    if not series.item.code.startswith("P"):
        return ""
    share = reached[month] * 100 / max(reached[date(month.year, 12, 1)], Decimal(1))
    return next(words for limit, words in PROGRESS if share < limit)
