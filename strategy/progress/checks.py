"""The checks of a figure, the same for typing, pasting and uploading; being behind is none."""

from decimal import Decimal

from .accumulate import Accumulation
from .findings import EntryCheck, Finding, FindingCode, block
from .plausibility import plausibility_findings
from .rounding import plain

WHOLE = Decimal(100)


def check_entry(entry: EntryCheck) -> tuple[Finding, ...]:
    """What is found, 强制性 first. Nothing where there is no number: missing is no mistake.

    A rank is no quantity: it is only asked to be one.
    """
    if entry.value is None or entry.not_applicable or entry.month_number < entry.first_month:
        return ()
    if entry.accumulation == Accumulation.RANK:
        return tuple(_only_found(_not_a_rank(entry)))
    blocks = _only_found(
        _negative(entry), _below_last_month(entry), _above_investment(entry), _above_share(entry)
    )
    return (*blocks, *plausibility_findings(entry))


def _only_found(*findings: Finding | None) -> list[Finding]:
    return [finding for finding in findings if finding is not None]


def _not_a_rank(entry: EntryCheck) -> Finding | None:
    if entry.value >= 1 and entry.value == entry.value.to_integral_value():
        return None
    return block(FindingCode.NOT_A_RANK, "位次应为大于等于1的整数，请核对")


def _negative(entry: EntryCheck) -> Finding | None:
    if not entry.accumulation.accumulates or entry.value >= 0:
        return None
    noun = "本月数" if entry.accumulation == Accumulation.FLOW else "累计数"
    told = f"{noun}不能为负数（填写的是{_shown(entry.value, entry)}）"
    return block(FindingCode.NEGATIVE_FLOW, f"{told}。如以前月份的数据有误，请先修正以前月份的数据")


def _below_last_month(entry: EntryCheck) -> Finding | None:
    if entry.accumulation != Accumulation.TO_DATE:
        return None
    known = {n: e.value for n, e in entry.earlier().items() if not e.not_applicable}
    typed = {n: value for n, value in known.items() if value is not None}
    last = max(typed, default=None)
    if last is None or entry.value >= typed[last]:
        return None
    former = f"{last}月止累计{_shown(typed[last], entry)}"
    told = f"本月止累计{_shown(entry.value, entry)}小于{former}"
    remedy = f"如以前月份的数据有误，请先修正{last}月的数据"
    return block(FindingCode.BELOW_LAST_MONTH, f"{told}。{remedy}")


def _above_investment(entry: EntryCheck) -> Finding | None:
    if not entry.accumulation.accumulates or entry.ceiling is None:
        return None
    invested = entry.invested_before + entry.to_date()
    if invested <= entry.ceiling:
        return None
    told = f"开工以来累计{_shown(invested, entry)}超过总投资{_shown(entry.ceiling, entry)}"
    return block(FindingCode.ABOVE_INVESTMENT, f"{told}。如总投资已调整，请先更新总投资")


def _above_share(entry: EntryCheck) -> Finding | None:
    if not entry.is_share or 0 <= entry.value <= WHOLE:
        return None
    side = "大于100%" if entry.value > WHOLE else "小于0"
    return block(FindingCode.ABOVE_SHARE, f"占比不能{side}，请核对")


def _shown(value: Decimal, entry: EntryCheck) -> str:
    return f"{plain(value)}{entry.unit}"
