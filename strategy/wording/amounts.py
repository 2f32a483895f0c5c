"""Amounts in the unit in which officials speak of them."""

from decimal import Decimal

TEN_THOUSANDS_IN_A_HUNDRED_MILLION = 10_000


def hundred_millions(amount: Decimal | None) -> Decimal | None:
    """万元 as 亿元, unrounded; None stays None."""
    return None if amount is None else amount / TEN_THOUSANDS_IN_A_HUNDRED_MILLION
