"""Rounding: once, half up, at display; and the form in which percentages are stored."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

STORED_DECIMALS = 8
STORED_LIMIT = Decimal(999999)
MINUS = "−"

# Any figure (15 digits) over any other is below 10^18 %: room for it and 20 decimals.
_WIDE = Context(prec=60)


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """`value` with that many decimals, a half away from zero (四舍五入); never a negative zero."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)
    return abs(rounded) if rounded.is_zero() else rounded


def plain(value: Decimal) -> str:
    """A number in a sentence as tables show it, but for the zeros at its end: “12,345.6”, “−5”."""
    text = f"{abs(value):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{MINUS}{text}" if value < 0 else text


def stored(value: Decimal | None) -> Decimal | None:
    """A percentage or point difference as the database keeps it: 8 decimals, within ±999999.

    The rest is cut off toward zero, not rounded: whether a number reaches a half is decided by
    its digits up to that half, so a stored number rounded half up to at most 7 decimals shows the
    same as the unrounded one. Rounding twice would not: 0.0499999999 would become 0.05, then 0.1.
    """
    if value is None:
        return None
    cut = value.quantize(Decimal(1).scaleb(-STORED_DECIMALS), ROUND_DOWN, _WIDE)
    clipped = max(-STORED_LIMIT, min(STORED_LIMIT, cut))
    return abs(clipped) if clipped.is_zero() else clipped


def without_noise(value: Decimal) -> Decimal:
    """`value` to 20 decimals, so that the last digits of two divisions decide no light.

    50/3 − 23/3 is a hair off 9 in 28 digits. Results of figures with 15 digits differ by 10^-15
    at least, so nothing that is different becomes equal.
    """
    return value.quantize(Decimal(1).scaleb(-20), context=_WIDE)
