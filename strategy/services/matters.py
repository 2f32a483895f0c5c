"""Verbs: register_matter, instruct, assign, receive, report_progress, apply_to_close, verify,
send_back, close_matter, reopen, withdraw."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from strategy.models import (
    Matter,
    MatterRequest,
    MatterStatus,
    MatterStep,
    Organisation,
    User,
    Verb,
)
from strategy.permissions import (
    insist,
    may_close,
    may_coordinate,
    may_handle,
    may_help,
    may_instruct,
    may_register,
    may_verify,
)
from strategy.queries.matter_evidence import GIVES, no_evidence, stands_for
from strategy.queries.matter_handlers import has_handled

from .matter_steps import (
    Change,
    MatterError,
    MoveError,
    Stand,
    allow,
    check_due,
    check_units,
    hold_matter,
    take_step,
    undecided,
)
from .new_matters import NewMatter, enter_matter

REGISTRARS = {
    Matter.Kind.PROBLEM: may_register,
    Matter.Kind.RESOLUTION: may_coordinate,
    Matter.Kind.INSTRUCTION: may_instruct,
}
"""Who may register what; officials alone can assign at once what they wrote."""


@transaction.atomic
def register_matter(new: NewMatter, *, by: User, at: datetime) -> Matter:
    """Register a problem or resolution under the next number of its year.

    Raises MatterError where lead or time limit is missing or does not fit.
    """
    insist(REGISTRARS[new.kind](by))
    return enter_matter(new, by=by, at=at)


@transaction.atomic
def instruct(new: NewMatter, *, by: User, at: datetime) -> Matter:
    """Register a leader's instruction and assign it at once. Raises MatterError."""
    insist(may_instruct(by))
    matter = enter_matter(replace(new, kind=Matter.Kind.INSTRUCTION), by=by, at=at)
    take_step(hold_matter(matter), Verb.ASSIGN, by=by, at=at)
    return matter


@transaction.atomic
def assign(
    matter: Matter,
    lead: Organisation,
    due_on: date,
    *,
    by: User,
    at: datetime,
    supporting: tuple[Organisation, ...] | None = None,
    checker: Organisation | None = None,
    seen: int | None = None,
) -> MatterStep:
    """Give a registered matter to its lead unit. `supporting=None` leaves the helping units."""
    insist(may_coordinate(by))
    stand = hold_matter(matter, seen=seen)
    helpers = tuple(stand.matter.supporting.all()) if supporting is None else supporting
    checker = checker or stand.step.checker
    check_units(lead, helpers, checker)
    check_due(due_on, at)
    detail = {
        "lead": lead.short_name,
        "supporting": [one.short_name for one in helpers],
        "checker": checker.short_name,
        "due_on": due_on.isoformat(),
    }
    change = Change("", lead, helpers, checker, due_on, detail=detail)
    return take_step(stand, Verb.ASSIGN, change, by=by, at=at)


@transaction.atomic
def receive(matter: Matter, *, by: User, at: datetime, seen: int | None = None) -> MatterStep:
    """Sign for an assigned matter 签收: the lead unit."""
    stand = hold_matter(matter, seen=seen)
    insist(may_handle(by, stand.step))
    return take_step(stand, Verb.RECEIVE, by=by, at=at)


@transaction.atomic
def report_progress(
    matter: Matter, note: str, *, by: User, at: datetime, seen: int | None = None
) -> MatterStep:
    """Say how far it has come: the lead unit and, once it handles it, those that help."""
    stand = hold_matter(matter, seen=seen)
    insist(may_help(by, stand.matter, stand.step))
    if stand.step.status == MatterStatus.RECEIVED and not may_handle(by, stand.step):
        raise MoveError("牵头单位尚未开始办理，请待其填写首次进展后再补充。")
    _refuse_undecided(stand, "填写进展", MatterRequest.Kind.OBJECTION)
    return take_step(stand, Verb.PROGRESS, Change(note), by=by, at=at)


