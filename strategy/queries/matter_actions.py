"""What a person may do to a matter as it stands: the buttons of its page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from strategy import clock
from strategy.models import Attachment, Matter, MatterRequest, MatterStatus, MatterStep, User, Verb
from strategy.models.matter_requests import TO_OBJECT
from strategy.models.matter_steps import MOVES, OPEN, UNDER_REVIEW, WITH_UNIT
from strategy.permissions import (
    may_attach,
    may_close,
    may_coordinate,
    may_handle,
    may_help,
    may_verify,
)
from strategy.workdays import add_workdays

from .matter_handlers import has_handled
from .matter_page import MatterPage


class Action(StrEnum):
    """What can be done on the page of a matter; a verb where it is a step of its own."""

    ASSIGN = Verb.ASSIGN.value
    RECEIVE = Verb.RECEIVE.value
    PROGRESS = Verb.PROGRESS.value
    APPLY = Verb.APPLY.value
    VERIFY = Verb.VERIFY.value
    CLOSE = Verb.CLOSE.value
    RETURN = Verb.RETURN.value
    VISIT = "visit"
    REOPEN = Verb.REOPEN.value
    ASK = Verb.ASK.value
    OBJECT = Verb.OBJECT.value
    DECIDE = "decide"
    SLIP = "slip"
    ATTACH = "attach"
    WITHDRAW = Verb.WITHDRAW.value


Rule = Callable[[User, Matter, MatterStep], bool]


def _office(user: User, matter: Matter, step: MatterStep) -> bool:
    return may_coordinate(user)


def _lead(user: User, matter: Matter, step: MatterStep) -> bool:
    return may_handle(user, step)


def _reviewer(user: User, matter: Matter, step: MatterStep) -> bool:
    return may_verify(user, matter, step) or may_close(user, matter, step)


def _closer(user: User, matter: Matter, step: MatterStep) -> bool:
    """The service tells the office in words why it may not close what it helped to handle."""
    return may_coordinate(user) or may_close(user, matter, step)


RULES: dict[Action, Rule] = {
    Action.ASSIGN: _office,
    Action.RECEIVE: _lead,
    Action.PROGRESS: may_help,
    Action.APPLY: _lead,
    Action.VERIFY: may_verify,
    Action.CLOSE: _closer,
    Action.RETURN: _reviewer,
    Action.REOPEN: _office,
    Action.ASK: _lead,
    Action.OBJECT: _lead,
    Action.DECIDE: _office,
    Action.SLIP: _office,
    Action.VISIT: _office,
    Action.ATTACH: may_attach,
    Action.WITHDRAW: _office,
}
"""Whose task each is, wherever the matter stands; the services insist on the same."""


def may_do(action: Action, user: User, matter: Matter, step: MatterStep) -> bool:
    """Whether an action is a person's task at all."""
    return RULES[action](user, matter, step)


def actions_of(page: MatterPage, user: User) -> list[Action]:
    """What a person may do now, in the order of the page."""
    fitting = [action for action in Action if _fits(action, page, user)]
    return [one for one in fitting if may_do(one, user, page.matter, page.step)]


def waits_for_answer(page: MatterPage, user: User) -> bool:
    """Whether a person could apply for the close, were an extension not still to be answered."""
    asked = page.undecided
    if asked is None or asked.kind != MatterRequest.Kind.EXTENSION:
        return False
    applies = page.status in MOVES[Verb.APPLY].origins
    return applies and may_do(Action.APPLY, user, page.matter, page.step)


def _fits(action: Action, page: MatterPage, user: User) -> bool:
    """Whether a matter stands where an action is possible; whose task it is, is asked later."""
    verb = Verb(action) if action in Verb.values else None
    if verb is not None and page.status not in MOVES[verb].origins:
        return False
    more = MORE.get(action)
    return more is None or more(page, user)


def _may_report(page: MatterPage, user: User) -> bool:
    """Those who help wait until the lead unit has begun; an objection is answered first."""
    asked = page.undecided
    if asked is not None and asked.kind == MatterRequest.Kind.OBJECTION:
        return False
    return page.status == MatterStatus.HANDLING or may_handle(user, page.step)


def _did_not_handle(page: MatterPage, user: User) -> bool:
    return not has_handled(page.matter, user)


def _may_close_now(page: MatterPage, user: User) -> bool:
    return _did_not_handle(page, user) and may_close(user, page.matter, page.step)


def _may_return_now(page: MatterPage, user: User) -> bool:
    applied = page.status == MatterStatus.APPLIED
    return applied or may_close(user, page.matter, page.step)


def _may_object_now(page: MatterPage, user: User) -> bool:
    """Once to each assignment, and within one work day of it (practice 1.5)."""
    told = [one for one in page.steps if one.verb in {Verb.ASSIGN, Verb.OBJECT}]
    assigned = clock.day_of(told[-1].at)
    is_first = told[-1].verb == Verb.ASSIGN
    return page.undecided is None and is_first and page.on <= add_workdays(assigned, TO_OBJECT)


def _may_decide_now(page: MatterPage, user: User) -> bool:
    """Nobody answers what they have asked."""
    return page.undecided is not None and page.undecided.asked_by_id != user.pk


def _slip_is_due(page: MatterPage, user: User) -> bool:
    if page.status not in WITH_UNIT or not page.rung.has_slip:
        return False
    step = page.step
    wanted = step.lead_id, page.rung, step.due_on
    issued = {(one.row.organisation_id, one.row.rung, one.row.due_on) for one in page.slips}
    return wanted not in issued


def _may_visit(page: MatterPage, user: User) -> bool:
    from_enterprise = page.matter.origin == Matter.Origin.ENTERPRISE
    return page.status == MatterStatus.CLOSED and from_enterprise


MORE: dict[Action, Callable[[MatterPage, User], bool]] = {
    Action.PROGRESS: _may_report,
    Action.APPLY: lambda page, user: page.undecided is None,
    Action.VERIFY: _did_not_handle,
    Action.CLOSE: _may_close_now,
    Action.RETURN: _may_return_now,
    Action.ASK: lambda page, user: page.undecided is None and page.on < page.step.due_on,
    Action.OBJECT: _may_object_now,
    Action.DECIDE: _may_decide_now,
    Action.SLIP: _slip_is_due,
    Action.VISIT: _may_visit,
    Action.ATTACH: lambda page, user: page.status in OPEN,
    Action.WITHDRAW: lambda page, user: page.undecided is None,
}
"""What an action needs besides the status that its step begins at."""


@dataclass(frozen=True, slots=True)
class FileRights:
    """Which of the attached files may still be taken away."""

    may_change: bool
    closed_at: datetime | None

    def may_remove(self, attachment: Attachment) -> bool:
        """Whether nothing rests on it yet."""
        is_newer = self.closed_at is None or attachment.added_at > self.closed_at
        return self.may_change and is_newer


def file_rights(page: MatterPage, actions: list[Action]) -> FileRights:
    """Files stay once the close was applied for, and for good those that a close rested on."""
    closes = [one.at for one in page.steps if one.verb == Verb.CLOSE]
    may_change = Action.ATTACH in actions and page.status not in UNDER_REVIEW
    return FileRights(may_change, closes[-1] if closes else None)
