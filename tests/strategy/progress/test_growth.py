"""Growth: rates on the comparable base, and the words where a rate would mislead."""

from decimal import Decimal

import pytest

from strategy.progress import Growth, growth, growth_words, round_half_up


def grown(value, base):
    return growth(
        None if value is None else Decimal(value), None if base is None else Decimal(base)
    )


def test_rate_is_percent_of_the_base():
    assert str(round_half_up(grown("313.64", "160.30").rate, 1)) == "95.7"


@pytest.mark.parametrize(("value", "base"), [("5", None), ("5", "0"), (None, "5"), (None, None)])
def test_no_base_no_rate(value, base):
    assert grown(value, base) == Growth()
    assert growth_words(grown(value, base)) is None


@pytest.mark.parametrize(
    ("value", "base", "words"),
    [
        ("3", "-2", "扭亏为盈"),
        ("-3", "2", "由盈转亏"),
        ("-1", "-2", "减亏"),
        ("-3", "-2", "增亏"),
        ("-2", "-2", "亏损持平"),
        ("0", "-2", "减亏"),
        ("105.2", "100", "增长5.2%"),
        ("105", "100", "增长5%"),
        ("99.7", "100", "下降0.3%"),
        ("0", "100", "下降100%"),
        ("100", "100", "与上年同期持平"),
        ("100.04", "100", "与上年同期基本持平"),
        ("460", "100", "增长3.6倍"),
        ("300", "100", "增长2倍"),
        ("299.9", "100", "增长199.9%"),
    ],
)
def test_growth_in_words(value, base, words):
    assert growth_words(grown(value, base)) == words


def test_turn_between_loss_and_profit_has_no_rate():
    assert grown("3", "-2").rate is None
    assert grown("-3", "2").rate is None
    assert grown("-3", "-2").rate is None


@pytest.mark.parametrize(
    ("value", "base", "wording"),
    [
        ("52.5", "50.0", "提高2.5个百分点"),
        ("49.7", "50.0", "回落0.3个百分点"),
        ("50", "50", "持平"),
        ("50.01", "50", "基本持平"),
        ("2", "0", "提高2个百分点"),
    ],
)
def test_percentages_compare_in_points(value, base, wording):
    compared = growth(Decimal(value), Decimal(base), in_points=True)

    assert (compared.rate, compared.wording) == (None, wording)
