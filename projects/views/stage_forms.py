"""What may be done with a project's stages, each with its form and the service that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.forms import Form

from projects.forms.stages import (
    CorrectForm,
    PlanForm,
    ReachForm,
    ResumeForm,
    SuspendForm,
    WithdrawForm,
)
from projects.models import Project
from projects.progress import InterruptionKind, Stage
from projects.queries.stages import ProjectStages, Version
from projects.services.interruptions import resume, suspend, withdraw
from projects.services.stages import correct_stage, plan_stages, reach_stage, undo_stage
from strategy.models import User
from strategy.permissions import may_keep_items, may_record_progress
from strategy.progress.labelled import Labelled


class Deed(Labelled):
    """What may be done, in the order of the page."""

    REACH = "reach", "登记到达"
    PLAN = "plan", "计划日期"
    CORRECT = "correct", "更正"
    RESUME = "resume", "登记复工"
    SUSPEND = "suspend", "登记停建、缓建"
    WITHDRAW = "withdraw", "登记调出"


@dataclass(frozen=True, slots=True)
class Work:
    """What a person asks to be done, in a valid form."""

    project: Project
    form: Form
    stamp: dict

    @property
    def typed(self) -> dict:
        return self.form.cleaned_data


def deeds_of(user: User, project: Project, stages: ProjectStages) -> list[Deed]:
    """What a person may do with a project as it stands; of one that was withdrawn, nothing."""
    if stages.is_withdrawn or not may_record_progress(user, project):
        return []
    current = stages.current.stage if stages.current else None
    is_paused = stages.off is not None
    offered = {
        Deed.REACH: not is_paused and current != Stage.FULL_CAPACITY,
        Deed.PLAN: current != Stage.FULL_CAPACITY,
    }
    if may_keep_items(user):
        offered[Deed.CORRECT] = current is not None
        offered[Deed.RESUME] = is_paused
        offered[Deed.SUSPEND] = not is_paused
        offered[Deed.WITHDRAW] = True
    return [deed for deed in Deed if offered.get(deed)]


def may_do(user: User, project: Project, deed: Deed) -> bool:
    """The rule that the service of a deed insists on."""
    if deed in {Deed.REACH, Deed.PLAN}:
        return may_record_progress(user, project)
    return may_keep_items(user)


def form_of(deed: Deed, stages: ProjectStages, data=None, *, stage: str = "") -> Form:
    """The form of a deed; its fields have ids of their own on the page."""
    named = {"data": data, "auto_id": f"{deed}_%s"}
    if deed == Deed.PLAN:
        return PlanForm(steps=stages.steps, **named)
    if deed == Deed.REACH:
        return ReachForm(initial={"stage": _next(stages)}, **named)
    if deed == Deed.CORRECT:
        return CorrectForm(initial=_known(stages, stage), **named)
    return {Deed.SUSPEND: SuspendForm, Deed.RESUME: ResumeForm, Deed.WITHDRAW: WithdrawForm}[deed](
        **named
    )


def correctable(stages: ProjectStages) -> list[Stage]:
    """The stages that are behind a project, recorded or not."""
    return [step.stage for step in stages.steps if step.is_reached or step.is_passed]


def work(project: Project, form: Form, *, by: User, at: datetime, seen: Version) -> Work:
    """What is to be done, with what every service asks for."""
    return Work(project, form, {"by": by, "at": at, "seen": seen})


def plan(work: Work) -> str:
    changed = plan_stages(work.project, work.form.plans, work.typed["reason"], **work.stamp)
    return f"已登记{'、'.join(stage.label for stage in changed)}的计划日期。"


def reach(work: Work) -> str:
    stage = Stage(work.typed["stage"])
    reach_stage(work.project, stage, work.form.reached, **work.stamp)
    return f"已登记到达“{stage.label}”。"


def correct(work: Work) -> str:
    stage, reason = Stage(work.typed["stage"]), work.typed["reason"]
    if work.form.is_undo:
        undo_stage(work.project, stage, reason, **work.stamp)
        return f"已撤销“{stage.label}”的登记，原登记留存备查。"
    planned_on = work.typed["planned_on"]
    correct_stage(
        work.project, stage, work.form.reached, reason, planned_on=planned_on, **work.stamp
    )
    return f"已更正“{stage.label}”的登记，原登记留存备查。"


def stop(work: Work) -> str:
    kind = InterruptionKind(work.typed["kind"])
    suspend(work.project, kind, work.form.decision, **work.stamp)
    return f"已登记{kind.label}。"


def go_on(work: Work) -> str:
    resume(work.project, work.typed["ends_on"], work.typed["approval"], **work.stamp)
    return "已登记复工。"


def leave(work: Work) -> str:
    withdraw(work.project, work.form.decision, **work.stamp)
    return "已登记调出，此后不能再作登记。"


SERVICES: dict[Deed, Callable[[Work], str]] = {
    Deed.PLAN: plan,
    Deed.REACH: reach,
    Deed.CORRECT: correct,
    Deed.SUSPEND: stop,
    Deed.RESUME: go_on,
    Deed.WITHDRAW: leave,
}
"""Does it, and gives the message to show."""


def _next(stages: ProjectStages) -> str:
    """The stage that most likely comes next."""
    ahead = [step.stage for step in stages.steps if not step.is_reached and not step.is_passed]
    return ahead[0].value if ahead else ""


def _known(stages: ProjectStages, stage: str) -> dict:
    """What is on record of a stage, to be put right."""
    step = next((one for one in stages.steps if one.stage == stage), None)
    if step is None:
        return {}
    if not step.is_reached:
        return {"stage": stage, "deed": "correct", "precision": "day"}
    record = step.record
    precision = record.actual_precision if record.actual_on else "unknown"
    known = {"actual_on": record.actual_on, "planned_on": record.planned_on, "note": record.note}
    return {"stage": stage, "deed": "correct", "precision": precision} | known
