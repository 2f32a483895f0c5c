"""The sentence that goes with each standing, in official Chinese, from the numbers judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .accumulate import January
from .pace import Direction, gap
from .rounding import plain, round_half_up
from .standing import Rule, RuleFamily, Standing, by_thresholds, score

NO_TARGET = "未下达年度目标"
NO_START = "年度目标缺起始值，不计算进度"
TARGET_IS_START = "年度目标与起始值相同，不计算进度"
NO_TARGET_NOR_MILESTONE = "未设年度目标和节点计划"
JANUARY_NOT_ASKED = {January.EXEMPT: "1月免报", January.MERGED: "1月与2月合并报送"}


@dataclass(frozen=True, slots=True)
class Pace:
    """A target's pace at the end of a month: `done` and `expected` in percent, unrounded."""

    month_number: int
    done: Decimal
    expected: Decimal
    is_limit: bool = False

    @property
    def gap(self) -> Decimal:
        """The lead in 百分点, negative when behind."""
        return gap(self.done, self.expected, is_limit=self.is_limit)


def pace_sentence(pace: Pace, standing: Standing, rule: Rule) -> str:
    """“6月底应完成50.0%，实际39.0%，差11.0个百分点（规则R1）” (design 5).

    One decimal, half up, of unrounded numbers; two where one would contradict the standing.
    """
    decimals = _decimals(pace, rule)
    told = f"{_asked(pace, decimals)}，实际{_percent(pace.done, decimals)}"
    if standing == Standing.DONE:
        return f"{told}，{'未突破' if pace.is_limit else '已完成'}年度目标（规则{rule.code}）"
    parts = [told, _distance(pace, decimals)]
    if rule.family == RuleFamily.RATIO and pace.expected > 0:
        parts.append(f"为序时进度的{_percent(pace.done * 100 / pace.expected, decimals)}")
    return f"{'，'.join(parts)}（规则{rule.code}）"


def rank_sentence(value: Decimal, target: Decimal, rule: Rule) -> str:
    """“位次4，目标5以内（规则R1）”."""
    return f"位次{plain(value)}，目标{plain(target)}以内（规则{rule.code}）"


def level_sentence(
    month_number: int,
    value: Decimal,
    target: Decimal,
    *,
    direction: Direction,
    decimals: int,
    rule: Rule,
) -> str:
    """“6月底实际5.2，应不高于5.5（规则R1）”, in the metric's unit and decimals."""
    side = "不高于" if direction == Direction.DOWN else "不低于"
    shown = _level(value, target, decimals)
    return f"{month_number}月底实际{shown}，应{side}{plain(target)}（规则{rule.code}）"


def not_reported_sentence(month_number: int, missing: Sequence[int]) -> str:
    """“6月尚无审核通过的数据”; names earlier months without which there is no figure to date."""
    names = "、".join(f"{number}月" for number in missing)
    if list(missing) == [month_number]:
        return f"{names}尚无审核通过的数据"
    return f"{names}尚无审核通过的数据，无法计算{month_number}月累计数"


def not_due_sentence(month_number: int) -> str:
    """“7月数据未到期”: nobody owes it yet."""
    return f"{month_number}月数据未到期"


def not_applicable_sentence(month_number: int) -> str:
    """“6月数据不适用”: the unit said so, and nothing came before."""
    return f"{month_number}月数据不适用"


def incomplete_total_sentence(month_number: int, reported: int, owed: int) -> str:
    """“6月数据已报7/应报8，合计数不作评估”: a partial sum against a whole target misleads."""
    if reported == 0:
        return f"{month_number}月尚无审核通过的数据"
    return f"{month_number}月数据已报{reported}/应报{owed}，合计数不作评估"


def _decimals(pace: Pace, rule: Rule) -> int:
    # 39.96 against 50 is a gap of 10.04: at one decimal it would read 10.0, which is only 滞后.
    judged = score(pace.done, pace.expected, rule, is_limit=pace.is_limit)
    rounded = None if judged is None else round_half_up(judged, 1)
    contradicts = by_thresholds(judged, rule) != by_thresholds(rounded, rule)
    vanishes = pace.gap != 0 and round_half_up(pace.gap, 1) == 0
    seems_done = not pace.is_limit and pace.done < 100 <= round_half_up(pace.done, 1)
    return 2 if contradicts or vanishes or seems_done else 1


def _asked(pace: Pace, decimals: int) -> str:
    share = _percent(pace.expected, decimals)
    if pace.is_limit:
        return f"{pace.month_number}月底应控制在{share}以内"
    return f"{pace.month_number}月底应完成{share}"


def _distance(pace: Pace, decimals: int) -> str:
    if pace.gap == 0:
        return "与序时持平"
    above = "超" if (pace.done > pace.expected) else ("低" if pace.is_limit else "差")
    points = round_half_up(abs(pace.gap), decimals)
    return f"{above}{points}个百分点" if points else f"{above}不足0.01个百分点"


def _level(value: Decimal, target: Decimal, decimals: int) -> str:
    # A computed 5.5003 must not read 5.5 beside a limit of 5.5 that it breaks.
    while round_half_up(value, decimals) == target != value and decimals < 8:
        decimals += 1
    return plain(round_half_up(value, decimals))


def _percent(value: Decimal, decimals: int) -> str:
    return f"{round_half_up(value, decimals)}%"
