"""核实性 checks: what may well be true but is so unlike the series that somebody should say why.

None of them knows where a figure ought to stand by now: being behind is never asked about.
"""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from .accumulate import MONTHS, Accumulation, January
from .findings import EntryCheck, Finding, FindingCode, ask
from .rounding import plain, round_half_up

MONTHS_FOR_A_SLIP = 3
MONTHS_FOR_A_LEVEL = 6
MONTHS_UNCHANGED = 3

# 万 is 10^4; half of it leaves room for a month that is itself half or double the usual.
SLIP = Decimal(5000)
SLIP_OF_MANY = Decimal(50000)
# 3.5 standard deviations, each 1.4826 MAD: the modified z-score of Iglewicz and Hoaglin.
FAR = Decimal("3.5") * Decimal("1.4826")
# At least 10 % of the median: so a constant 10 asks from 15.2 on, not about 11.
LEAST_DEVIATION = Decimal("0.1")
LEAST_POINTS = Decimal(1)
TOLD_IN_TIMES_FROM = Decimal("1.5")

TIMES = Decimal(3)
POINTS = Decimal(50)
# 1 家 and 3 家 are three times as well; from 10 units of the last place on it means something.
TINY_STEPS = 10


def plausibility_findings(entry: EntryCheck) -> list[Finding]:
    """The findings to explain. A slip of units stands for the distance that it causes."""
    distance = _unit_slip(entry) or _percent_slip(entry) or _far_from_history(entry)
    found = [distance, _large_growth(entry), _above_plan(entry), _unchanged(entry)]
    return [finding for finding in found if finding is not None]


def _own(entry: EntryCheck) -> Decimal | None:
    """The month's own value; of a February that tells January too, half of it.

    One below zero that only a fall to date makes is blocked as that fall and says no more.
    """
    own = entry.own_values()[entry.month_number]
    if own is None or (entry.accumulation.accumulates and own < 0):
        return None
    return own / 2 if entry.covers_two_months else own


def _unit_slip(entry: EntryCheck) -> Finding | None:
    own = _own(entry)
    if not own or len(entry.history) < MONTHS_FOR_A_SLIP or not median(entry.history):
        return None
    times = abs(own / median(entry.history))
    if 1 / SLIP < times < SLIP:
        return None
    amount = "约1万倍" if 1 / SLIP_OF_MANY < times < SLIP_OF_MANY else "1万倍以上"
    sentence = f"疑似单位有误（与近{len(entry.history)}个月的一般水平相差{amount}）"
    unit = f"，请核对单位是否为{entry.unit}" if entry.unit else ""
    return ask(FindingCode.UNIT_SLIP, f"{sentence}{unit}；如无误")


def _percent_slip(entry: EntryCheck) -> Finding | None:
    """A cell that shows 52% holds 0.52, and that is what a workbook hands over."""
    own, known = _own(entry), entry.history
    if entry.unit != "%" or not own or len(known) < MONTHS_FOR_A_SLIP or not median(known):
        return None
    if not Decimal("0.005") <= own / median(known) <= Decimal("0.02"):
        return None
    meant = f"{plain(own * 100)}%应填{plain(own * 100)}，不填{plain(own)}"
    return ask(FindingCode.UNIT_SLIP, f"疑似单位有误（相差约100倍），{meant}；如无误")


def _far_from_history(entry: EntryCheck) -> Finding | None:
    own, known = _own(entry), entry.history
    if own is None or len(known) < MONTHS_FOR_A_LEVEL:
        return None
    level = median(known)
    if abs(own - level) <= FAR * max(_deviation(known), _least_deviation(entry, level)):
        return None
    subject = "1—2月月均" if entry.covers_two_months else "本月"
    return ask(FindingCode.FAR_FROM_HISTORY, f"{subject}{_distance(own, known)}")


def _deviation(known: Sequence[Decimal]) -> Decimal:
    """The median absolute deviation: one odd month in the past does not make the next look even."""
    level = median(known)
    return median(abs(value - level) for value in known)


