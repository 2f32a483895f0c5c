"""What a person typed or pasted into a cell, read the same in a form, a paste and an upload."""

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from .labelled import Labelled
from .rounding import plain

INTEGER_DIGITS = 11
LONGEST = 100
QUOTED = 20

NO_NUMBER = "请只填写数字"
IS_LOGICAL = "单元格是逻辑值，请填写数字"
IS_DATE = "单元格是日期，请把单元格格式改为常规后填写数字"
IS_FORMULA = "单元格是公式，请粘贴为数值"
IS_ERROR = "单元格显示的是错误值，请填写数字"
IS_HIDDEN = "内容含有换行或不可见的字符，请删除后重新填写"
IS_SHORT_OF_WORDS = "省略号含义不明确：没有数据请留空，数值为零请填0"
IS_BRACKETED = "括号不表示负数，负数请在数字前加负号"
IS_SCIENTIFIC = "不接受科学计数法，请填写完整的数字"
IS_MISGROUPED = "千分位的位置不对，请核对后填写，例如12,345"
IS_SEVERAL = "一格只填一个数，整列数据请用“从 Excel 粘贴”"
IS_TOO_LARGE = f"数值过大，整数部分最多{INTEGER_DIGITS}位，请核对单位"

NOTHING = re.compile(r"[-—―─/]*")
NOT_THIS_MONTH = {"无", "本月无", "本月无此项", "无此项"}
PARTS = re.compile(r"([+-]?) *([0-9., ]*)(.*)")
PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?|\.[0-9]+")
GROUPED = re.compile(r"[1-9][0-9]{0,2}(([, ])[0-9]{3})(\2[0-9]{3})*(\.[0-9]+)?")
BETWEEN = re.compile(r"[\s、;]+")
ONE_OF_SEVERAL = re.compile(r"[+-]?[0-9][0-9.,]*%?")
IN_GROUPS = re.compile(r"[+-]?[0-9]{1,3}([, ][0-9]{3})+(\.[0-9]+)?")
SCIENTIFIC = re.compile(r"[eE][+-]?[0-9]+")
SCALES = {"万亿": 12, "亿": 8, "万": 4}
PARTS_OF_A_WHOLE = {"%", "‰", "百分点", "个百分点"}

# Only width and breaking are folded: full NFKC would read 10² as 102 and ① as 1.
FOLDED = ("<wide>", "<narrow>", "<noBreak>")
MINUS = "−–‐﹣"
# Reverses what is seen: 123 after it is shown as 321. The other marks of this kind are dropped.
RIGHT_TO_LEFT_OVERRIDE = "\u202e"

_LIMIT = Decimal(10) ** INTEGER_DIGITS
_WIDE = Context(prec=2 * LONGEST)


