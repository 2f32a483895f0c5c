"""The forms of the actions on the page of a matter, each with where it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.forms import Form
from django.urls import reverse

from strategy.forms.attachments import AttachmentForm
from strategy.forms.matter_moves import (
    ApplyForm,
    AssignForm,
    DatedForm,
    DecideForm,
    EmptyForm,
    NoteForm,
    VisitForm,
)
from strategy.models import MatterRequest, Verb
from strategy.queries.matter_actions import Action
from strategy.queries.matter_evidence import lacks_evidence
from strategy.queries.matter_page import MatterPage
from strategy.wording.matter_actions import WORDS, ActionWords

FORMS: dict[Action, Callable[..., Form]] = {
    Action.ASSIGN: AssignForm,
    Action.RECEIVE: EmptyForm,
    Action.PROGRESS: partial(NoteForm, Verb.PROGRESS),
    Action.APPLY: partial(ApplyForm, Verb.APPLY),
    Action.VERIFY: partial(NoteForm, Verb.VERIFY),
    Action.CLOSE: partial(NoteForm, Verb.CLOSE),
    Action.RETURN: partial(NoteForm, Verb.RETURN),
    Action.REOPEN: partial(DatedForm, Verb.REOPEN),
    Action.ASK: partial(DatedForm, Verb.ASK),
    Action.OBJECT: partial(NoteForm, Verb.OBJECT),
    Action.DECIDE: DecideForm,
    Action.SLIP: EmptyForm,
    Action.VISIT: VisitForm,
    Action.ATTACH: AttachmentForm,
    Action.WITHDRAW: partial(NoteForm, Verb.WITHDRAW),
}
ADDRESSES = {
    Action.ASK: "strategy:matter_ask",
    Action.OBJECT: "strategy:matter_ask",
    Action.SLIP: "strategy:slip_issue",
    Action.VISIT: "strategy:return_visit",
    Action.ATTACH: "strategy:matter_attach",
}
"""Where an action is sent that is no step of its own."""


@dataclass(frozen=True, slots=True)
class ActionForm:
    """An action with its form; `is_open` unfolds it."""

    action: Action
    form: Form
    url: str
    is_open: bool

    @property
    def words(self) -> ActionWords:
        return WORDS[self.action]

    @property
    def is_plain(self) -> bool:
        """Whether a button is all there is to it."""
        return not self.form.fields


def form_of(action: Action, page: MatterPage, data=None, files=None) -> Form:
    """The form of an action; its fields have ids of their own on the page."""
    asked = {"auto_id": f"{action}_%s", "initial": _initial(action, page)}
    if action == Action.DECIDE:
        request = page.undecided
        is_objection = request is not None and request.kind == MatterRequest.Kind.OBJECTION
        asked["is_objection"] = is_objection
    if action == Action.APPLY:
        asked["lacking"] = lacks_evidence(page)
    return FORMS[action](data, files, **asked)


def address_of(action: Action, page: MatterPage) -> str:
    """Where an action is sent."""
    if action == Action.DECIDE:
        return reverse("strategy:matter_decide", args=[page.undecided.pk])
    if action in ADDRESSES:
        return reverse(ADDRESSES[action], args=[page.matter.pk])
    return reverse("strategy:matter_move", args=[page.matter.pk, action.value])


def _initial(action: Action, page: MatterPage) -> dict:
    if action == Action.ASSIGN:
        step = page.step
        units = {"lead": step.lead, "checker": step.checker, "supporting": page.supporting}
        return units | {"due_on": step.due_on}
    limit = page.matter.time_limit
    return {"due_on": limit.due_on(page.on)} if action == Action.REOPEN and limit else {}