def _least_deviation(entry: EntryCheck, level: Decimal) -> Decimal:
    least = LEAST_POINTS if entry.unit == "%" else entry.step
    return max(abs(level) * LEAST_DEVIATION, least)


def _distance(own: Decimal, known: Sequence[Decimal]) -> str:
    latest = known[-MONTHS_FOR_A_LEVEL:]
    average = sum(latest, Decimal(0)) / len(latest)
    if own > median(known) and average > 0 and own / average >= TOLD_IN_TIMES_FROM:
        return f"为前{len(latest)}个月平均的{_rate(own / average)}倍"
    side = "高于" if own > median(known) else "低于"
    return f"明显{side}近{len(known)}个月的一般水平"


def _large_growth(entry: EntryCheck) -> Finding | None:
    """The month against the same one of last year; to date, where the month's own is unknown."""
    own, base = (values[entry.month_number] for values in (entry.own_values(), entry.own_bases()))
    subject = "1—2月" if entry.covers_two_months else "本月"
    if own is None or base is None:
        own, base = entry.value, entry.base_as_typed()
        subject = "本月止累计" if entry.accumulation == Accumulation.TO_DATE else subject
    if own is None or base is None:
        return None
    told = _points(own, base) if entry.unit == "%" else _times(own, base, entry.step)
    return ask(FindingCode.LARGE_GROWTH, f"{subject}{told}") if told else None


def _points(own: Decimal, base: Decimal) -> str:
    if abs(own - base) < POINTS:
        return ""
    verb = "提高" if own > base else "回落"
    return f"比上年同期{verb}{plain(round_half_up(abs(own - base), 1))}个百分点"


def _times(own: Decimal, base: Decimal, step: Decimal) -> str:
    if own <= 0 or base <= 0 or max(own, base) < step * TINY_STEPS:
        return ""
    if own >= base * TIMES:
        return f"为上年同期的{_rate(own / base)}倍"
    return f"不到上年同期的{_part(own, base)}" if own * TIMES <= base else ""


def _rate(times: Decimal) -> str:
    """“3.0”, with thousands marks."""
    return f"{round_half_up(times, 1):,}"


def _part(own: Decimal, base: Decimal) -> str:
    """“34%”, the next whole percentage above it, so that 不到 is true."""
    return f"{own * 100 // base + 1}%"


def _above_plan(entry: EntryCheck) -> Finding | None:
    """It says that the plan is passed, never what the plan is (practice 7.7)."""
    to_date = entry.to_date()
    if not entry.accumulation.accumulates or entry.target is None or to_date is None:
        return None
    if to_date <= entry.target:
        return None
    return ask(FindingCode.ABOVE_PLAN, "本月止累计已超过年度计划")


def _unchanged(entry: EntryCheck) -> Finding | None:
    """The same flow, or no increase to date, for three months.

    A stock or a rank may rightly stand still for years, and so may a flow at zero or a to-date
    figure that has not begun.
    """
    if not entry.accumulation.accumulates or not entry.value:
        return None
    latest = _latest(entry)
    if len(latest) < MONTHS_UNCHANGED or None in latest or len(set(latest)) > 1:
        return None
    if entry.accumulation == Accumulation.FLOW:
        return ask(FindingCode.UNCHANGED, "本月数连续3个月相同")
    return None if latest[-1] else ask(FindingCode.UNCHANGED, "累计数连续3个月没有增加")


def _latest(entry: EntryCheck) -> list[Decimal | None]:
    """The own values of this and the two months asked for before it, over the turn of the year."""
    asked = MONTHS if entry.january == January.REPORTED else MONTHS[1:]
    last, this = entry.own_values_last_year(), entry.own_values()
    known = [last[n] for n in asked] + [this[n] for n in asked if n <= entry.month_number]
    return known[-MONTHS_UNCHANGED:]
