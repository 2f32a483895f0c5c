"""Sentences about the sums over a park."""

from enterprises.queries.park_sums import ParkSum, SumPart
from strategy.progress.accumulate import Total

HOW = (
    "园区及区中园内企业、项目已发布数据之和，每个事项只计一次；未报的不计入、不作0；"
    "打包项目与其子项目不重复计。园区本级填报的指标不计入。"
)
NOT_ADDED = "位次、比率和百分比不相加"
PLACE_NOTE = "企业、项目所在园区按现有登记。"


def coverage(total: Total) -> str:
    """“已报3/应报4”."""
    return f"已报{total.reported}/应报{total.owed}"


def kind_of(part: SumPart) -> str:
    """What kind of items a part is made of."""
    return "企业" if part.is_of_enterprises else "项目"


def left_out_words(found: ParkSum) -> str:
    """How many lines are not in a sum; nothing where all are."""
    return f"未计入{len(found.left_out)}项" if found.left_out else ""
