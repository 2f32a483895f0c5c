"""Standing: the lights, the rules that light them, and the judgement of a number against pace."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .labelled import Labelled
from .pace import Direction, gap
from .rounding import without_noise


class Standing(Labelled):
    """进度状态, worst first (design 3); computed, never typed in."""

    FAR_BEHIND = "far_behind", "严重滞后"
    BEHIND = "behind", "滞后"
    NOT_REPORTED = "not_reported", "未报"
    ON_PACE = "on_pace", "达序时"
    DONE = "done", "已完成"
    NOT_DUE = "not_due", "未到期"
    NO_PLAN = "no_plan", "无计划"

    @property
    def severity(self) -> int:
        """The place from the worst, 0, to 无计划, 6: sorting by it puts the worst first."""
        return SEVERITIES[self]

    @property
    def is_judged(self) -> bool:
        """Whether there was something to judge; 未到期 and 无计划 are no judgement."""
        return self not in (Standing.NOT_DUE, Standing.NO_PLAN)


SEVERITIES = {standing: place for place, standing in enumerate(Standing)}


def change(former: Standing | None, now: Standing) -> int:
    """1 better, −1 worse than a month before; 0 the same, or one of the two was not judged by pace.

    未报 is neither: what nobody knows has not become better or worse.
    """
    if not is_comparable(former, now):
        return 0
    return (now.severity > former.severity) - (now.severity < former.severity)


def is_comparable(former: Standing | None, now: Standing) -> bool:
    """Whether both were judged by pace."""
    return former in BY_PACE and now in BY_PACE


BY_PACE = (Standing.FAR_BEHIND, Standing.BEHIND, Standing.ON_PACE, Standing.DONE)


class RuleFamily(Labelled):
    """What a rule compares: the gap in points (银川) or done as a share of pace (武汉)."""

    GAP = "gap", "按百分点差"
    RATIO = "ratio", "按占序时比例"


@dataclass(frozen=True, slots=True)
class Rule:
    """A light rule. The thresholds belong to the better side: reaching one is enough.

    GAP: points, negative when behind; RATIO: percent of pace. From `on_pace_from` up 达序时, from
    `behind_from` up 滞后, below 严重滞后. A milestone overdue by `milestone_far_months` whole
    months is 严重滞后 (银川 2025: 连续 3 个月 红, practice 1.1). ValueError if thresholds cross.
    """

    code: str
    family: RuleFamily
    on_pace_from: Decimal
    behind_from: Decimal
    milestone_far_months: int = 3

    def __post_init__(self) -> None:
        if self.behind_from > self.on_pace_from:
            raise ValueError("滞后线不得高于达序时线。")


def default_rule(code: str = "R1") -> Rule:
    """Ours (design 5): 达序时 gap ≥ 0, 滞后 −10 ≤ gap < 0, 严重滞后 below."""
    return Rule(code, RuleFamily.GAP, Decimal(0), Decimal(-10))


def yinchuan_rule(code: str) -> Rule:
    """银川 2025: yellow 10–30 points below pace, red more than 30 (practice 1.1).

    Its text leaves 0–10 points below undefined; no light was lit there, so here it is 达序时, and
    so is a gap of exactly 10.
    """
    return Rule(code, RuleFamily.GAP, Decimal(-10), Decimal(-30))


def wuhan_rule(code: str) -> Rule:
    """武汉: yellow below 80 % of pace, red below 60 % (practice 1.1)."""
    return Rule(code, RuleFamily.RATIO, Decimal(80), Decimal(60))


def worst(standings: Iterable[Standing]) -> Standing:
    """The worst of several; 未到期 and 无计划 never outrank a judged one; of none, 无计划."""
    return min(standings, key=lambda standing: standing.severity, default=Standing.NO_PLAN)


def judge(
    done: Decimal,
    expected: Decimal,
    rule: Rule,
    *,
    is_limit: bool = False,
    is_year_end: bool = False,
) -> Standing:
    """The standing of `done` against `expected`, both in percent and unrounded.

    A goal is 已完成 from 100 % on, in any month. A limit can still be broken until the year is
    over: it is 已完成 in December, if no more than 100 % is used.
    """
    is_done = is_year_end and done <= 100 if is_limit else done >= 100
    if is_done:
        return Standing.DONE
    return by_thresholds(score(done, expected, rule, is_limit=is_limit), rule)


def score(
    done: Decimal, expected: Decimal, rule: Rule, *, is_limit: bool = False
) -> Decimal | None:
    """What the rule compares: the gap in points, or done in percent of pace; unrounded.

    Of a limit, whose done is better low, the mirror around pace: 20 % over pace counts as 80 %.
    None under RATIO as long as nothing is expected.
    """
    if rule.family == RuleFamily.GAP:
        return gap(done, expected, is_limit=is_limit)
    reached = 2 * expected - done if is_limit else done
    return without_noise(reached * 100 / expected) if expected > 0 else None


def by_thresholds(score: Decimal | None, rule: Rule) -> Standing:
    """达序时, 滞后 or 严重滞后 for a score; 达序时 where nothing is expected yet (None)."""
    if score is None or score >= rule.on_pace_from:
        return Standing.ON_PACE
    return Standing.BEHIND if score >= rule.behind_from else Standing.FAR_BEHIND


def judge_level(value: Decimal, target: Decimal, direction: Direction) -> Standing:
    """达序时 if a level is within its target, else 滞后 (design 5: ranks; `DOWN` for those).

    For what no pace leads to: ranks, and limits on stocks and ratios, which hold all year long.
    """
    is_within = value <= target if direction == Direction.DOWN else value >= target
    return Standing.ON_PACE if is_within else Standing.BEHIND
