"""The evidence sentence of each proposal, from what is stored; it never joins two numbers."""

from datetime import date, datetime

from strategy import clock
from strategy.models import MatterStatus, MatterStep
from strategy.models.matter_steps import WITH_UNIT
from strategy.progress import Standing
from strategy.progress.ladder import days_words
from strategy.queries.completeness import Completeness
from strategy.queries.item_states import ItemState
from strategy.ui.formatting import date_label, month_label

NO_LONGER_OWED = "该单位已无逾期未报数据"


def left_open_sentence(meeting: str, now: str) -> str:
    """“第3次服务企业周例会未议毕；6月底应完成50.0%，实际60.0%……”; `now` may be empty."""
    return f"{meeting}未议毕" + (f"；{now}" if now else "")


def newly_red_sentence(state: ItemState, former: date, month: date) -> str:
    """“6月滞后，7月转为严重滞后：……”, or only the second where the month before has no result."""
    before = f"{former.month}月{state.former.label}，" if state.former else ""
    turned = "转为" if before else "新增"
    return f"{before}{month.month}月{turned}{state.standing.label}：{state.sentence}"


def long_red_sentence(state: ItemState, months_running: int) -> str:
    """“连续3个月严重滞后：……”."""
    return f"连续{months_running}个月{state.standing.label}：{state.sentence}"


def worsened_sentence(state: ItemState, month: date, then: Standing, then_month: date) -> str:
    """“上次会议时6月达序时，现7月滞后：……”; the month may be the same, where it was corrected."""
    now = f"现{month.month}月{state.standing.label}"
    return f"上次会议时{then_month.month}月{then.label}，{now}：{state.sentence}"


def matter_sentence(step: MatterStep, today: date) -> str:
    """“督办〔2022〕12号，办理时限2022年8月1日，已逾期9天，办理中”; how it stands otherwise."""
    status = MatterStatus(step.status)
    if status == MatterStatus.REGISTERED and step.lead_id is None:
        return ownerless_sentence(step)
    told = [step.matter.label]
    if status in WITH_UNIT:
        told += [f"办理时限{date_label(step.due_on)}", days_words(step.due_on, today)]
    told.append(status.label)
    if step.extensions:
        told.append(f"已延期{step.extensions}次")
    return "，".join(told)


def ownerless_sentence(step: MatterStep) -> str:
    """“督办〔2022〕12号，2022年8月5日异议成立，尚未重新交办”."""
    return f"{step.matter.label}，{date_label(step.at)}异议成立，尚未重新交办"


def unreported_sentence(month: date, counts: Completeness, due_at: datetime, today: date) -> str:
    """“2022年6月应报5项，尚有2项未上报，已逾期29天”; it says how many, never how much."""
    days = (today - clock.day_of(due_at)).days
    late = f"已逾期{days}天" if days > 0 else "已逾期"
    return f"{month_label(month)}应报{counts.owed}项，尚有{counts.overdue}项未上报，{late}"
