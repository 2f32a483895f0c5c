"""The text of a light rule, as it stands beside every light."""

from strategy.models import LightRule
from strategy.progress import RuleFamily
from strategy.ui.formatting import month_label, plain


def rule_text(rule: LightRule) -> str:
    """“与序时差不低于0个百分点为达序时；……”: the thresholds in words, from which month on."""
    upper, lower = plain(rule.on_pace_from), plain(rule.behind_from)
    if rule.family == RuleFamily.RATIO:
        told = (
            f"完成率占序时进度{upper}%及以上为达序时，{lower}%及以上为滞后，低于{lower}%为严重滞后"
        )
    else:
        told = (
            f"完成率与序时进度之差不低于{upper}个百分点为达序时，"
            f"不低于{lower}个百分点为滞后，低于{lower}个百分点为严重滞后"
        )
    late = f"节点到期未完成为滞后，满{rule.milestone_far_months}个月为严重滞后"
    return f"{told}；{late}。自{month_label(rule.from_month)}起执行。"