@transaction.atomic
def apply_to_close(
    matter: Matter, note: str, *, by: User, at: datetime, seen: int | None = None
) -> MatterStep:
    """Ask for the close 申请销号, with the result and evidence of the present round."""
    stand = hold_matter(matter, seen=seen)
    insist(may_handle(by, stand.step))
    allow(stand.step, Verb.APPLY)
    _insist_on_evidence(stand.matter)
    _refuse_undecided(stand, "申请销号")
    return take_step(stand, Verb.APPLY, Change(note), by=by, at=at)


@transaction.atomic
def verify(
    matter: Matter, *, by: User, at: datetime, note: str = "", seen: int | None = None
) -> MatterStep:
    """Confirm what was handled 审核: a person of the checking unit, which handled none of it."""
    stand = hold_matter(matter, seen=seen)
    insist(may_verify(by, stand.matter, stand.step))
    _check_not_handler(stand, by, "审核")
    return take_step(stand, Verb.VERIFY, Change(note), by=by, at=at)


@transaction.atomic
def send_back(
    matter: Matter, note: str, *, by: User, at: datetime, seen: int | None = None
) -> MatterStep:
    """Send an application or a verified matter back to its unit 退回重办, with the reason."""
    stand = hold_matter(matter, seen=seen)
    verifies = stand.step.status == MatterStatus.APPLIED
    rule = may_verify if verifies else may_close
    insist(rule(by, stand.matter, stand.step) or may_close(by, stand.matter, stand.step))
    return take_step(stand, Verb.RETURN, Change(note), by=by, at=at)


@transaction.atomic
def close_matter(
    matter: Matter, *, by: User, at: datetime, note: str = "", seen: int | None = None
) -> MatterStep:
    """Close a verified matter 销号: nobody who handled it."""
    stand = hold_matter(matter, seen=seen)
    if may_coordinate(by) and may_help(by, stand.matter, stand.step):
        raise MatterError("本单位参与办理该事项，须由其他单位人员销号。")
    insist(may_close(by, stand.matter, stand.step))
    _check_not_handler(stand, by, "销号")
    return take_step(stand, Verb.CLOSE, Change(note), by=by, at=at)


@transaction.atomic
def reopen(
    matter: Matter, note: str, due_on: date, *, by: User, at: datetime, seen: int | None = None
) -> MatterStep:
    """Open a closed matter again with a new time limit: the office."""
    insist(may_coordinate(by))
    stand = hold_matter(matter, seen=seen)
    check_due(due_on, at)
    return take_step(stand, Verb.REOPEN, Change(note, due_on=due_on), by=by, at=at)


@transaction.atomic
def withdraw(
    matter: Matter, note: str, *, by: User, at: datetime, seen: int | None = None
) -> MatterStep:
    """Take a matter that was entered by mistake out of the register; it stays on record.

    Possible until the lead unit has signed for it. Raises MatterError.
    """
    insist(may_coordinate(by))
    stand = hold_matter(matter, seen=seen)
    allow(stand.step, Verb.WITHDRAW)
    _refuse_undecided(stand, "撤销")
    return take_step(stand, Verb.WITHDRAW, Change(note), by=by, at=at)


def _refuse_undecided(stand: Stand, what: str, kind: MatterRequest.Kind | None = None) -> None:
    """Raise MatterError while a request, of one kind or of any, waits for its answer."""
    asked = undecided(stand.matter)
    if asked is not None and kind in (None, asked.kind):
        raise MatterError(f"{asked.get_kind_display()}尚未答复，请待答复后再{what}。")


def _insist_on_evidence(matter: Matter) -> None:
    """Raise MatterError unless a unit that handles it added a file since it last got the matter."""
    given = matter.steps.filter(verb__in=GIVES).latest("number")
    if not stands_for(given, matter.attachments.attached()):
        raise MatterError(no_evidence(given), "attachments")


def _check_not_handler(stand: Stand, by: User, what: str) -> None:
    if has_handled(stand.matter, by):
        raise MatterError(f"您办理过该事项，须由其他单位人员{what}。")
