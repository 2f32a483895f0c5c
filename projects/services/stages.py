"""Verbs: plan_stages, reach_stage, correct_stage, undo_stage. A change is always a new record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from projects.models import Project, StageRecord
from projects.progress import Stage, StageState
from projects.queries.stages import Version
from strategy.models import User
from strategy.models.fields import Precision
from strategy.permissions import insist, may_keep_items, may_record_progress
from strategy.ui.formatting import date_label, known_date

from .stage_steps import (
    LONGEST_REASON,
    Held,
    StageError,
    check_actual,
    check_day,
    check_length,
    check_planned,
    check_reason,
    finish,
    hold_project,
    in_order,
    insist_in_library,
    insist_under_way,
    last_known_day,
    supersede,
    write_record,
)


@dataclass(frozen=True, slots=True)
class Reached:
    """When a stage was reached; a day of None is one that nobody knows."""

    actual_on: date | None = None
    precision: Precision = Precision.DAY
    note: str = ""

    @property
    def kept_on(self) -> date | None:
        """The day to keep: the last one of what is known."""
        return last_known_day(self.actual_on, self.precision)

    @property
    def words(self) -> str:
        return known_date(self.actual_on, self.precision) if self.actual_on else "日期不详"


@transaction.atomic
def plan_stages(
    project: Project,
    plans: Mapping[Stage, date | None],
    reason: str = "",
    *,
    by: User,
    at: datetime,
    seen: Version | None = None,
) -> list[Stage]:
    """Set the planned days of several stages at once; None takes a plan away. Gives what changed.

    A plan that existed changes with a reason; that of a reached stage is corrected by the office.
    Raises StageError and StagesMovedError.
    """
    insist(may_record_progress(by, project))
    held = hold_project(project, seen=seen)
    insist_in_library(held)
    changed = _changed_plans(held, plans)
    existed = [stage for stage in changed if _planned_on(held, stage) is not None]
    reason = check_reason(reason) if existed else check_length(reason, LONGEST_REASON, "reason")
    told = _plan_words(held, changed)
    for stage, day in changed.items():
        _plan(held, stage, day, reason, by=by, at=at)
    words = "，".join(part for part in (told, reason) if part)
    finish("调整计划" if existed else "登记计划", held, words, by=by, at=at)
    return list(changed)


@transaction.atomic
def reach_stage(
    project: Project,
    stage: Stage,
    reached: Reached,
    *,
    by: User,
    at: datetime,
    seen: Version | None = None,
) -> StageRecord:
    """Record that a project has come to a stage, ahead of all that it had reached.

    Raises StageError and StagesMovedError.
    """
    insist(may_record_progress(by, project))
    held = hold_project(project, seen=seen)
    insist_under_way(held)
    _insist_forward(held, stage)
    state = StageState(stage, _planned_on(held, stage), True, reached.kept_on)
    check_actual(held, state, reached.precision, at)
    record = _write_reached(held, state, reached, "", by=by, at=at)
    words = "，".join(part for part in (f"{stage.label}：{reached.words}", record.note) if part)
    finish("登记阶段", held, words, by=by, at=at, stage=stage)
    return record


@transaction.atomic
def correct_stage(
    project: Project,
    stage: Stage,
    reached: Reached,
    reason: str,
    *,
    planned_on: date | None = None,
    by: User,
    at: datetime,
    seen: Version | None = None,
) -> StageRecord:
    """Put right when a stage was reached, or add one that was passed without a record.

    `planned_on` of None leaves the plan as it is. Raises StageError and StagesMovedError.
    """
    insist(may_keep_items(by))
    held = hold_project(project, seen=seen)
    insist_in_library(held)
    _insist_behind(held, stage)
    reason = check_reason(reason)
    plan = planned_on or _planned_on(held, stage)
    state = StageState(stage, plan, True, reached.kept_on)
    _insist_change(held, state, reached)
    check_actual(held, state, reached.precision, at)
    if planned_on is not None:
        _check_plan_of(held, state)
    record = _write_reached(held, state, reached, reason, by=by, at=at)
    words = f"{stage.label}：{reached.words}，{reason}"
    finish("更正阶段", held, words, by=by, at=at, stage=stage, planned_on=plan)
    return record


@transaction.atomic
def undo_stage(
    project: Project,
    stage: Stage,
    reason: str,
    *,
    by: User,
    at: datetime,
    seen: Version | None = None,
) -> None:
    """Take back the newest stage, which was recorded by mistake; its plan stays.

    Raises StageError and StagesMovedError.
    """
    insist(may_keep_items(by))
    held = hold_project(project, seen=seen)
    insist_in_library(held)
    _insist_newest(held, stage)
    reason = check_reason(reason)
    plan = _planned_on(held, stage)
    if plan is None:
        supersede(held.records[stage], in_order(held.project, stage, at))
    else:
        write_record(held, StageState(stage, plan), reason=reason, by=by, at=at)
    finish("撤销阶段", held, f"{stage.label}，{reason}", by=by, at=at, stage=stage)


def _changed_plans(held: Held, plans: Mapping[Stage, date | None]) -> dict[Stage, date | None]:
    """The plans that differ, in order. Raises StageError where there is none, or one may not."""
    changed = {
        stage: plans[stage]
        for stage in Stage
        if stage in plans and plans[stage] != _planned_on(held, stage)
    }
    if not changed:
        raise StageError("计划日期没有变化，没有可保存的内容。")
    for stage, day in changed.items():
        if held.furthest is not None and held.furthest.rank >= stage.rank:
            told = f"“{stage.label}”已经过，计划日期有误的，请由指挥部办公室更正。"
            raise StageError(told, f"plan_{stage.value}")
        if day is not None:
            check_day(day, f"plan_{stage.value}")
    states = [StageState(stage, day) for stage, day in changed.items()]
    check_planned(held.states_with(*states), changed)
    return changed


def _plan_words(held: Held, changed: Mapping[Stage, date | None]) -> str:
    told = []
    for stage, day in changed.items():
        former, new = _planned_on(held, stage), date_label(day) if day else "取消计划"
        since = f"由{date_label(former)}改为" if former and day else ""
        told.append(f"{stage.label}：{since}{new}")
    return "，".join(told)


def _plan(held: Held, stage: Stage, day: date | None, reason: str, *, by: User, at: datetime):
    if day is None:
        supersede(held.records[stage], in_order(held.project, stage, at))
        return
    former = held.records.get(stage)
    note = former.note if former else ""
    write_record(held, StageState(stage, day), note=note, reason=reason, by=by, at=at)


def _write_reached(
    held: Held, state: StageState, reached: Reached, reason: str, *, by: User, at: datetime
) -> StageRecord:
    return write_record(
        held,
        state,
        actual_precision=reached.precision if reached.actual_on else Precision.DAY,
        note=check_length(reached.note, LONGEST_REASON, "note"),
        reason=reason,
        by=by,
        at=at,
    )


def _insist_forward(held: Held, stage: Stage) -> None:
    current = held.furthest
    if current is None or current.rank < stage.rank:
        return
    if current == stage:
        told = f"该项目已登记到达“{stage.label}”，登记有误的，请由指挥部办公室更正。"
    else:
        told = f"阶段只能向前推进：该项目已到“{current.label}”，不能改回“{stage.label}”。"
    raise StageError(told, "stage")


def _insist_behind(held: Held, stage: Stage) -> None:
    current = held.furthest
    if current is None or current.rank < stage.rank:
        raise StageError(f"“{stage.label}”尚未登记到达，没有可更正的内容。", "stage")


def _insist_newest(held: Held, stage: Stage) -> None:
    current = held.furthest
    if current is None or current.rank < stage.rank:
        raise StageError(f"“{stage.label}”尚未登记到达，没有可撤销的内容。", "stage")
    if current != stage:
        raise StageError(
            f"只能撤销最新到达的阶段：该项目已到“{current.label}”，不能撤销“{stage.label}”。",
            "stage",
        )


def _insist_change(held: Held, state: StageState, reached: Reached) -> None:
    record = held.records.get(state.stage)
    if record is None or not record.is_reached:
        return
    former = (record.planned_on, record.actual_on, record.note)
    is_same = former == (state.planned_on, state.actual_on, reached.note.strip())
    if is_same and (state.actual_on is None or record.actual_precision == reached.precision):
        raise StageError("与现有登记相同，没有可更正的内容。")


def _check_plan_of(held: Held, state: StageState) -> None:
    check_day(state.planned_on, "planned_on")
    try:
        check_planned(held.states_with(state), [state.stage])
    except StageError as error:
        raise StageError(str(error), "planned_on") from error


def _planned_on(held: Held, stage: Stage) -> date | None:
    record = held.records.get(stage)
    return record.planned_on if record else None
