"""Growth on the same period of last year, and how officials put it into words."""

from dataclasses import dataclass
from decimal import Decimal

from .rounding import plain, round_half_up

TOLD_IN_TIMES_FROM = Decimal(200)


@dataclass(frozen=True, slots=True)
class Growth:
    """同比: `rate` in percent, unrounded; or `wording` where that would mislead; or neither."""

    rate: Decimal | None = None
    wording: str | None = None


def growth(value: Decimal | None, base: Decimal | None, *, in_points: bool = False) -> Growth:
    """Growth of `value` on the comparable `base` of last year, both in one unit (practice 7.14).

    `in_points` where the unit is % itself: those compare in 百分点 (practice 2). No rate without a
    base, on a base of 0, or where one of the two is negative: from loss to profit and the reverse
    have words of their own, and so has a smaller or larger loss.
    """
    if value is None or base is None:
        return Growth()
    if in_points:
        return Growth(wording=points_words(value - base))
    if base == 0:
        return Growth()
    if base < 0:
        return Growth(wording=_from_loss(value, base))
    if value < 0:
        return Growth(wording="由盈转亏")
    return Growth(rate=(value - base) * 100 / base)


def points_words(difference: Decimal) -> str:
    """A difference of two percentages in words: 提高1.6个百分点, 回落0.3个百分点, 持平."""
    rounded = round_half_up(difference, 1)
    if rounded == 0:
        return "基本持平" if difference else "持平"
    return f"{'提高' if rounded > 0 else '回落'}{plain(round_half_up(abs(difference), 1))}个百分点"


def growth_words(growth: Growth, decimals: int = 1) -> str | None:
    """The growth in prose: 增长5.2%, 下降0.3%, 增长3.6倍 from 200 % up, 与上年同期持平.

    Rounded half up to `decimals`, zeros at the end dropped (practice 3.3, 7.38); None if unknown.
    """
    if growth.rate is None:
        return growth.wording
    if growth.rate == 0:
        return "与上年同期持平"
    if growth.rate >= TOLD_IN_TIMES_FROM:
        return f"增长{plain(round_half_up(growth.rate / 100, decimals))}倍"
    if round_half_up(growth.rate, decimals) == 0:
        return "与上年同期基本持平"
    verb = "增长" if growth.rate > 0 else "下降"
    return f"{verb}{plain(round_half_up(abs(growth.rate), decimals))}%"


def _from_loss(value: Decimal, base: Decimal) -> str:
    if value > 0:
        return "扭亏为盈"
    if value == base:
        return "亏损持平"
    return "减亏" if value > base else "增亏"
