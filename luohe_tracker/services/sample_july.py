"""The open month: July 2022 as the units have left it by 10 August, with work for everybody."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from strategy.clock import SHANGHAI
from strategy.models import Series

from .sample_attempts import JULY, Attempt, july_attempt, typed
from .sample_lines import INDUSTRY

SUBMITTED = {"linying", "wuyang", "jingkai", "shifan", "xicheng"}
DRAFTED = {"zhaoling", "yancheng", INDUSTRY}
NOT_FILLED = {
    "K023-sample-output-zhaoling", "E049-sample-revenue-zhaoling",
    "T053-sample-task-share-xicheng", "E044-sample-revenue-xicheng",
    "A2-sample-funds-xicheng", "A6-sample-energy-xicheng",
}  # fmt: skip
RETURNED = "T042-sample-task-share-zhaoling"
RETURN_REASON = "示例：与县区名单相差1家，请附名单后重报。"
RETURNED_AT = datetime(2022, 8, 9, 15, tzinfo=SHANGHAI)
LEAPING, FALLING = "A2-sample-funds-zhaoling", "P009-sample-investment-zhaoling"
FOURFOLD = Decimal(4)


def july_attempts(reached: dict[Series, dict[date, Decimal]]) -> Iterator[Attempt]:
    """Some units have sent everything, some have drafts with questions to answer, one nothing."""
    for series, amounts in reached.items():
        unit = series.organisation.code
        if series.code in NOT_FILLED or unit not in SUBMITTED | DRAFTED:
            continue
        if unit == INDUSTRY and not series.is_headline:
            continue
        attempt = _questionable(july_attempt(series, amounts), amounts)
        if series.code == RETURNED:
            yield replace(attempt, decided_at=RETURNED_AT, return_reason=RETURN_REASON)
        elif unit in SUBMITTED:
            yield attempt
        else:
            yield replace(attempt, submitted_at=None)


def _questionable(attempt: Attempt, amounts: dict[date, Decimal]) -> Attempt:
    """One flow leaps to four times its average, one figure to date falls below that of June."""
    if attempt.series.code == LEAPING:
        flows = typed(attempt.series, amounts)
        former = [value for month, value in flows.items() if date(2022, 1, 1) <= month < JULY]
        leap = FOURFOLD * sum(former) / len(former)
        return replace(attempt, value=leap.quantize(Decimal(1)))
    if attempt.series.code == FALLING:
        fallen = amounts[date(2022, 6, 1)] * Decimal("0.95")
        return replace(attempt, value=fallen.quantize(Decimal(1)))
    return attempt
