"""Words of the stages of projects: how each stands against its plan, what the books say."""

from datetime import date

from projects.progress import Stage, Timing
from projects.queries.stages import Entry, Off, Step
from strategy.models.fields import Precision
from strategy.progress.labelled import Labelled
from strategy.ui.formatting import date_label, date_value, known_date

ENTERED = {Stage.BUILDING: "转入在建"}
"""Stages of which the bare name does not say that they were come to."""

TONES = {
    Timing.EARLY: "good",
    Timing.IN_TIME: "good",
    Timing.LATE: "warning",
    Timing.OVERDUE: "late",
    Timing.NOT_DUE: "neutral",
}


def timing_words(step: Step) -> str:
    """How a stage stands against its plan, such as 提前2个月开工; nothing where nobody can tell."""
    apart = step.deviation
    if apart is None:
        return ""
    name = ENTERED.get(step.stage, step.stage.label)
    if apart.timing == Timing.NOT_DUE:
        return f"距计划日期{apart.days}天" if apart.days else "今天到期"
    if apart.timing == Timing.OVERDUE:
        return f"未按计划{name}，已超{apart.amount}"
    return f"{apart.timing.label}{apart.amount}{name}"


def timing_tone(step: Step) -> str:
    """The tone of the pill with these words."""
    return TONES[step.deviation.timing] if step.deviation else "neutral"


class StepState(Labelled):
    """Whether a stage is behind, now or ahead; the code gives the shape beside the word."""

    CURRENT = "current", "当前阶段"
    REACHED = "reached", "已到达"
    PASSED = "passed", "已经过，未登记"
    AHEAD = "ahead", "未到达"


def state_of(step: Step) -> StepState:
    """Where a stage is on the way of its project."""
    if step.is_current:
        return StepState.CURRENT
    if step.is_reached:
        return StepState.REACHED
    return StepState.PASSED if step.is_passed else StepState.AHEAD


def actual_words(step: Step) -> str:
    """When a stage was reached, as exactly as it is known."""
    if not step.is_reached:
        return "--"
    if step.actual_on is None:
        return "日期不详"
    return known_words(step.actual_on, step.record.actual_precision)


def precision_note(step: Step) -> str:
    """How a day that is not known exactly is counted."""
    if step.actual_on is None or step.deviation is None:
        return ""
    return {"month": "按当月最后一日计", "year": "按当年最后一日计"}.get(
        step.record.actual_precision, ""
    )


def entry_fact(entry: Entry) -> str:
    """What a record says of its stage."""
    record = entry.record
    if not record.is_reached:
        return "未到达"
    if record.actual_on is None:
        return "已到达，日期不详"
    return known_words(record.actual_on, record.actual_precision)


def known_words(day: date, precision: str) -> str:
    """A day in figures, as the planned one beside it; only the month or year where no more is."""
    is_exact = precision == Precision.DAY
    return date_value(day) if is_exact else known_date(day, precision)


def off_words(off: Off) -> str:
    """An interruption with its days and who approved it."""
    row = off.row
    since = f"{row.get_kind_display()}：自{date_label(row.starts_on)}起，批准：{row.approval}"
    if off.ends_on is None:
        return since
    if off.became_withdrawal:
        return f"{since}；{date_label(off.ends_on)}转为调出"
    return f"{since}；{date_label(off.ends_on)}复工，批准：{row.end_approval}"
