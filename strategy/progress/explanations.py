"""Explanations of 核实性 findings: whether a text says anything (practice 2, 7.6)."""

from .typed import TypedKind

LEAST_CHARACTERS = 10
LEAST_OWN_CHARACTERS = 5
LEAST_DIFFERENT = 4

SET_PHRASES = (
    "核实无误", "核对无误", "数据无误", "情况属实", "数据属实", "数据真实", "真实有效", "真实准确",
    "准确无误", "已核实", "经核实", "属实", "无误", "正常",
)  # fmt: skip
"""Longest first, so that a short one does not cut a long one in pieces."""

EXPLANATION_RULE = (
    "请写明具体原因，不少于10个字（标点和空格不计），不能只填写“核实无误”“情况属实”“正常”等"
)

NONE_NEEDS_REASON = f"填“{TypedKind.NONE.label}”，须说明原因"


def is_explanation(text: str) -> bool:
    """Whether it is long enough without padding and more than set phrases or a repetition.

    It can tell that nothing was said, not that what was said is a reason: that is for the reviewer.
    """
    said = _once("".join(char for char in text if char.isalnum()))
    if len(said) < LEAST_CHARACTERS or len(set(said)) < LEAST_DIFFERENT:
        return False
    for phrase in SET_PHRASES:
        said = said.replace(phrase, "")
    return sum(char.isalpha() for char in said) >= LEAST_OWN_CHARACTERS


def _once(text: str) -> str:
    """What is repeated, if the text is nothing but repetitions of it: 正常正常 says 正常."""
    period = (text + text).find(text, 1)
    return text[:period] if 0 < period < len(text) else text
