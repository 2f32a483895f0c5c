"""Verbs: suspend, resume, withdraw. Each takes an approval; a withdrawn project does not return."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from projects.models import Interruption, Project
from projects.progress import InterruptionKind
from projects.queries.stages import Version
from strategy import clock
from strategy.models import User
from strategy.permissions import insist, may_keep_items
from strategy.ui.formatting import date_label

from .stage_steps import (
    LONGEST_APPROVAL,
    Held,
    StageError,
    check_day,
    check_length,
    check_reason,
    finish,
    hold_project,
    insist_in_library,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """From which day a project is off its way, who approved it, and why."""

    starts_on: date
    approval: str
    reason: str


@transaction.atomic
def suspend(
    project: Project,
    kind: InterruptionKind,
    decision: Decision,
    *,
    by: User,
    at: datetime,
    seen: Version | None = None,
) -> Interruption:
    """Stop a project 停建 or put it off 缓建. Raises StageError and StagesMovedError."""
    insist(may_keep_items(by))
    if kind.is_final:
        raise ValueError("a project is withdrawn by `withdraw`")
    held = hold_project(project, seen=seen)
    insist_in_library(held)
    if held.open is not None:
        since = date_label(held.open.starts_on)
        raise StageError(f"该项目自{since}起已在{held.open.get_kind_display()}，不能重复登记。")
    return _interrupt(held, kind, decision, by=by, at=at)


@transaction.atomic
def resume(
    project: Project,
    ends_on: date,
    approval: str,
    *,
    by: User,
    at: datetime,
    seen: Version | None = None,
) -> Interruption:
    """Let a suspended project go on 复工 from a day. Raises StageError and StagesMovedError."""
    insist(may_keep_items(by))
    held = hold_project(project, seen=seen)
    insist_in_library(held)
    if (paused := held.open) is None:
        raise StageError("该项目没有停建或缓建，不需要登记复工。")
    _check_day(ends_on, "复工日期", "ends_on", at)
    if ends_on <= paused.starts_on:
        kind = paused.get_kind_display()
        raise StageError(f"复工日期应晚于{kind}开始之日。", "ends_on")
    approval = _check_approval(approval)
    _end(paused, ends_on, approval, by=by, at=at)
    words = f"自{date_label(ends_on)}起，批准：{approval}"
    finish("复工", held, words, by=by, at=at, ends_on=ends_on)
    return paused


@transaction.atomic
def withdraw(
    project: Project,
    decision: Decision,
    *,
    by: User,
    at: datetime,
    seen: Version | None = None,
) -> Interruption:
    """Take a project out of the library 调出 for good; where it stood still, that ends with it.

    Raises StageError and StagesMovedError.
    """
    insist(may_keep_items(by))
    held = hold_project(project, seen=seen)
    insist_in_library(held)
    if (paused := held.open) is None:
        return _interrupt(held, InterruptionKind.WITHDRAWN, decision, by=by, at=at)
    if decision.starts_on <= paused.starts_on:
        kind = paused.get_kind_display()
        raise StageError(f"调出日期应晚于{kind}开始之日。", "starts_on")
    approval = _check_approval(decision.approval)
    _end(paused, decision.starts_on, approval, by=by, at=at)
    return _interrupt(held, InterruptionKind.WITHDRAWN, decision, by=by, at=at)


def _interrupt(
    held: Held, kind: InterruptionKind, decision: Decision, *, by: User, at: datetime
) -> Interruption:
    _check_start(held, kind, decision.starts_on, at)
    approval, reason = _check_approval(decision.approval), check_reason(decision.reason)
    interruption = Interruption.objects.create(
        project=held.project,
        kind=kind,
        starts_on=decision.starts_on,
        approval=approval,
        reason=reason,
        recorded_at=at,
        recorded_by=by,
        is_sample=held.project.is_sample,
    )
    words = f"自{date_label(decision.starts_on)}起，批准：{approval}，{reason}"
    finish(kind.label, held, words, by=by, at=at, starts_on=decision.starts_on)
    return interruption


def _check_start(held: Held, kind: InterruptionKind, day: date, at: datetime) -> None:
    """Raise StageError for a day ahead of today, or before what the project did after it."""
    _check_day(day, f"{kind.label}开始日期", "starts_on", at)
    last = max((one.ends_on for one in held.interruptions if one.ends_on), default=None)
    if last is not None and day < last:
        told = f"上次复工日期（{date_label(last)}）"
        raise StageError(f"{kind.label}开始日期不能早于{told}。", "starts_on")
    later = [state for state in held.states if state.actual_on and state.actual_on > day]
    if later:
        state = max(later, key=lambda state: state.stage.rank)
        told = f"“{state.stage.label}”（{date_label(state.actual_on)}）"
        raise StageError(f"{kind.label}开始日期不能早于已到达的阶段{told}。", "starts_on")


def _check_day(day: date, label: str, field: str, at: datetime) -> None:
    check_day(day, field)
    if day > clock.day_of(at):
        raise StageError(f"{label}不能晚于登记之日。", field)


def _check_approval(approval: str) -> str:
    if not approval.strip():
        raise StageError("请填写批准文件或批准人。", "approval")
    return check_length(approval, LONGEST_APPROVAL, "approval")


def _end(
    interruption: Interruption, ends_on: date, approval: str, *, by: User, at: datetime
) -> None:
    interruption.ends_on, interruption.end_approval = ends_on, approval
    interruption.ended_at, interruption.ended_by = at, by
    interruption.save(update_fields=["ends_on", "end_approval", "ended_at", "ended_by"])
