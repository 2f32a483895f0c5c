"""What can be done to a matter, in words: titles, buttons, hints, and what is told afterwards."""

from dataclasses import dataclass

from strategy.queries.matter_actions import Action


@dataclass(frozen=True, slots=True)
class ActionWords:
    """`done` is told when it is done; {} is what it was done to or by whom, if anything."""

    title: str
    button: str
    done: str
    hint: str = ""
    tone: str = ""


WORDS = {
    Action.ASSIGN: ActionWords("交办", "交办", "已交办{}。"),
    Action.RECEIVE: ActionWords("签收", "签收", "已签收，请按时限办理。"),
    Action.PROGRESS: ActionWords("填写办理进展", "保存进展", "已保存办理进展。"),
    Action.APPLY: ActionWords(
        "申请销号", "提交销号申请", "已申请销号，等待{}审核。",
        "问题已解决的，填写办理结果并上传佐证材料。",
    ),
    Action.VERIFY: ActionWords("审核通过", "审核通过", "已审核通过，等待销号。"),
    Action.CLOSE: ActionWords("销号", "销号", "已销号。"),
    Action.RETURN: ActionWords(
        "退回重办", "退回", "已退回{}重新办理。", "办理结果不符合要求的，说明原因后退回。"
    ),
    Action.REOPEN: ActionWords(
        "重新打开", "重新打开", "已重新打开，交由{}继续办理。",
        "问题未真正解决或又有反复的，重新办理。",
    ),
    Action.ASK: ActionWords(
        "申请延期", "提交延期申请", "已申请延期，等待指挥部办公室答复。",
        "须在办理时限之前提出；答复之前原时限不变。",
    ),
    Action.OBJECT: ActionWords(
        "提出异议", "提交异议", "已提出异议，等待指挥部办公室答复。",
        "不属于本单位职责的，交办后1个工作日内提出。",
    ),
    Action.DECIDE: ActionWords("答复", "同意", "已答复{}。"),
    Action.SLIP: ActionWords(
        "签发督办单", "签发督办单", "已签发{}。", "发往牵头单位，由其在系统中签收。"
    ),
    Action.VISIT: ActionWords(
        "回访企业", "保存回访", "已保存回访情况。",
        "销号后询问企业是否满意；再次回访的，以最后一次为准。",
    ),
    Action.ATTACH: ActionWords("上传附件", "上传", "已上传{}。"),
    Action.WITHDRAW: ActionWords(
        "撤销", "撤销该事项", "已撤销。",
        "只用于内容有误、重复登记的，牵头单位签收后不能撤销；撤销后仍留有记录。", "danger",
    ),
}  # fmt: skip
"""The words of each action."""
APPLY_LATER = "延期申请待答复，答复后方可申请销号。"
"""Why the lead unit finds no 申请销号 among its actions."""
