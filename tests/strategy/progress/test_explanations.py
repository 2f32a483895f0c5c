"""Explanations: a reason, or a set phrase, padding and repetition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.progress import EXPLANATION_RULE, is_explanation


@pytest.mark.parametrize(
    "text",
    [
        "本月两家企业集中到账省级资金",
        "设备款本月集中支付，下月恢复正常",
        "情况属实，新增订单在7月集中交付",
        "Supplier invoices arrived in July",
    ],
)
def test_a_reason_explains(text):
    assert is_explanation(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "核实无误",
        "核实无误核实无误核实无误",
        "核实无误。。。。。。。。。。",
        "经核实，情况属实，数据无误，正常",
        "情况属实 情况属实 情况属实",
        "正常正常正常正常正常正常",
        "啊啊啊啊啊啊啊啊啊啊啊啊",
        "哈哈哈哈哈哈哈哈哈哈嘿",
        "订单增加订单增加订单增加",
        "1234567890123",
        "、，。！？、，。！？、，。",
        "集中支付设备款",
        "\u200b" * 20,
    ],
)
def test_a_set_phrase_padding_or_a_repetition_explains_nothing(text):
    assert not is_explanation(text)


@given(st.text(max_size=60))
def test_what_explains_has_ten_characters(text):
    assert not is_explanation(text) or sum(char.isalnum() for char in text) >= 10


def test_the_rule_that_the_screen_shows_explains_itself():
    assert "10个字" in EXPLANATION_RULE
    assert is_explanation(EXPLANATION_RULE)
