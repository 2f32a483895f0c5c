"""Matters in words."""

from collections.abc import Iterable
from datetime import date

from strategy import clock, workdays
from strategy.models import Matter, MatterStatus, MatterStep, Slip, Verb
from strategy.progress.ladder import Rung
from strategy.ui.formatting import date_label, datetime_label

from .events import Entry

PLANNED = {MatterStatus.REGISTERED: "拟由", MatterStatus.WITHDRAWN: "原定由"}
"""How the lead of a matter is named that it does not handle."""

GIVES_DAY = (Verb.REGISTER, Verb.ASSIGN, Verb.REOPEN)
"""The steps with which a day is given; an extension moves it within its class."""
OWN_DAY = "另定时限"


def due_note(due_on: date) -> str:
    """Say that a time limit is a day off, or in a year whose holidays are not published."""
    told = [] if workdays.is_workday(due_on) else ["办理时限当日为休息日"]
    if not workdays.calendar_knows(due_on.year):
        told.append("办理时限所在年度的放假安排尚未公布，按周一至周五推算")
    return "；".join(told)


def limit_words(matter: Matter, steps: Iterable[MatterStep]) -> str:
    """The class of the time limit, unless the day that was last given is one of its own."""
    limit = matter.time_limit
    *_, given = (step for step in steps if step.verb in GIVES_DAY)
    begins = {clock.day_of(matter.registered_at), clock.day_of(given.at)}
    if limit is None or given.due_on not in {limit.due_on(day) for day in begins}:
        return OWN_DAY
    return str(limit)


def step_entries(steps: Iterable[MatterStep]) -> list[Entry]:
    """The history of a matter, the newest first."""
    entries = [Entry(datetime_label(one.at), step_title(one), step_note(one)) for one in steps]
    return entries[::-1]


def step_title(step: MatterStep) -> str:
    """What was done, with the unit or the day that it set."""
    label, day = step.get_verb_display(), date_label(step.due_on)
    if step.verb == Verb.ASSIGN:
        return f"{label}{step.lead.short_name}，办理时限{day}"
    if step.verb == Verb.EXTEND:
        return f"{label}至{day}"
    return f"{label}，办理时限{day}" if step.verb == Verb.REOPEN else label


def step_note(step: MatterStep) -> str:
    """Who did it, and what was said."""
    return "：".join(part for part in (step_actor(step), step.note) if part)


def step_actor(step: MatterStep) -> str:
    """The unit and the person; the machine where nobody acted."""
    return f"{step.organisation.short_name} {step.by.name}" if step.by else "系统"


def lead_words(step: MatterStep) -> str:
    """Who leads, as the beginning of a sentence; before the assignment who is to."""
    if step.lead is None:
        return "尚未确定牵头单位，"
    told = PLANNED.get(MatterStatus(step.status), "")
    return f"{told}{step.lead.short_name}牵头，"


def rung_of(slip: Slip) -> Rung:
    """The rung that a slip was issued for."""
    return Rung(slip.rung)
