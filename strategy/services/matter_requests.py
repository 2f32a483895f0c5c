"""Verbs: ask_extension, object_to, grant_request, refuse_request."""

from datetime import date, datetime

from django.db import transaction

from strategy import clock
from strategy.models import Matter, MatterRequest, MatterStep, Organisation, User, Verb
from strategy.models.matter_requests import TO_OBJECT
from strategy.permissions import insist, may_coordinate, may_handle
from strategy.workdays import add_workdays

from .matter_steps import (
    Change,
    MatterError,
    Stand,
    allow,
    check_due,
    check_units,
    hold_matter,
    take_step,
    undecided,
)

EXTENSION, OBJECTION = MatterRequest.Kind.EXTENSION, MatterRequest.Kind.OBJECTION


@transaction.atomic
def ask_extension(
    matter: Matter, reason: str, due_on: date, *, by: User, at: datetime, seen: int | None = None
) -> MatterRequest:
    """Ask for more time 延期: the lead unit, before the due day. Raises MatterError."""
    stand = hold_matter(matter, seen=seen)
    insist(may_handle(by, stand.step))
    allow(stand.step, Verb.ASK)
    _refuse_second(stand)
    held = stand.step.due_on
    if clock.day_of(at) >= held:
        raise MatterError(f"延期须在办理时限（{_day(held)}）之前申请，现已不能申请。")
    if due_on <= held:
        raise MatterError(f"申请延至的日期应晚于原办理时限（{_day(held)}）。", "due_on")
    check_due(due_on, at)
    change = Change(reason, detail={"asked_for": due_on.isoformat()})
    step = take_step(stand, Verb.ASK, change, by=by, at=at)
    return _asked(EXTENSION, step, by=by, due_on=due_on)


@transaction.atomic
def object_to(
    matter: Matter, reason: str, *, by: User, at: datetime, seen: int | None = None
) -> MatterRequest:
    """Object to an assignment 异议: the lead unit, once and within a work day of it."""
    stand = hold_matter(matter, seen=seen)
    insist(may_handle(by, stand.step))
    allow(stand.step, Verb.OBJECT)
    _refuse_second(stand)
    assigned = stand.matter.steps.filter(verb=Verb.ASSIGN).latest("number")
    last = add_workdays(clock.day_of(assigned.at), TO_OBJECT)
    if clock.day_of(at) > last:
        raise MatterError(
            f"交办异议须在交办后{TO_OBJECT}个工作日内（{_day(last)}之前，含当日）提出，现已超过。"
        )
    later = stand.matter.steps.filter(verb=Verb.OBJECT, number__gt=assigned.number)
    if later.exists():
        raise MatterError("对本次交办的异议已经答复，请按要求办理。")
    step = take_step(stand, Verb.OBJECT, Change(reason), by=by, at=at)
    return _asked(OBJECTION, step, by=by)


@transaction.atomic
def grant_request(
    request: MatterRequest,
    *,
    by: User,
    at: datetime,
    answer: str = "",
    lead: Organisation | None = None,
) -> MatterStep:
    """Agree: an extension moves the time limit; an objection takes the matter from its unit.

    `lead` is the unit that gets it instead, at once. An objection is not agreed to without an
    answer. Raises MatterError.
    """
    stand, fresh = _hold_request(request, by)
    if fresh.kind == EXTENSION:
        step = _extend(stand, fresh, answer, by=by, at=at)
    else:
        step = _release(stand, answer, lead, by=by, at=at)
    _decide(fresh, step, answer, is_granted=True, by=by)
    return step


@transaction.atomic
def refuse_request(request: MatterRequest, answer: str, *, by: User, at: datetime) -> MatterStep:
    """Refuse a request, with the answer: nothing else changes. Raises MatterError."""
    stand, fresh = _hold_request(request, by)
    verb = Verb.REFUSE if fresh.kind == EXTENSION else Verb.UPHOLD
    step = take_step(stand, verb, Change(answer), by=by, at=at)
    _decide(fresh, step, answer, is_granted=False, by=by)
    return step


def _refuse_second(stand: Stand) -> None:
    asked = undecided(stand.matter)
    if asked is not None:
        raise MatterError(f"{asked.get_kind_display()}尚未答复，不能再次提出。")


def _asked(
    kind: MatterRequest.Kind, step: MatterStep, *, by: User, due_on: date | None = None
) -> MatterRequest:
    return MatterRequest.objects.create(
        matter_id=step.matter_id,
        kind=kind,
        reason=step.note,
        due_on=due_on,
        asked_at=step.at,
        asked_by=by,
    )


def _hold_request(request: MatterRequest, by: User) -> tuple[Stand, MatterRequest]:
    """Lock the matter of a request, which guards the request as well, and read both."""
    insist(may_coordinate(by))
    stand = hold_matter(request.matter)
    fresh = MatterRequest.objects.get(pk=request.pk)
    if fresh.decided_at is not None:
        raise MatterError(f"该{fresh.get_kind_display()}已经答复，无需再次操作。")
    if fresh.asked_by_id == by.pk:
        raise MatterError("您提出的申请须由其他人员答复。")
    return stand, fresh


def _extend(
    stand: Stand, request: MatterRequest, answer: str, *, by: User, at: datetime
) -> MatterStep:
    if request.due_on < clock.day_of(at):
        raise MatterError(f"申请延至的日期（{_day(request.due_on)}）已过，请不同意并说明原因。")
    detail = {"from": stand.step.due_on.isoformat(), "due_on": request.due_on.isoformat()}
    change = Change(answer, due_on=request.due_on, detail=detail)
    return take_step(stand, Verb.EXTEND, change, by=by, at=at)


def _release(
    stand: Stand, answer: str, lead: Organisation | None, *, by: User, at: datetime
) -> MatterStep:
    if lead is not None and lead == stand.step.lead:
        raise MatterError("异议成立的，须改由其他单位牵头。", "lead")
    step = take_step(stand, Verb.RELEASE, Change(answer, frees=True), by=by, at=at)
    if lead is None:
        return step
    matter = stand.matter
    helpers = [one for one in matter.supporting.all() if one != lead]
    check_units(lead, helpers, matter.checker)
    check_due(step.due_on, at)
    detail = {
        "lead": lead.short_name,
        "supporting": [one.short_name for one in helpers],
        "due_on": step.due_on.isoformat(),
    }
    change = Change(lead=lead, supporting=helpers, detail=detail)
    return take_step(Stand(matter, step), Verb.ASSIGN, change, by=by, at=at)


def _decide(
    request: MatterRequest, step: MatterStep, answer: str, *, is_granted: bool, by: User
) -> None:
    request.is_granted, request.answer = is_granted, answer.strip()
    request.decided_at, request.decided_by = step.at, by
    request.save(update_fields=["is_granted", "answer", "decided_at", "decided_by"])


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
