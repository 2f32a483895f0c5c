"""Rounding: once, half up, and what is stored shows the same as what was computed."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategy.progress import round_half_up, stored
from strategy.progress.rounding import without_noise

percentages = st.decimals(Decimal(-999999), Decimal(999999), places=20)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("12345.675", 2, "12345.68"),
        ("0.05", 1, "0.1"),
        ("-0.05", 1, "-0.1"),
        ("0.25", 1, "0.3"),
        ("-0.04", 1, "0.0"),
        ("91.6666666667", 1, "91.7"),
        ("2.5", 0, "3"),
        ("5", 2, "5.00"),
    ],
)
def test_half_goes_away_from_zero(value, decimals, shown):
    assert str(round_half_up(Decimal(value), decimals)) == shown


@given(percentages, st.integers(0, 7))
@example(Decimal("0.04999999999999999999"), 1)
@example(Decimal("-49.94999999999999999999"), 1)
@example(Decimal("9.94999999999"), 1)
def test_stored_never_changes_the_rounded_display(value, decimals):
    assert round_half_up(stored(value), decimals) == round_half_up(value, decimals)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**17), max_value=10**17))
def test_stored_fits_its_column(value):
    kept = stored(value)

    assert abs(kept) <= 999999
    assert kept.as_tuple().exponent >= -8
    assert stored(kept) == kept


def test_stored_keeps_the_unknown_unknown():
    assert stored(None) is None


def test_noise_of_division_is_gone_and_nothing_else():
    hair = Decimal(50) / 3 - Decimal(23) / 3 - 9

    assert hair != 0
    assert without_noise(hair) == 0
    assert without_noise(Decimal("1E-15")) == Decimal("1E-15")
