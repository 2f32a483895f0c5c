"""How rankings are told: their formula, why a unit has no place, how places moved."""

from strategy.queries.group_rankings import Basis, GroupRanking, Lacking, Line, Need, Reason
from strategy.ui.formatting import number, plain

HIDDEN = "排名已停止公开"
UNKNOWN = "--"


def title_of(ranking: GroupRanking, what: str = "排名") -> str:
    """What a ranking is headed: one that rests on a sample says so first."""
    return f"{'示例' if ranking.is_sample else ''}{ranking.name}{what}"


def change_words(places: int | None) -> str:
    """“升2位”, “降1位”, “持平”; “--” where months cannot be compared."""
    if places is None:
        return UNKNOWN
    if places == 0:
        return "持平"
    return f"{'升' if places > 0 else '降'}{abs(places)}位"


def place_words(ranking: GroupRanking, line: Line) -> str:
    """The place; 未报, or what else keeps a unit from having one."""
    if line.place is not None:
        return str(line.place) if ranking.is_ranked else UNKNOWN
    is_unreported = any(one.reason == Reason.NOT_REPORTED for one in line.lacking)
    return Reason.NOT_REPORTED.label if is_unreported else "不排名"


def lacking_words(ranking: GroupRanking, line: Line) -> str:
    """Which measures are not known of a unit, and why."""
    told = [f"{ranking.measure_name(one.measure)}{reason_words(one)}" for one in line.lacking]
    return "、".join(told) if told or line.place is not None else "本月没有应报的指标"


def reason_words(lacking: Lacking | None) -> str:
    """“3项未报”, “无年度目标”; empty where nothing is lacking."""
    if lacking is None:
        return ""
    return f"{f'{lacking.items}项' if lacking.items else ''}{lacking.reason.label}"


def formula(ranking: GroupRanking) -> list[str]:
    """The rules of a ranking in sentences."""
    if ranking.basis == Basis.NOTHING:
        return []
    cap = f"单项最高按{plain(ranking.cap)}%、最低按0计"
    ties = "得分保留两位小数，同分并列，其后位次空出（如1、2、2、4）。"
    if ranking.basis == Basis.ITEMS:
        return [
            "该组没有考核权重，按牵头的清单事项计分：得分＝各事项“完成率÷序时进度×100”的平均，"
            f"{cap}；控制目标按（序时进度＋与序时差）÷序时进度计；没有序时进度的事项（节点、须保持的水平），"
            "达序时或已完成计100，滞后计0；未到期、无计划的事项不计。",
            f"有一项未报即不排位次。{ties}",
        ]
    return [
        f"得分＝Σ（权重×单项完成）÷Σ权重×100；单项完成＝完成率÷序时进度，{cap}。",
        "越低越好的控制目标，单项完成＝（序时进度＋与序时差）÷序时进度，即用得比序时少的得分高；"
        "时点数的完成率从年初数起算；须保持的水平，保持的计100%，否则计0。",
        f"当月不要求报的指标不计入；有一项未报或没有年度目标，即不排位次、列在最后。{ties}",
    ]


def weights_words(ranking: GroupRanking) -> str:
    """The weights of a scheme, heaviest first."""
    if ranking.basis != Basis.SCHEME:
        return ""
    return "、".join(f"{one.name}{plain(one.weight)}分" for one in ranking.measures)


def scheme_words(ranking: GroupRanking) -> str:
    """By which rules the group is ranked."""
    scheme = ranking.scheme
    if scheme is None:
        return "按牵头事项完成情况" if ranking.basis == Basis.ITEMS else ""
    return f"依据{scheme.name}{f'（{scheme.document}）' if scheme.document else ''}"


def need_words(need: Need) -> str:
    """How much more of one thing alone brings the next place."""
    verb = "减少" if need.is_less else "增加"
    return f"{need.name}{verb}{number(need.amount, need.decimals)}{need.unit}"


CHANGE_NOTE = (
    "较上月＝上月位次－本月位次。同口径：按本月办法，只用两个月都有位次的单位、都在的指标和事项，"
    "重算两个月的位次后比较；其他：因单位报与未报、事项进出清单、办法变化而动的位次。"
)
USAGE_NOTE = "只按工作结果计分；登录、使用情况一律不统计、不计分。"
