"""Headings: what a column holds, told from the words above it."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from strategy.progress.labelled import Labelled


class HeadingKind(Labelled):
    """What stands below a heading; the three kinds of values differ in what they claim to be."""

    LABEL = "label", "名称"
    NUMBER = "number", "序号"
    UNIT = "unit", "单位"
    MONTH_LABEL = "month_label", "月份"
    NOTE = "note", "说明"
    OTHER = "other", "不导入"
    FLOW = "flow", "本月数"
    TO_DATE = "to_date", "本月止累计"
    ANY = "any", "数值"
    OTHER_MONTH = "other_month", "其他月份"


VALUES = frozenset({HeadingKind.FLOW, HeadingKind.TO_DATE, HeadingKind.ANY})


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column holds; `unit` where the heading names one, `text` as it stands there."""

    kind: HeadingKind
    unit: str = ""
    text: str = ""


WORDS = {
    HeadingKind.LABEL: "代码 编码 编号 填报项代码 指标代码 指标 指标名称 事项 事项名称 名称 项目 "
    "项目名称 填报项 内容 行动 企业 园区 责任单位 填报单位 报送单位 "
    "上报单位 单位名称 县区",
    HeadingKind.NUMBER: "序号 行号 no. no",
    HeadingKind.UNIT: "单位 计量单位",
    HeadingKind.MONTH_LABEL: "月份 报告期 期间 时间 年月",
    HeadingKind.NOTE: "说明 备注 原因 核实说明 情况说明 核实与说明 审核说明",
    HeadingKind.OTHER: "上年同期 去年同期 同期 上年同期数 上年同期累计 "
    "上月 上月数 上月止累计 上月累计 上期 同比 同比% 环比 增幅 增速 增长 增长率 同比增长 "
    "目标 年度目标 年目标 计划 年度计划 年计划 完成率 完成比例",
    HeadingKind.FLOW: "当月 当期 本月数 当月数 当期数 本月完成 当月完成 本月完成数",
    HeadingKind.TO_DATE: "本月止累计 至本月累计 本月累计 累计 累计数 本年累计 累计完成 年初至今 "
    "自年初累计 1-本月 1-本月累计 截至本月累计",
    HeadingKind.ANY: "本月 本月值 本月实绩 本月填报数 填报数 填报值 数值 数据 完成数 实绩 完成情况 "
    "报送数 本期 本期数 期末 期末数 月末数 时点数 值",
}  # fmt: skip
BRACKET = re.compile(r"(.+)\((?:单位:)?([^()]{1,10})\)")
YEAR = r"(?:(?P<year>[0-9]{4})年)?"
AFTER = "(?:实绩|完成|完成数|数|值|末|当月|当月数)?"
SINGLE = re.compile(YEAR + r"(?P<month>[0-9]{1,2})月份?" + AFTER)
WRITTEN = re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})月?")
SUMMED = re.compile(YEAR + r"1月?-(?P<month>[0-9]{1,2})月份?(?:累计|累计数|完成|止|末)?")
UNTIL = re.compile(YEAR + r"(?P<month>[0-9]{1,2})月(?:份|止|末)*累计数?")
TITLE_MONTH = re.compile(r"([0-9]{4})年(?:1-)?([0-9]{1,2})月")
TITLE_UNIT = re.compile(r"单位:([^、,;\s()]{1,10})$")
DASHES = str.maketrans(dict.fromkeys("—–－―~～至到", "-"))


def plain(text: object) -> str:
    """A text for comparing: half width, without spaces, capitals or the many dashes."""
    folded = unicodedata.normalize("NFKC", str(text)).casefold()
    kept = "".join(one for one in folded if not one.isspace() and unicodedata.category(one) != "Cf")
    return kept.translate(DASHES)


KINDS = {plain(word): kind for kind, words in WORDS.items() for word in words.split()}


def read_heading(value: object, month: date) -> Heading | None:
    """What a heading says of its column in the sheet of a month; None if it is no known heading."""
    if isinstance(value, date):
        return _of_month(HeadingKind.ANY, value.year, value.month, month, f"{value:%Y-%m}")
    if not isinstance(value, str) or len(value) > 60:
        return None
    shown, text, unit = value.strip(), plain(value), ""
    if bracket := BRACKET.fullmatch(text):
        text, unit = bracket.groups()
    kind = KINDS.get(text)
    if kind is None:
        found = _read_month(text, month, shown)
        return found and Heading(found.kind, unit if found.kind in VALUES else "", shown)
    return Heading(kind, unit, shown)


def month_of(value: object, month: date) -> tuple[int, int] | None:
    """The year and month that a cell names, such as 7月 or 2022-07; None if it names none."""
    if isinstance(value, date):
        return value.year, value.month
    text = plain(value) if isinstance(value, str) and len(value) < 20 else ""
    match = SINGLE.fullmatch(text) or WRITTEN.fullmatch(text)
    return (int(match["year"] or month.year), int(match["month"])) if match else None


def title_months(text: str) -> list[tuple[int, int]]:
    """The months that a title line names with their years."""
    return [(int(year), int(number)) for year, number in TITLE_MONTH.findall(plain(text))]


def title_unit(text: str) -> str:
    """The one unit that a line such as 单位：亿元 names."""
    match = TITLE_UNIT.search(plain(text))
    return match[1] if match else ""


def _read_month(text: str, month: date, shown: str) -> Heading | None:
    kinds = {SINGLE: HeadingKind.ANY, WRITTEN: HeadingKind.ANY}
    kinds |= {SUMMED: HeadingKind.TO_DATE, UNTIL: HeadingKind.TO_DATE}
    for pattern, kind in kinds.items():
        if match := pattern.fullmatch(text):
            year = int(match["year"] or month.year)
            return _of_month(kind, year, int(match["month"]), month, shown)
    return None


def _of_month(kind: HeadingKind, year: int, number: int, month: date, shown: str) -> Heading | None:
    if not 1 <= number <= 12:
        return None
    is_own = (year, number) == (month.year, month.month)
    return Heading(kind if is_own else HeadingKind.OTHER_MONTH, "", shown)