class TypedKind(Labelled):
    """What a cell says. Empty is missing; NONE is the unit's word that there is nothing."""

    EMPTY = "empty", "未填"
    NUMBER = "number", "数值"
    NONE = "none", "本月无此项"
    REFUSED = "refused", "不能识别"


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell as read: `value` in the metric's unit with its decimals, if `kind` is NUMBER.

    `note` tells a conversion of units that changed the number; `error` why it is REFUSED.
    """

    value: Decimal | None = None
    kind: TypedKind = TypedKind.EMPTY
    note: str = ""
    error: str = ""


def read_typed(raw: object, unit: str, decimals: int) -> Typed:
    """Read text or a workbook's cell for a metric with this unit and so many decimals, 0–4.

    Nothing is guessed and nothing is rounded: what cannot be read is refused with a sentence.
    """
    if raw is None:
        return Typed()
    if isinstance(raw, str):
        return _read_text(raw, unit, decimals)
    if isinstance(raw, bool):
        return _refused(IS_LOGICAL)
    if isinstance(raw, (date, time, timedelta)):
        return _refused(IS_DATE)
    if isinstance(raw, float):
        return _read_float(raw, decimals)
    if isinstance(raw, (int, Decimal)):
        return _fitting(Decimal(raw), decimals)
    return _refused(NO_NUMBER)


def _read_float(raw: float, decimals: int) -> Typed:
    if not math.isfinite(raw):
        return _refused(NO_NUMBER)
    value, step = Decimal(float.__repr__(raw)), Decimal(1).scaleb(-decimals)
    if abs(value) >= _LIMIT:
        return _refused(IS_TOO_LARGE)
    nearest = value.quantize(step, ROUND_HALF_UP, _WIDE)
    # A formula's 0.1+0.2 is 0.30000000000000004: noise of binary, which nobody typed. A millionth
    # of the last place keeps 1234567890.5 from passing for noise.
    noise = min(abs(value) * Decimal("1E-9"), step / 1_000_000)
    return _fitting(nearest if abs(value - nearest) <= noise else value, decimals)


def _read_text(raw: str, unit: str, decimals: int) -> Typed:
    if _is_several(raw.strip()[:LONGEST]):
        return _refused(IS_SEVERAL)
    if len(raw.strip()) > LONGEST:
        return _refused(f"“{_quoted(raw.strip())}”内容过长，{NO_NUMBER}")
    text = _cleaned(raw)
    if text is None:
        return _refused(IS_HIDDEN)
    if NOTHING.fullmatch(text):
        return Typed()
    if text.replace(" ", "") in NOT_THIS_MONTH:
        return Typed(kind=TypedKind.NONE)
    return _refused(_no_number(text)) if _no_number(text) else _read_number(text, unit, decimals)


def _is_several(text: str) -> bool:
    """Whether a text is a column or a line of numbers, and not one number in groups of three."""
    text = "".join(map(_folded, text))
    parts = [part for part in BETWEEN.split(text) if part]
    is_one = len(parts) < 2 or IN_GROUPS.fullmatch(text) is not None
    return not is_one and all(map(ONE_OF_SEVERAL.fullmatch, parts))


def _cleaned(raw: str) -> str | None:
    """The text in half width without marks that only direct the display; None if it hides more."""
    kept = "".join(char for char in raw.strip() if unicodedata.category(char) != "Cf").strip()
    if RIGHT_TO_LEFT_OVERRIDE in raw or any(_is_hidden(char) for char in kept):
        return None
    return "".join(map(_folded, kept)).strip()


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}


def _folded(char: str) -> str:
    if unicodedata.category(char) == "Zs":
        return " "
    width, _, code = unicodedata.decomposition(char).partition(" ")
    char = chr(int(code, 16)) if width in FOLDED else char
    return "-" if char in MINUS else char


def _no_number(text: str) -> str:
    """Why the text is no number at all, where that can be told from how it begins or ends."""
    if text.startswith("="):
        return IS_FORMULA
    if text.startswith("#"):
        return IS_ERROR
    if not text.strip("….。"):
        return IS_SHORT_OF_WORDS
    if text.startswith("(") and text.endswith(")"):
        return IS_BRACKETED
    return ""


def _read_number(text: str, unit: str, decimals: int) -> Typed:
    sign, digits, suffix = PARTS.fullmatch(text).groups()
    digits, suffix = digits.strip(), suffix.replace(" ", "")
    own = "".join(map(_folded, unit)).replace(" ", "")
    power = _power(suffix, own)
    if not any(char in "0123456789" for char in digits):
        return _refused(_unreadable(text))
    if not (GROUPED if re.search("[, ]", digits) else PLAIN).fullmatch(digits):
        return _refused(IS_MISGROUPED if "," in digits else _unreadable(text))
    if power is None:
        return _refused(_wrong_unit(text, suffix, unit))
    number = Decimal(sign + re.sub("[, ]", "", digits))
    value = number.scaleb(power, _WIDE)
    if value == number:
        return _fitting(value, decimals)
    meant = suffix + _scale_and_base(own)[1] if suffix in SCALES else suffix
    into = f"按单位{unit}计为" if unit else "计为"
    told = f"{_quoted(plain(number))}{meant}{into}{_quoted(plain(value))}"
    return _fitting(value, decimals, told)


def _power(suffix: str, unit: str) -> int | None:
    """The power of ten from the typed unit to the metric's; None where there is no way."""
    if suffix in ("", unit):
        return 0
    (typed_power, typed_base), (power, base) = _scale_and_base(suffix), _scale_and_base(unit)
    if typed_base not in ("", base) or base in PARTS_OF_A_WHOLE:
        return None
    return typed_power - power


def _scale_and_base(unit: str) -> tuple[int, str]:
    """万元 is (4, 元). A bare 3亿 is 3亿元 where the unit is 万元, as it is spoken."""
    for word, power in SCALES.items():
        if unit.startswith(word):
            return power, unit.removeprefix(word)
    return 0, unit


def _wrong_unit(text: str, suffix: str, unit: str) -> str:
    own = f"单位为“{unit}”" if unit else "本项没有单位"
    if suffix in PARTS_OF_A_WHOLE:
        return f"{own}，不能填“{suffix}”"
    if SCIENTIFIC.fullmatch(suffix):
        return IS_SCIENTIFIC
    is_unit = re.sub("[/·]", "", suffix).isalpha()
    return f"{own}，不能填“{_quoted(suffix)}”" if is_unit else _unreadable(text)


def _unreadable(text: str) -> str:
    return f"“{_quoted(text)}”不是数字，{NO_NUMBER}"


def _quoted(text: str) -> str:
    # Scanned no further than shown, so that a cell of any length is answered at once.
    shown = "".join(char for char in text[: 2 * QUOTED] if char.isprintable())
    return shown if len(shown) <= QUOTED else f"{shown[: QUOTED - 1]}…"


def _fitting(value: Decimal, decimals: int, note: str = "") -> Typed:
    """A number if the column can hold it as it is, with the metric's decimals."""
    if not value.is_finite():
        return _refused(NO_NUMBER)
    if value.copy_abs() >= _LIMIT:
        return _refused(IS_TOO_LARGE)
    kept = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)
    if kept != value:
        rule = f"最多保留{decimals}位小数" if decimals else "应填整数，不能有小数"
        return _refused(f"{note}，{rule}" if note else rule)
    return Typed(abs(kept) if kept.is_zero() else kept, TypedKind.NUMBER, note)


def _refused(error: str) -> Typed:
    return Typed(kind=TypedKind.REFUSED, error=error)
